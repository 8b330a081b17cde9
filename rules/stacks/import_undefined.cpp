#include "lint/rule.h"
#include "model/linkage.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Import& import, Report& report) {
  if (import.is_answered() || !import.is_taken()) return;
  // A stack that is not given may export the name, unless it is surely a slip of the pen.
  std::optional<ExportedOutput> meant = import.misspelt_export();
  if (!meant && !import.system().closed()) return;
  if (import.may_be_answered()) return;
  Finding& finding = report.at(import, "no given template exports `{}`", import.name());
  if (!import.system().closed()) finding.severity(Severity::warning);
  if (!meant) meant = import.nearest_export();
  if (meant) {
    finding.label(*meant, "is this one meant?")
        .help(fmt::format("did you mean `{}`?", spelt(meant->shape())));
  }
}

}  // namespace

extern const Rule import_undefined;
constinit const Rule import_undefined{
    .name = "import-undefined",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "A stack imports a name that no given template exports.",
    .why =
        "CloudFormation looks the name up when it creates or updates the stack. When no stack of "
        "the account and region exports it, the whole operation fails with \"No export named ... "
        "found\" and is rolled back.",
    .remedy =
        "Import the name as the other template exports it, to the letter. Upper and lower case "
        "differ.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "intrinsic-function-reference-importvalue.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
