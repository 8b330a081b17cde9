#include "lint/rule.h"
#include "model/linkage.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const ExportedOutput& later, Report& report) {
  const Value name = later.name();
  if (!name.is_text()) return;
  for (const ExportedOutput& first : ExportedOutput::all(later.system())) {
    if (!first.stands_before(later)) return;
    const Value other = first.name();
    if (!other.is_text() || equal(name.text(), other.text()) != Truth::yes) continue;
    if (!first.exists()) continue;
    if (!first.is_in_same_stack(later) && first.is_alternative_to(later)) continue;
    report.at(name, "`{}` is exported a second time", spelt(name.text()))
        .label(other, "also exported here");
    return;
  }
}

}  // namespace

extern const Rule export_duplicate;
constinit const Rule export_duplicate{
    .name = "export-duplicate",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "Two outputs are exported under the same name.",
    .why =
        "The name of an export belongs to one stack in an account and region. The stack that is "
        "deployed second fails with \"Export with name ... is already exported by stack ...\" and "
        "is rolled back.",
    .remedy =
        "Put what tells the stacks apart into the name, such as `!Sub ${AWS::StackName}-VpcId`.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "outputs-section-structure.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
