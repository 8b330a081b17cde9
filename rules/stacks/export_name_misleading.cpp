#include "lint/rule.h"
#include "model/linkage.h"
#include "model/property_kind.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const ExportedOutput& exported, Report& report) {
  if (!exported.breaks_promise()) return;
  const Value value = exported.value();
  report
      .at(exported, "export `{}` holds {}", spelt(exported.shape()),
          aws::to_string(*kind_of(value)))
      .label(value, "the value");
}

}  // namespace

extern const Rule export_name_misleading;
constinit const Rule export_name_misleading{
    .name = "export-name-misleading",
    .severity = Severity::note,
    .group = Group::stacks,
    .summary = "The name of an export promises another kind of value than it holds.",
    .why =
        "Whoever imports the value sees only its name. A role's name under `...RoleArn` goes into "
        "properties that want an ARN, in stacks of other people, and fails there.",
    .remedy = "Export what the name says, or name what is exported.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "outputs-section-structure.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
