#include "lint/rule.h"
#include "model/log_group.h"
#include "model/task_definition.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const LogGroup& group, Report& report) {
  if (!group.retention().is_absent()) return;
  const std::vector<TaskDefinition> users = group.system().referring_to<TaskDefinition>(group);
  if (users.empty()) return;
  report.at(group, "log group `{}` keeps the logs of `{}` for ever", group.logical_id(),
            users.front().logical_id());
}

}  // namespace

extern const Rule log_retention_missing;
constinit const Rule log_retention_missing{
    .name = "log-retention-missing",
    .severity = Severity::note,
    .group = Group::security,
    .summary = "The logs of containers are kept for ever.",
    .why =
        "Without `RetentionInDays` CloudWatch Logs deletes nothing. Containers that write a few "
        "lines for each request fill a log group that costs more every month, long after anyone "
        "reads its beginning, and what personal data they hold stays as well.",
    .remedy =
        "Set `RetentionInDays` to what you would really look at, such as 30. Where logs must be "
        "kept for good, suppress this finding and say why.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-logs-loggroup.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
