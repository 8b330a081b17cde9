#include "lint/rule.h"
#include "model/template_text.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Substitution& text, Report& report) {
  for (const Placeholder& variable : text.variables()) {
    const std::string_view name = variable.name;
    if (!is_substitution_name(name)) {
      report
          .at(variable.place, "Fn::Sub takes no such name as `${{{}}}`: only letters, digits, `_`, `.` and `:`",
              name)
          .help(fmt::format("if a shell is to read it, write `${{!{}}}`", name));
    } else if (!name.empty() && text.knows(name) == Truth::no) {
      const std::string_view nearest =
          text.assigns(name) ? std::string_view{} : text.nearest_name(name);
      report.at(variable.place, "nothing in this template is named `{}`", name)
          .help(nearest.empty()
                    ? fmt::format("if a shell is to read it, write `${{!{}}}`", name)
                    : fmt::format("did you mean `{}`? if a shell is to read it, write `${{!{}}}`",
                                  nearest, name));
    }
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
        "Fn::Sub takes every `${...}` for a parameter, a resource, an attribute or a key of its own "
        "map, also where a script means a variable of the shell. One that it does not know, or whose "
        "name has other characters than letters, digits, `_`, `.` and `:` (`${x:-default}`), makes "
        "CloudFormation reject the whole template: \"Unresolved resource dependencies\" or "
        "\"variable names in Fn::Sub syntax must contain only alphanumeric characters\".",
    .remedy =
        "Write `${!name}` for what the shell is to read; `$name` needs no mark. Otherwise correct "
        "the name.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-sub.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
