#include "lint/rule.h"
#include "model/nested_stack.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const NestedCircle& circle, Report& report) {
  Finding& finding = report.at(circle.last(), "`{}` starts `{}` again, in which it stands",
                               circle.last().logical_id(), circle.template_name());
  for (const NestedStack& stack : circle.way()) finding.label(stack, "by way of this stack");
}

}  // namespace

extern const Rule nested_stack_contains_itself;
constinit const Rule nested_stack_contains_itself{
    .name = "nested-stack-contains-itself",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "A template nests itself, directly or by way of others.",
    .why =
        "Each stack would make one more of itself. CloudFormation goes on until a limit of the "
        "account stops it, and then takes all of them back, one after the other.",
    .remedy = "Let the nested stack name the template that is really meant.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "using-cfn-nested-stacks.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
