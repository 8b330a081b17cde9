#include <optional>
#include <string>
#include <utility>

#include "aws/ecs_agent.h"
#include "lint/rule.h"
#include "model/capacity.h"

namespace cfn_ecs_lint::rules {
namespace {

// Something that has no meaning without Spot instances.
std::optional<std::pair<Place, std::string>> spot_wish(const AutoScalingGroup& group) {
  for (const char* key : {"SpotAllocationStrategy", "SpotMaxPrice", "SpotInstancePools"}) {
    const Value value = group.distribution(key);
    if (value.is_text() && !value.as_string().is("")) return {{value, key}};
  }
  const Value rebalance = group.property("CapacityRebalance");
  if (rebalance.as_boolean().is(true)) return {{rebalance, "CapacityRebalance"}};
  for (const LaunchSource& source : group.launch_sources()) {
    const UserData user_data = source.user_data();
    const Field<Text> draining = user_data.setting("ECS_ENABLE_SPOT_INSTANCE_DRAINING");
    if (draining.is_known() && aws::parse_agent_boolean(draining->str()).value_or(false)) {
      return {{draining, "ECS_ENABLE_SPOT_INSTANCE_DRAINING"}};
    }
  }
  return std::nullopt;
}

void check(const AutoScalingGroup& group, Report& report) {
  if (!group.property("MixedInstancesPolicy", "InstancesDistribution").is_map()) return;
  const Field<std::int64_t> percent = group.on_demand_percentage_above_base();
  const Field<std::int64_t> base = group.on_demand_base_capacity();
  const Field<std::int64_t> most = group.max_size();
  if (percent.is(100)) {
    const auto wish = spot_wish(group);
    if (!wish || group.has_on_demand_switch()) return;
    report
        .at(percent,
            "`{}` never starts a Spot instance: OnDemandPercentageAboveBaseCapacity is 100{}",
            group.logical_id(), percent.by_default() ? " by default" : "")
        .label(wish->first, fmt::format("`{}` is about Spot instances", wish->second));
    return;
  }
  if (group.can_launch_spot() != Truth::no || !base.is_known() || !most.is_known()) return;
  if (*most < 1) return;
  const bool base_is_all = *base >= *most;
  report
      .at(base_is_all ? base : percent,
          "`{}` never starts a Spot instance: On-Demand come the first {}, and {}% of what is "
          "above, "
          "rounded up",
          group.logical_id(), *base, *percent)
      .label(most, fmt::format("at most {} instances", *most));
}

}  // namespace

extern const Rule mixed_policy_all_on_demand;
constinit const Rule mixed_policy_all_on_demand{
    .name = "mixed-policy-all-on-demand",
    .severity = Severity::warning,
    .group = Group::capacity,
    .summary =
        "A mixed instances policy that is set up for Spot only ever starts On-Demand "
        "instances.",
    .why =
        "Above OnDemandBaseCapacity the share of On-Demand instances is "
        "OnDemandPercentageAboveBaseCapacity, and that is 100 unless the template says less. The "
        "Spot settings beside it deploy without complaint and never take effect. Nothing breaks, "
        "and nobody notices before the bill is compared with what Spot would have cost.",
    .remedy =
        "Set OnDemandPercentageAboveBaseCapacity to the share that must be On-Demand, 0 for "
        "all Spot above the base, and MaxSize above OnDemandBaseCapacity. Or remove the Spot "
        "settings.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-properties-autoscaling-autoscalinggroup-instancesdistribution.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
