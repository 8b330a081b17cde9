#include "lint/rule.h"
#include "model/placement.h"

namespace cfn_ecs_lint::rules {
namespace {

// The tasks of a service that have room on instances which Spot does not take away.
struct SafeRoom {
  std::int64_t tasks = 0;
  std::optional<AutoScalingGroup> spot;  // a group with Spot instances
};

std::optional<SafeRoom> safe_room(const Service& service) {
  SafeRoom room;
  for (const AutoScalingGroup& group : service.groups()) {
    const Truth spot = group.can_launch_spot();
    if (spot == Truth::unknown) return std::nullopt;
    if (spot == Truth::yes) room.spot = group;
    const Field<std::int64_t> safe =
        spot == Truth::yes ? group.guaranteed_on_demand() : group.max_size();
    if (!safe.is_known()) return std::nullopt;
    if (*safe == 0) continue;
    const std::optional<InstanceRoom> instance = instance_room(group);
    if (!instance) return std::nullopt;
    room.tasks += *safe * tasks_per_instance(task_needs(service), *instance);
  }
  return room;
}

void check(const Service& service, Report& report) {
  if (!service.is_replica() || !service.runs_on(LaunchType::ec2)) return;
  const Field<std::int64_t> tasks = service.tasks_at_rest();
  const Field<std::int64_t> minimum = service.minimum_healthy_percent();
  if (!tasks.is_known() || *tasks < 1 || !minimum.is_known()) return;
  if ((*tasks * *minimum + 99) / 100 < *tasks || !service.has_all_groups()) return;
  const std::optional<SafeRoom> room = safe_room(service);
  if (!room || !room->spot || room->tasks >= *tasks) return;

  const Field<std::int64_t> on_demand = room->spot->guaranteed_on_demand();
  Finding& finding = report.at(
      minimum, "`{}` may stop none of its {} tasks, of which {} run{} on Spot instances",
      service.logical_id(), *tasks, *tasks - room->tasks, *tasks - room->tasks == 1 ? "s" : "");
  finding
      .label(on_demand, fmt::format("{} instance{} of `{}` {} On-Demand", *on_demand,
                                    *on_demand == 1 ? "" : "s", room->spot->logical_id(),
                                    *on_demand == 1 ? "is" : "are"))
      .label(tasks, "the number of tasks");
  if (*tasks == 1) finding.help("run two tasks, and set MinimumHealthyPercent to 50");
}

}  // namespace

extern const Rule spot_min_healthy_percent;
constinit const Rule spot_min_healthy_percent{
    .name = "spot-min-healthy-percent",
    .severity = Severity::warning,
    .group = Group::spot,
    .summary = "A service on Spot instances may not stop a task before its replacement runs.",
    .why =
        "When a Spot instance drains, ECS moves its tasks within MinimumHealthyPercent. At 100 "
        "it may stop none of them before a replacement runs and is healthy, and a replacement "
        "needs room that is just going away. Two minutes after the notice the instance is gone "
        "and the tasks with it, without having left the load balancer in order.",
    .remedy =
        "Lower MinimumHealthyPercent, to 50 for example, with at least two tasks. Or have so "
        "many On-Demand instances that all tasks fit on them.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "container-instance-draining.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
