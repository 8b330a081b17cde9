#include "lint/rule.h"
#include "model/linkage.h"
#include "model/property_kind.h"

namespace cfn_ecs_lint::rules {
namespace {

using Verdict = aws::Compatibility::Verdict;

// An export whose name promises another kind of value than it holds is at fault, not the property
// that trusts it.
std::optional<ExportedOutput> misleading_export(const KindedProperty::Given& given,
                                                const System& system) {
  std::optional<ExportedOutput> behind = export_behind(system, given.value);
  return behind && behind->breaks_promise() ? behind : std::nullopt;
}

void check(const KindedProperty& property, Report& report) {
  for (const KindedProperty::Given& given : property.given()) {
    if (given.verdict != Verdict::wrong && given.verdict != Verdict::risky) continue;
    const bool at_export = misleading_export(given, property.system()).has_value();
    const Place used = given.value;
    const Place made{given.value.origin(), used.assumed};
    Finding& finding =
        report.at(at_export ? made : used, "{} is {}, but `{}` wants {}", given.spoken_source(),
                  aws::to_string(given.kind), given.property, aws::to_string(given.wanted));
    if (used.span != made.span) {
      finding.label(at_export ? used : made,
                    at_export ? fmt::format("used for `{}`", property.resource().logical_id())
                              : "exported here");
    }
    std::string help = given.replacement();
    if (!help.empty()) help = fmt::format("{} `{}`", at_export ? "export" : "write", help);
    if (given.verdict == Verdict::risky) {
      finding.severity(Severity::warning);
      help += fmt::format("{}what stands here was seen to work, but is undocumented",
                          help.empty() ? "" : "; ");
    }
    if (!help.empty()) finding.help(std::move(help));
  }
}

}  // namespace

extern const Rule value_kind_mismatch;
constinit const Rule value_kind_mismatch{
    .name = "value-kind-mismatch",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "A property gets another kind of value than it wants, such as a name for an ARN.",
    .why =
        "What Ref gives differs from type to type: a role's name, a load balancer's ARN, an "
        "address of an Elastic IP. All are strings, so CloudFormation passes on what it gets, "
        "also from one stack to another, and the service refuses it when the resource is created "
        "- or takes it for something else.",
    .remedy = "Refer to the attribute that has the wanted kind, with Ref or Fn::GetAtt.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-getatt.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
