#include "lint/rule.h"
#include "model/template_text.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Substitution& text, Report& report) {
  for (const Placeholder& variable : text.variables_once()) {
    const std::string_view name = variable.name;
    const bool legal = is_substitution_name(name);
    if (legal && text.knows(name) != Truth::no) continue;
    Finding& finding =
        legal ? report.at(variable.place, "nothing in this template is named `{}`", name)
              : report.at(variable.place, "`${{{}}}` is no name that Fn::Sub takes", name);
    const std::string_view nearest =
        legal && !text.assigns(name) ? text.nearest_name(name) : std::string_view{};
    finding.help(fmt::format("{}write `${{!{}}}` if a shell is to read it",
                             nearest.empty() ? "" : fmt::format("did you mean `{}`? ", nearest),
                             name));
  }
}

}  // namespace

extern const Rule sub_unescaped;
constinit const Rule sub_unescaped{
    .name = "sub-unescaped",
    .severity = Severity::error,
    .group = Group::bootstrap,
    .summary = "A text of Fn::Sub holds a `${...}` that CloudFormation cannot replace.",
    .why =
        "Fn::Sub takes every `${...}` for a parameter, a resource, an attribute or a key of its "
        "own map, also where a script means a variable of the shell. One that it does not know, "
        "or whose name has other characters than letters, digits, `_`, `.` and `:` "
        "(`${x:-default}`), makes CloudFormation reject the whole template: \"Unresolved resource "
        "dependencies\" or \"variable names in Fn::Sub syntax must contain only alphanumeric "
        "characters\".",
    .remedy =
        "Write `${!name}` for what the shell is to read; `$name` needs no mark. Otherwise correct "
        "the name.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-sub.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
