#include "lint/rule.h"
#include "model/template_text.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const DuplicateKey& key, Report& report) {
  Finding& finding = report.at(
      key.kept(), "`{}` is written twice, and what the first one says is lost", key.key());
  finding.label(key.dropped(), "CloudFormation drops this one");
  if (key.loses_nothing()) finding.severity(Severity::warning);
}

}  // namespace

extern const Rule duplicate_key;
constinit const Rule duplicate_key{
    .name = "duplicate-key",
    .severity = Severity::error,
    .group = Group::template_,
    .summary = "A mapping holds the same key twice.",
    .why =
        "CloudFormation accepts the template, keeps the last value and drops the others without a "
        "word. Whoever edits the dropped one later deploys a change that changes nothing; a "
        "second resource of the same logical id makes the first one disappear, with its data.",
    .remedy = "Delete the one that is not meant, or give it the key that it should have had.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "resources-section-structure.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
