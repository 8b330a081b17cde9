#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "model/capacity.h"
#include "model/scaling.h"

namespace cfn_ecs_lint::rules {
namespace {

constexpr std::array<std::string_view, 3> kLoadMetrics{
    "ASGAverageCPUUtilization", "ASGAverageNetworkIn", "ASGAverageNetworkOut"};

// The words by which the policy follows what instances do, and not what tasks reserve.
std::optional<Place> load_metric(const InstanceScalingPolicy& policy) {
  const Value metric = policy.predefined_metric();
  const Field<std::string_view> name = metric.as_string();
  if (name.is_known() && std::ranges::find(kLoadMetrics, *name) != kLoadMetrics.end())
    return metric;
  for (const Alarm& alarm : policy.alarms()) {
    if (alarm.metric_namespace().is("AWS/EC2") && alarm.metric_name().is("CPUUtilization")) {
      return alarm.metric_name();
    }
  }
  return std::nullopt;
}

// Some policy of the group follows what the cluster has reserved.
bool follows_reservations(const AutoScalingGroup& group) {
  for (const InstanceScalingPolicy& policy :
       group.system().referring_to<InstanceScalingPolicy>(group)) {
    const Value custom = policy.property("TargetTrackingConfiguration",
                                         "CustomizedMetricSpecification", "Namespace");
    if (custom.as_string().is("AWS/ECS")) return true;
    const std::vector<Alarm> alarms = policy.alarms();
    const auto on_reservation = [](const Alarm& alarm) {
      const Field<std::string_view> metric = alarm.metric_name();
      return alarm.metric_namespace().is("AWS/ECS") && !metric.is("CPUUtilization") &&
             !metric.is("MemoryUtilization");
    };
    if (std::ranges::any_of(alarms, on_reservation)) return true;
  }
  return false;
}

void check(const InstanceScalingPolicy& policy, Report& report) {
  const std::optional<AutoScalingGroup> group = policy.group();
  if (!group || !group->membership().named) return;
  const std::vector<CapacityProvider> providers = group->capacity_providers();
  for (const CapacityProvider& provider : providers) {
    if (provider.has_managed_scaling() != Truth::yes) continue;
    report
        .at(policy, "`{}` and the managed scaling of `{}` both set the size of `{}`",
            policy.logical_id(), provider.logical_id(), group->logical_id())
        .label(provider, "managed scaling is on");
    return;
  }
  const std::optional<Place> metric = load_metric(policy);
  if (!metric || !providers.empty() || follows_reservations(*group)) return;
  report
      .at(*metric,
          "`{}` grows when its instances are busy, but ECS needs it to grow when no instance has "
          "room for another task",
          group->logical_id())
      .label(*group, "its instances run the tasks of an ECS cluster");
}

}  // namespace

extern const Rule asg_cpu_scaling_on_ecs;
constinit const Rule asg_cpu_scaling_on_ecs{
    .name = "asg-cpu-scaling-on-ecs",
    .severity = Severity::warning,
    .group = Group::capacity,
    .summary = "The instances of an ECS cluster scale on their own load, not on what tasks need.",
    .why =
        "ECS places tasks by the CPU and memory that they reserve, whatever they use. A cluster "
        "can be full while its instances are idle: new tasks wait, with \"unable to place a "
        "task\", and no load metric ever asks for an instance. When load is low the same policy "
        "removes instances with the tasks on them. Managed scaling of a capacity provider "
        "follows the tasks; a second policy beside it works against it.",
    .remedy =
        "Let a capacity provider with ManagedScaling scale the group, and remove other "
        "scaling policies from it.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
