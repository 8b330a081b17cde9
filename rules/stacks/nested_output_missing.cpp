#include "lint/rule.h"
#include "model/nested_stack.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const NestedStack& stack, Report& report) {
  if (!stack.is_fully_known()) return;
  for (const OutputUse& use : stack.output_uses()) {
    if (const std::optional<Place> output = stack.output(use.name)) {
      if (stack.output_exists(use.name)) continue;
      report
          .at(use.place, "output `{}` of `{}` does not exist here", use.name, stack.template_name())
          .label(*output, "has a condition")
          .severity(stack.certainty());
      continue;
    }
    const std::string_view meant = stack.nearest_output(use.name);
    // Another version of the template may have it, but not a slip of the pen.
    if (meant.empty() && stack.certainty() != Severity::error) continue;
    Finding& finding =
        report.at(use.place, "`{}` has no output `{}`", stack.template_name(), use.name)
            .severity(stack.certainty());
    if (meant.empty()) continue;
    finding.label(*stack.output(meant), "is this one meant?")
        .help(fmt::format("did you mean `Outputs.{}`?", meant));
  }
}

}  // namespace

extern const Rule nested_output_missing;
constinit const Rule nested_output_missing{
    .name = "nested-output-missing",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "A template uses an output that its nested stack does not have.",
    .why =
        "The outputs of a nested stack are known only when it is complete. Until then nobody "
        "compares the name with its template: the nested stack is made, with all its databases "
        "and load balancers, and then the resource that asks for the output fails, and all of it "
        "is deleted again.",
    .remedy =
        "Use the name of an output that the nested template declares, or declare it there. An "
        "output with a condition exists only where the condition holds.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "using-cfn-nested-stacks.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
