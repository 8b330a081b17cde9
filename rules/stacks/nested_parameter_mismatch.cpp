#include "lint/rule.h"
#include "model/nested_stack.h"

namespace cfn_ecs_lint::rules {
namespace {

void check_given(const NestedStack& stack, const Entry& given, Report& report) {
  const std::optional<ChildParameter> parameter = stack.parameter(given.key);
  if (!parameter) {
    Finding& finding = report
                           .at({given.key_span}, "`{}` declares no parameter `{}`",
                               stack.template_name(), given.key)
                           .severity(stack.certainty());
    const std::string_view meant = stack.nearest_parameter(given.key);
    if (meant.empty()) return;
    finding.label(*stack.parameter(meant), "is this one meant?")
        .help(fmt::format("did you mean `{}`?", meant));
    return;
  }
  const Field<std::string_view> value = given.value.as_string();
  if (!value.is_known()) return;
  if (const auto objection = parameter->objection_to(*value)) {
    report.at(value, "`{}` for parameter `{}` {}", *value, given.key, *objection)
        .label(*parameter, "declared here")
        .severity(stack.certainty());
  }
}

void check(const NestedStack& stack, Report& report) {
  if (!stack.is_fully_known()) return;
  const Value given = stack.property("Parameters");
  for (const Entry& one : given.members()) {
    if (!one.value.is_absent()) check_given(stack, one, report);
  }
  for (const ChildParameter& parameter : stack.parameters()) {
    const bool left_out =
        given.is_absent() || (given.is_map() && given[parameter.name()].is_absent());
    if (parameter.has_default() || !left_out) continue;
    report
        .at(stack, "parameter `{}` of `{}` gets no value", parameter.name(), stack.template_name())
        .label(parameter, "has no default")
        .severity(stack.certainty());
  }
}

}  // namespace

extern const Rule nested_parameter_mismatch;
constinit const Rule nested_parameter_mismatch{
    .name = "nested-parameter-mismatch",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "A nested stack is given parameters that its template does not take.",
    .why =
        "CloudFormation compares the `Parameters` of a nested stack with those that its template "
        "declares when it gets to that stack, which can be long after the deployment began. A "
        "name that is not declared, a parameter without default that gets no value, or a value "
        "that its constraints forbid fails the nested stack, and everything that was made until "
        "then is rolled back.",
    .remedy =
        "Give exactly the parameters that the template of the nested stack declares, with values "
        "that it allows.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-cloudformation-stack.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
