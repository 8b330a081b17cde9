#include "lint/rule.h"
#include "model/scaling.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  if (!service.is_replica() || !service.has_rolling_deployments()) return;
  // Auto scaling keeps the service at its minimum for as long as nothing happens.
  Field<std::int64_t> tasks = service.desired_count();
  for (const ScalableTarget& target : service.scalable_targets()) tasks = target.min_capacity();
  const Field<std::int64_t> minimum = service.minimum_healthy_percent();
  const Field<std::int64_t> maximum = service.maximum_percent();
  if (!tasks.is_known() || *tasks < 1 || !minimum.is_known() || !maximum.is_known()) return;

  // ECS rounds the lower limit up and the upper limit down.
  // API reference, ECS DeploymentConfiguration.
  const std::int64_t keep = (*tasks * *minimum + 99) / 100;
  const std::int64_t most = *tasks * *maximum / 100;
  if (keep < *tasks || most > *tasks) return;

  const auto percent_of = [&](std::int64_t percent, std::string_view rounded, std::int64_t result) {
    return fmt::format("{}% of {}, rounded {}, is {}", percent, *tasks, rounded, result);
  };
  report
      .at(maximum,
          "no deployment of `{}` can stop a task or start one: {} must keep running, and "
          "no more than {} may run",
          service.logical_id(), keep, most)
      .label(minimum, percent_of(*minimum, "up", keep))
      .label(maximum, percent_of(*maximum, "down", most))
      .label(tasks, tasks.by_default() ? "one task, by default" : "the tasks that it wants");
}

}  // namespace

extern const Rule deployment_deadlock_percent;
constinit const Rule deployment_deadlock_percent{
    .name = "deployment-deadlock-percent",
    .severity = Severity::error,
    .group = Group::service,
    .summary = "The deployment percentages let ECS neither stop an old task nor start a new one.",
    .why =
        "A rolling deployment stops old tasks as long as MinimumHealthyPercent of the desired "
        "count "
        "(rounded up) keeps running, and starts new ones up to MaximumPercent of it (rounded "
        "down). "
        "When the first limit is the whole service and the second leaves no room for one task "
        "more, "
        "ECS can do neither. The first deployment works, since nothing runs yet. Every later one "
        "stands still, with the event \"unable to stop or start tasks during a deployment because "
        "of "
        "the service deployment configuration\", until CloudFormation gives up after three hours.",
    .remedy =
        "Raise MaximumPercent to 200, or lower MinimumHealthyPercent so far that one task less is "
        "allowed.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "service-event-messages-list.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
