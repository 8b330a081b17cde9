#include "model/service.h"

#include <algorithm>

#include "model/capacity.h"
#include "model/enumeration.h"
#include "model/scaling.h"

namespace cfn_ecs_lint {
namespace {

constexpr Spellings<LaunchType, 4> kLaunchTypes{
    {{"EC2", LaunchType::ec2},
     {"FARGATE", LaunchType::fargate},
     {"EXTERNAL", LaunchType::external},
     {"MANAGED_INSTANCES", LaunchType::managed_instances}}};

constexpr Spellings<DeploymentController, 3> kControllers{
    {{"ECS", DeploymentController::ecs},
     {"CODE_DEPLOY", DeploymentController::code_deploy},
     {"EXTERNAL", DeploymentController::external}}};

// What the providers of a strategy run on, all of them the same or else unknown.
Field<LaunchType> launch_type_of(const System& system, const Value& strategy) {
  Field<LaunchType> answer = Field<LaunchType>::unknown(strategy);
  bool first = true;
  if (!strategy.has_all_items()) return answer;
  for (const Value& item : strategy.items()) {
    const Value provider = item["CapacityProvider"];
    const Field<std::string_view> name = provider.as_string();
    LaunchType type = LaunchType::ec2;
    if (name.is("FARGATE") || name.is("FARGATE_SPOT")) {
      type = LaunchType::fargate;
    } else if (!capacity_provider_meant_by(system, provider)) {
      return Field<LaunchType>::unknown(provider);
    }
    if (!first && answer.is_not(type)) return Field<LaunchType>::unknown(strategy);
    answer = Field<LaunchType>::known(type, provider);
    first = false;
  }
  return answer;
}

}  // namespace

Field<std::int64_t> Service::desired_count() const {
  return property("DesiredCount").as_integer().or_default(1);
}

Field<std::int64_t> Service::tasks_at_rest() const {
  Field<std::int64_t> tasks = desired_count();
  for (const ScalableTarget& target : scalable_targets()) tasks = target.min_capacity();
  return tasks;
}

bool Service::is_replica() const {
  return property("SchedulingStrategy").as_string().or_default("REPLICA").is("REPLICA");
}

Field<DeploymentController> Service::deployment_controller() const {
  return as_enum(property("DeploymentController", "Type"), kControllers)
      .or_default(DeploymentController::ecs);
}

bool Service::has_rolling_deployments() const {
  return deployment_controller().is(DeploymentController::ecs) &&
         property("DeploymentConfiguration", "Strategy")
             .as_string()
             .or_default("ROLLING")
             .is("ROLLING");
}

Field<std::int64_t> Service::minimum_healthy_percent() const {
  return property("DeploymentConfiguration", "MinimumHealthyPercent").as_integer().or_default(100);
}

Field<std::int64_t> Service::maximum_percent() const {
  return property("DeploymentConfiguration", "MaximumPercent").as_integer().or_default(200);
}

Field<LaunchType> Service::launch_type() const {
  const Field<LaunchType> own = as_enum(property("LaunchType"), kLaunchTypes);
  if (!own.is_absent()) return own;
  const Value strategy = capacity_provider_strategy();
  if (strategy.is_unknown()) return Field<LaunchType>::unknown(own);
  return strategy.items().empty() ? own.or_default(LaunchType::ec2)
                                  : launch_type_of(system(), strategy);
}

Value Service::capacity_provider_strategy() const {
  const Value own = property("CapacityProviderStrategy");
  if (!own.is_absent() || !property("LaunchType").is_absent()) return own;
  const std::optional<Cluster> of_service = cluster();
  if (of_service) return of_service->default_capacity_provider_strategy();
  // The cluster named "default", or one out of sight, whose default strategy is not known.
  return property("Cluster").is_absent() ? own : own.unknown_here();
}

std::vector<AutoScalingGroup> Service::groups() const {
  const Value strategy = capacity_provider_strategy();
  if (strategy.items().empty()) {
    const std::optional<Cluster> of_service = cluster();
    return of_service ? of_service->groups() : std::vector<AutoScalingGroup>{};
  }
  std::vector<AutoScalingGroup> groups;
  for (const Value& item : strategy.items()) {
    const auto provider = capacity_provider_meant_by(system(), item["CapacityProvider"]);
    const auto group = provider ? provider->group() : std::nullopt;
    if (group && std::find(groups.begin(), groups.end(), *group) == groups.end()) {
      groups.push_back(*group);
    }
  }
  return groups;
}

bool Service::has_all_groups() const {
  const Value strategy = capacity_provider_strategy();
  if (strategy.items().empty()) {
    const std::optional<Cluster> of_service = cluster();
    return strategy.has_all_items() && of_service && of_service->has_all_groups();
  }
  return strategy.has_all_items() &&
         std::all_of(strategy.items().begin(), strategy.items().end(), [&](const Value& item) {
           const auto provider = capacity_provider_meant_by(system(), item["CapacityProvider"]);
           return provider && provider->group();
         });
}

std::optional<TaskDefinition> Service::task_definition() const {
  return system().named_by<TaskDefinition>(property("TaskDefinition"));
}

Field<NetworkMode> Service::network_mode() const {
  // API reference, ECS RegisterTaskDefinition.networkMode.
  const Field<LaunchType> runs = launch_type();
  if (runs.is(LaunchType::fargate)) return Field<NetworkMode>::known(NetworkMode::awsvpc, runs);
  const std::optional<TaskDefinition> task = task_definition();
  return task ? task->network_mode() : Field<NetworkMode>::unknown(property("TaskDefinition"));
}

std::optional<Cluster> Service::cluster() const {
  return cluster_meant_by(system(), property("Cluster"));
}

std::vector<ServiceLoadBalancer> Service::load_balancers() const {
  std::vector<ServiceLoadBalancer> entries;
  const Value balancers = property("LoadBalancers");
  for (const Value& item : balancers.items()) entries.emplace_back(*this, item);
  return entries;
}

std::vector<ServiceLoadBalancer> Service::registries() const {
  std::vector<ServiceLoadBalancer> entries;
  const Value registries = property("ServiceRegistries");
  for (const Value& item : registries.items()) {
    if (!item["ContainerName"].is_absent()) entries.emplace_back(*this, item);
  }
  return entries;
}

std::vector<TargetGroup> Service::target_groups() const {
  std::vector<TargetGroup> groups;
  for (const ServiceLoadBalancer& entry : load_balancers()) {
    if (const std::optional<TargetGroup> group = entry.target_group()) groups.push_back(*group);
  }
  return groups;
}

std::vector<ScalableTarget> Service::scalable_targets() const {
  std::vector<ScalableTarget> targets = system().referring_to<ScalableTarget>(*this);
  if (!property("ServiceName").is_absent()) targets = system().all<ScalableTarget>();
  std::erase_if(targets, [&](const ScalableTarget& target) {
    return !target.scales(*this) || !target.exists();
  });
  // Templates that are alternatives of each other may spell the same names.
  std::stable_partition(targets.begin(), targets.end(),
                        [&](const ScalableTarget& target) { return target.is_in_stack_of(*this); });
  return targets;
}

std::optional<TargetGroup> ServiceLoadBalancer::target_group() const {
  return service_.system().named_by<TargetGroup>(target_group_arn());
}

std::optional<ContainerDefinition> ServiceLoadBalancer::container() const {
  const std::optional<TaskDefinition> task = service_.task_definition();
  const Field<std::string_view> name = container_name();
  return task && name.is_known() ? task->container(*name) : std::nullopt;
}

std::optional<PortMapping> ServiceLoadBalancer::port_mapping() const {
  const std::optional<ContainerDefinition> named = container();
  const Field<std::int64_t> port = container_port();
  return named && port.is_known() ? named->mapping_of(*port) : std::nullopt;
}

Field<std::int64_t> ServiceLoadBalancer::probed_port() const {
  const std::optional<TargetGroup> group = target_group();
  if (!group) return Field<std::int64_t>::unknown(target_group_arn());
  if (group->health_check_port().is("traffic-port")) return container_port();
  const Value port = group->property("HealthCheckPort");
  const Field<NetworkMode> mode = service_.network_mode();
  const bool same_outside = mode.is(NetworkMode::awsvpc) || mode.is(NetworkMode::host);
  return same_outside ? port.as_integer() : Field<std::int64_t>::unknown(port);
}

}  // namespace cfn_ecs_lint
