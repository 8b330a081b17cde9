#include <string>

#include "lint/rule.h"
#include "model/linkage.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const ImportCircle& circle, Report& report) {
  std::string way;
  for (const ImportCircle::Step& step : circle.steps()) {
    way += fmt::format("`{}` from ", step.template_name);
  }
  const ImportCircle::Step& first = circle.steps().front();
  Finding& finding =
      report.at(first.import, "stacks import in a circle: {}`{}`", way, first.template_name);
  for (const ImportCircle::Step& step : circle.steps()) {
    if (&step != &first) finding.label(step.import, "and imports here");
  }
  if (!circle.is_certain()) finding.severity(Severity::warning);
}

}  // namespace

extern const Rule import_cycle;
constinit const Rule import_cycle{
    .name = "import-cycle",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "Stacks import from each other in a circle.",
    .why =
        "A stack can import only what another one exports already. In a circle none of them can "
        "be made first: what works today grew step by step and cannot be made again in another "
        "account, and none of the stacks can be deleted while the others use its exports.",
    .remedy =
        "Move what both sides need into a third stack, or make the link on one side only: two "
        "security groups can be joined by an ingress rule of its own.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-importvalue.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
