#include "lint/rule.h"
#include "model/capacity.h"
#include "model/load_balancing.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

// Of the 120 seconds between notice and end, 30 are for the container to stop: what it is given
// between SIGTERM and SIGKILL by default.
constexpr std::int64_t kMostSeconds = 90;

// A place that lets tasks of the service run on Spot.
std::optional<Place> spot_of(const Service& service) {
  const Value strategy = service.capacity_provider_strategy();
  for (const Value& item : strategy.items()) {
    const Value provider = item["CapacityProvider"];
    if (!provider.as_string().is("FARGATE_SPOT")) continue;
    // The weight is 0 by default, and a provider of several with weight and base 0 is not used.
    const bool used = !item["Weight"].as_integer().or_default(0).is(0) ||
                      !item["Base"].as_integer().or_default(0).is(0);
    if (used || strategy.items().size() == 1) return provider;
  }
  if (!service.runs_on(LaunchType::ec2)) return std::nullopt;
  for (const AutoScalingGroup& group : service.groups()) {
    if (group.can_launch_spot() == Truth::yes) return group.spot_place();
  }
  return std::nullopt;
}

void check(const TargetGroup& target_group, Report& report) {
  const Field<std::int64_t> delay = target_group.deregistration_delay();
  if (!delay.is_known() || *delay <= kMostSeconds) return;
  for (const Service& service : target_group.services()) {
    const std::optional<Place> spot = spot_of(service);
    if (!spot) continue;
    report
        .at(delay,
            "`{}` drains for {} seconds{}, but a task of `{}` on Spot ends 120 seconds after the "
            "notice",
            target_group.logical_id(), *delay, delay.by_default() ? " by default" : "",
            service.logical_id())
        .label(*spot, "tasks can run on Spot here");
    return;
  }
}

}  // namespace

extern const Rule spot_deregistration_delay;
constinit const Rule spot_deregistration_delay{
    .name = "spot-deregistration-delay",
    .severity = Severity::warning,
    .group = Group::spot,
    .summary = "A target group drains for longer than a task on Spot lives after the notice.",
    .why =
        "A task on Spot ends two minutes after EC2 says so. ECS first takes it out of the load "
        "balancer and waits for the deregistration delay, 300 seconds by default, before it stops "
        "the containers. What is still running when the two minutes are over is cut off: requests "
        "fail, and the containers never get the signal to stop in order.",
    .remedy =
        "Set the attribute deregistration_delay.timeout_seconds to what the longest request "
        "needs, 90 at most.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
        "edit-target-group-attributes.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
