#include "lint/rule.h"
#include "model/referrer.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Referrer& referrer, Report& report) {
  for (const ConditionalUse& use : referrer.uses()) {
    if (use.target.exists()) continue;
    report
        .at(use.place, "`{}` refers to `{}`, which does not exist", referrer.name(),
            use.target.logical_id())
        .label(use.condition_place, fmt::format("exists only if `{}` is true", use.condition));
  }
}

}  // namespace

extern const Rule conditional_reference;
constinit const Rule conditional_reference{
    .name = "conditional-reference",
    .severity = Severity::warning,
    .group = Group::stacks,
    .summary = "Something refers to a resource that exists only under a condition of its own.",
    .why =
        "With parameters for which the one exists and the other does not, CloudFormation refuses "
        "the template: \"Unresolved resource dependencies\". All other parameters work, so this "
        "shows up in the one environment that was never tried.",
    .remedy =
        "Give both the same condition, or put the reference into `Fn::If` with the condition of "
        "what it refers to.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "conditions-section-structure.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
