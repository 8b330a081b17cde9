#include "lint/rule.h"
#include "model/template_text.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const PlainText& text, Report& report) {
  for (const Placeholder& variable : text.forgotten_variables()) {
    report.at(variable.place, "`${{{}}}` stays as it is: this text is not under Fn::Sub",
              variable.name);
  }
}

}  // namespace

extern const Rule sub_missing;
constinit const Rule sub_missing{
    .name = "sub-missing",
    .severity = Severity::warning,
    .group = Group::bootstrap,
    .summary = "A text names a value of the template as `${Name}` but is not under Fn::Sub.",
    .why =
        "CloudFormation replaces `${...}` in Fn::Sub only. Elsewhere the dollar sign and the "
        "braces reach the instance, the container or the API as they are: cfn-hup asks for a "
        "stack called `${AWS::StackName}`, a shell puts an empty string in its place, and nothing "
        "says why.",
    .remedy =
        "Put the text under Fn::Sub, and write `${!name}` for the shell variables that it holds.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-sub.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
