#include "aws/ecs_agent.h"
#include "lint/rule.h"
#include "model/capacity.h"

namespace cfn_ecs_lint::rules {
namespace {

constexpr std::string_view kDraining = "ECS_ENABLE_SPOT_INSTANCE_DRAINING";

// Where the setting would stand: beside that of the cluster.
Place beside_cluster(const UserData& user_data) {
  const AgentSetting* cluster = user_data.effective("ECS_CLUSTER");
  return {cluster == nullptr ? user_data.place().span : cluster->span};
}

// `machines` are a group or a fleet.
Finding* check_source(const View& machines, const LaunchSource& source, const Place& spot,
                      Report& report) {
  const UserData user_data = source.user_data();
  const Field<Text> draining = user_data.setting(kDraining);
  if (draining.is_absent()) {
    Finding& finding = report.at(beside_cluster(user_data),
                                 "instances of `{}` can be Spot, and nothing sets `{}`, which is "
                                 "off by default",
                                 machines.logical_id(), kDraining);
    finding.label(spot, "Spot instances are possible here");
    for (const AgentSetting& lost : user_data.settings()) {
      if (lost.key == kDraining && lost.overwritten) {
        finding.label({lost.span}, "set here").label({lost.overwritten_by}, "and overwritten here");
      }
    }
    // An image of one's own may bring its configuration along.
    if (user_data.settings().empty()) finding.severity(Severity::note);
    return &finding;
  }
  const bool is_off = draining.is_known() && draining->known() &&
                      aws::parse_agent_boolean(draining->str()) == false;
  if (!is_off) return nullptr;
  return &report
              .at(draining, "instances of `{}` can be Spot, but do not drain: `{}` is `{}`",
                  machines.logical_id(), kDraining, draining->str())
              .label(spot, "Spot instances are possible here");
}

void check_group(const AutoScalingGroup& group, Report& report) {
  if (group.can_launch_spot() != Truth::yes || !group.membership().named) return;
  for (const LaunchSource& source : group.launch_sources()) {
    Finding* finding = check_source(group, source, group.spot_place(), report);
    if (finding == nullptr) continue;
    for (const CapacityProvider& provider : group.capacity_providers()) {
      const Value managed = provider.property("AutoScalingGroupProvider", "ManagedDraining");
      if (managed.as_string().is("ENABLED")) finding->severity(Severity::note);
    }
  }
}

// One finding for the fleet, whose specifications tend to be copies of each other.
void check_fleet(const Fleet& fleet, Report& report) {
  if (fleet.can_launch_spot() != Truth::yes) return;
  Finding* finding = nullptr;
  for (const LaunchSource& source : fleet.launch_sources()) {
    if (!source.membership().named) continue;
    const UserData user_data = source.user_data();
    if (finding == nullptr) {
      finding = check_source(fleet, source, fleet, report);
    } else if (user_data.setting(kDraining).is_absent()) {
      finding->label(beside_cluster(user_data), "nor does this");
    }
  }
}

}  // namespace

extern const Rule spot_draining_disabled;
constinit const Rule spot_draining_disabled{
    .name = "spot-draining-disabled",
    .severity = Severity::warning,
    .group = Group::spot,
    .summary =
        "Container instances can be Spot, and their ECS agents ignore the interruption "
        "notice.",
    .why =
        "EC2 announces the end of a Spot instance two minutes before. Only an agent with "
        "ECS_ENABLE_SPOT_INSTANCE_DRAINING passes this on to ECS, which then deregisters the "
        "tasks from the load balancer and starts others elsewhere. It is off by default. Without "
        "it tasks die with the instance, and the load balancer sends requests to them until "
        "health checks fail.",
    .remedy =
        "Write `ECS_ENABLE_SPOT_INSTANCE_DRAINING=true` into /etc/ecs/ecs.config, beside "
        "ECS_CLUSTER.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-spot.html",
    .check =
        [](const System& system, Report& report) {
          each<check_group>(system, report);
          each<check_fleet>(system, report);
        },
};

}  // namespace cfn_ecs_lint::rules
