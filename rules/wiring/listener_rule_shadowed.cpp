#include "lint/rule.h"
#include "model/load_balancing.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const ListenerRule& rule, Report& report) {
  const Field<std::int64_t> priority = rule.priority();
  if (priority.is_known()) {
    for (const ListenerRule& other : rule.others_of_listener()) {
      const Field<std::int64_t> first = other.priority();
      if (!first.is_known() || *first >= *priority || !rule.is_covered_by(other)) continue;
      if (!other.exists()) continue;
      // What parameters of several stacks say is chosen anew for each deployment.
      if (!rule.is_in_stack_of(other) && (rule.is_assumed() || other.is_assumed())) continue;
      report
          .at(rule.condition_words(),
              "`{}` never gets a request: `{}`, which comes first, takes them all",
              rule.logical_id(), other.logical_id())
          .label(other.condition_words(),
                 fmt::format("priority {} comes before {}", *first, *priority));
      return;
    }
  }
  if (!rule.repeats_default_action() || rule.is_assumed()) return;
  report
      .at(rule.condition_words(),
          "`{}` takes every request and forwards it as the default action of `{}` does",
          rule.logical_id(), rule.listener()->logical_id())
      .label(rule.listener()->forwards().front().target_group_arn, "the default action")
      .help("remove the rule; whatever depends on it can depend on the listener")
      .severity(Severity::note);
}

}  // namespace

extern const Rule listener_rule_shadowed;
constinit const Rule listener_rule_shadowed{
    .name = "listener-rule-shadowed",
    .severity = Severity::warning,
    .group = Group::wiring,
    .summary = "A listener rule has no effect: a rule before it takes all of its requests.",
    .why =
        "A listener asks its rules in the order of their priorities, the lowest number first, and "
        "the first that matches decides. A rule whose requests all match an earlier one is never "
        "reached: its target group looks attached and healthy, and gets no traffic, while another "
        "service answers in its place.",
    .remedy =
        "Give the narrower rule the lower number, or make the conditions of the earlier one "
        "narrower.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
