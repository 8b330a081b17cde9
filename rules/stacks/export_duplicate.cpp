#include "lint/rule.h"
#include "model/linkage.h"

namespace cfn_ecs_lint::rules {
namespace {

// Both are deployed, and under this name.
bool collide(const ExportedOutput& a, const ExportedOutput& b) {
  if (!a.exists() || !b.exists()) return false;
  const Value name = a.name();
  const Value other = b.name();
  if (!name.is_text() || !other.is_text()) return false;
  if (equal(name.text(), other.text()) != Truth::yes) return false;
  return a.is_in_same_stack(b) || !a.is_alternative_to(b);
}

void check(const SharedExportName& shared, Report& report) {
  const std::vector<ExportedOutput>& outputs = shared.outputs();
  for (std::size_t i = 1; i < outputs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!collide(outputs[j], outputs[i])) continue;
      const Value name = outputs[i].name();
      report.at(name, "`{}` is exported a second time", spelt(name.text()))
          .label(outputs[j].name(), "also exported here");
      break;
    }
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
