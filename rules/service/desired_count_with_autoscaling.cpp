#include "lint/rule.h"
#include "model/scaling.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  const Value count = service.property("DesiredCount");
  if (!count.is_text()) return;
  for (const ScalableTarget& target : service.scalable_targets()) {
    const Field<std::int64_t> tasks = count.as_integer();
    const Field<std::int64_t> most = target.max_capacity();
    const Field<std::int64_t> least = target.min_capacity();
    // Whichever number it is, also when a parameter says it.
    Finding& finding = report.at(
        Place{count.span()},
        "`{}` sets DesiredCount, and `{}` scales it: each of its updates undoes the scaling",
        service.logical_id(), target.logical_id());
    if (tasks.is_known() && most.is_known() && *tasks > *most) {
      finding.label(most, "DesiredCount is even above the maximum");
    } else if (tasks.is_known() && least.is_known() && *tasks < *least) {
      finding.label(least, "DesiredCount is even below the minimum");
    } else {
      finding.label(target, "scales the same number");
    }
    return;
  }
}

}  // namespace

extern const Rule desired_count_with_autoscaling;
constinit const Rule desired_count_with_autoscaling{
    .name = "desired-count-with-autoscaling",
    .severity = Severity::warning,
    .group = Group::service,
    .summary = "A template sets the number of tasks that auto scaling manages.",
    .why =
        "CloudFormation writes DesiredCount back with every update that touches the service, for "
        "example a new task definition. If auto scaling has grown the service to a hundred tasks, "
        "a deployment at noon takes it down to the number in the template, under full load, until "
        "the metrics have caught up.",
    .remedy =
        "Remove DesiredCount. A new service then starts with one task, and the scalable target "
        "raises it to its minimum.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-ecs-service.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
