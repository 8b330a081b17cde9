#include "lint/rule.h"
#include "model/load_balancing.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const ListenerRule& rule, Report& report) {
  const Field<std::int64_t> priority = rule.priority();
  if (!priority.is_known()) return;
  for (const ListenerRule& other : rule.others_of_listener()) {
    if (!other.stands_before(rule) || !other.priority().is(*priority) || !other.exists()) continue;
    // A parameter of a stack is there so that each deployment chooses another number.
    const Field<std::int64_t> taken = other.priority();
    if (!rule.is_in_stack_of(other) && priority.place().assumed && taken.place().assumed) continue;
    report
        .at(priority, "priority {} of `{}` is taken by `{}` on the same listener", *priority,
            rule.logical_id(), other.logical_id())
        .label(taken, "the same priority");
    return;
  }
}

}  // namespace

extern const Rule listener_rule_priority_duplicate;
constinit const Rule listener_rule_priority_duplicate{
    .name = "listener-rule-priority-duplicate",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary = "Two rules of one listener have the same priority.",
    .why =
        "Priorities are unique on a listener, whichever stack a rule comes from. The rule that "
        "CloudFormation creates second fails with \"Priority is currently in use\", and its stack "
        "rolls back: often the stack of another team, that deployed nothing wrong.",
    .remedy = "Give each rule of the listener a priority of its own, between 1 and 50000.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
