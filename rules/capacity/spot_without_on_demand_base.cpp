#include "lint/rule.h"
#include "model/capacity.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const AutoScalingGroup& group, Report& report) {
  if (group.can_launch_spot() != Truth::yes) return;
  const Field<std::int64_t> base = group.on_demand_base_capacity();
  const Field<std::int64_t> percent = group.on_demand_percentage_above_base();
  const bool by_policy = group.has_mixed_instances_policy();
  if (by_policy && !(base.is(0) && percent.is(0))) return;

  Finding& finding =
      by_policy ? report.at(base, "`{}` may run on Spot instances alone: its On-Demand base is 0{}",
                            group.logical_id(), base.by_default() ? " by default" : "")
                : report.at(group.spot_place(),
                            "`{}` runs on Spot instances alone: this asks for nothing else",
                            group.logical_id());
  if (by_policy) finding.label(percent, "and nothing above the base is On-Demand");

  // What cannot be served from elsewhere is an outage; what is no part of a cluster may be meant
  // so.
  const Membership membership = group.membership();
  if (!membership.named) finding.severity(Severity::note);
  if (!membership.cluster) return;
  for (const AutoScalingGroup& other : membership.cluster->groups()) {
    if (other == group || other.guaranteed_on_demand().is(0)) continue;
    finding.severity(Severity::note)
        .label(other, fmt::format("cluster `{}` has other instances here",
                                  membership.cluster->logical_id()));
  }
}

}  // namespace

extern const Rule spot_without_on_demand_base;
constinit const Rule spot_without_on_demand_base{
    .name = "spot-without-on-demand-base",
    .severity = Severity::warning,
    .group = Group::capacity,
    .summary = "An Auto Scaling group may consist of Spot instances alone.",
    .why =
        "When EC2 needs the capacity back, it takes Spot instances of a pool away together, and "
        "for as long as the pool is empty it starts no new ones. A group without On-Demand "
        "instances can lose all it has within two minutes, and the services on it have no place "
        "to go. An On-Demand base is started first and is never interrupted.",
    .remedy =
        "Set OnDemandBaseCapacity to the number of instances without which the service is "
        "down, 1 at least. If losing all instances is acceptable, as for a queue of batch "
        "jobs, suppress this finding.",
    .reference =
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/"
        "ec2-auto-scaling-mixed-instances-groups.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
