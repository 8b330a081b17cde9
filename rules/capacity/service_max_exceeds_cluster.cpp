#include "model/scaling.h"
#include "rules/capacity/room.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const ScalableTarget& target, Report& report) {
  const std::optional<Service> service = target.service();
  const Field<std::int64_t> most = target.max_capacity();
  if (!service || !most.is_known()) return;
  const std::optional<Placement> placement = Placement::of(*service);
  if (!placement) return;
  const std::int64_t held = placement->tasks_held(*most);
  if (held == 0 || held >= *most) return;
  Finding& finding =
      report.at(most, "auto scaling may ask for {} tasks of `{}`, but {} can hold {}", *most,
                service->logical_id(), spoken_groups(*placement), held);
  label_room(finding, *service, *placement);
}

}  // namespace

extern const Rule service_max_exceeds_cluster;
constinit const Rule service_max_exceeds_cluster{
    .name = "service-max-exceeds-cluster",
    .severity = Severity::warning,
    .group = Group::capacity,
    .summary = "A service may scale out to more tasks than its instances can ever hold.",
    .why =
        "Auto scaling raises the desired count up to MaxCapacity, whether or not there is room. "
        "Beyond what the Auto Scaling group holds at its MaxSize the new tasks are never placed: "
        "under the load for which they were meant, the service repeats \"unable to place a "
        "task\" and stays as small as it was.",
    .remedy = "Raise MaxSize of the group, or lower MaxCapacity to what fits.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "service-event-messages-list.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
