#include "rules/capacity/room.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  if (!service.is_replica() || !service.has_rolling_deployments()) return;
  const Field<std::int64_t> tasks = service.tasks_at_rest();
  const Field<std::int64_t> minimum = service.minimum_healthy_percent();
  const Field<std::int64_t> maximum = service.maximum_percent();
  if (!tasks.is_known() || *tasks < 1 || !minimum.is_known()) return;
  const std::int64_t kept = (*tasks * *minimum + 99) / 100;
  if (kept < *tasks) return;  // an old task may stop and make room
  // Where no task more may run, deployment-deadlock-percent says so.
  if (maximum.is_known() && *tasks * *maximum / 100 <= *tasks) return;

  const std::optional<Placement> placement = Placement::of(service);
  if (!placement) return;
  const std::int64_t held = placement->tasks_held(*tasks + 1);
  if (held == 0 || held > *tasks) return;
  Finding& finding = report.at(
      minimum,
      "a deployment of `{}` needs room for {} tasks, {} old and one new, but {} can hold {}",
      service.logical_id(), *tasks + 1, *tasks, spoken_groups(*placement), held);
  finding.label(tasks,
                fmt::format("the number of tasks, of which {}% must keep running", *minimum));
  label_room(finding, service, *placement);
}

}  // namespace

extern const Rule deployment_cannot_place_replacement;
constinit const Rule deployment_cannot_place_replacement{
    .name = "deployment-cannot-place-replacement",
    .severity = Severity::warning,
    .group = Group::capacity,
    .summary =
        "A deployment may stop no old task before a new one runs, and there is no room for a "
        "new one.",
    .why =
        "With MinimumHealthyPercent 100 all old tasks keep running until new ones are healthy, "
        "and when the instances are full, also at the group's MaxSize, ECS cannot place the "
        "first new task. The service repeats \"unable to place a task\", and CloudFormation "
        "waits for hours before it rolls back. The first deployment works; every later one "
        "hangs. Memory counts as what instances register with ECS, which is less than what they "
        "have.",
    .remedy =
        "Lower MinimumHealthyPercent so far that one task may stop first (50 with two "
        "tasks), or make room: a higher MaxSize, larger instances, smaller reservations.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "service-event-messages-list.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
