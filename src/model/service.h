// AWS::ECS::Service: where its tasks run, how they are replaced, and who sends them traffic.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/load_balancing.h"
#include "model/system.h"
#include "model/task_definition.h"

namespace cfn_ecs_lint {

class AutoScalingGroup;
class Cluster;
class ScalableTarget;
class ServiceLoadBalancer;

enum class LaunchType : std::uint8_t { ec2, fargate, external, managed_instances };
enum class DeploymentController : std::uint8_t { ecs, code_deploy, external };

class Service : public View {
 public:
  static constexpr std::string_view kType = "AWS::ECS::Service";
  using View::View;

  // Tasks. A new service without DesiredCount starts with 1.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html
  Field<std::int64_t> desired_count() const;
  // The tasks that run while nothing happens: the MinCapacity of the scalable target that scales
  // the service, else DesiredCount.
  Field<std::int64_t> tasks_at_rest() const;
  bool is_daemon() const { return property("SchedulingStrategy").as_string().is("DAEMON"); }
  // One task an instance (DAEMON) or a number of tasks (REPLICA, the default); false when unknown.
  bool is_replica() const;
  Field<DeploymentController> deployment_controller() const;
  // Deployments replace tasks a few at a time: the ECS controller without another strategy.
  bool has_rolling_deployments() const;
  // Percent of the desired count; 100 and 200 by default for a replica service.
  // API reference, ECS DeploymentConfiguration.
  Field<std::int64_t> minimum_healthy_percent() const;
  Field<std::int64_t> maximum_percent() const;

  // Where the tasks run: LaunchType, else what the capacity provider strategy (its own, else the
  // cluster's default) leads to, else EC2. Unknown when a provider or the cluster is not given.
  Field<LaunchType> launch_type() const;
  bool runs_on(LaunchType type) const { return launch_type().is(type); }

  // Its own CapacityProviderStrategy, else the cluster's default where no LaunchType forbids it.
  Value capacity_provider_strategy() const;
  // The Auto Scaling groups on whose instances its tasks may run: those of its strategy's
  // providers, else all of the cluster.
  std::vector<AutoScalingGroup> groups() const;
  // `groups` are all there are, as far as the given templates tell.
  bool has_all_groups() const;

  std::optional<TaskDefinition> task_definition() const;
  // awsvpc on Fargate, which knows no other; else that of the task definition, unknown when it is
  // not given.
  Field<NetworkMode> network_mode() const;
  std::optional<Cluster> cluster() const;
  std::vector<ServiceLoadBalancer> load_balancers() const;
  // Entries of ServiceRegistries that name a container.
  std::vector<ServiceLoadBalancer> registries() const;
  // Target groups of `load_balancers` that are given.
  std::vector<TargetGroup> target_groups() const;
  // The scalable targets that scale the number of tasks of this service.
  std::vector<ScalableTarget> scalable_targets() const;
};

// An entry of LoadBalancers: one target group, and the container and port behind it. An entry of
// ServiceRegistries names a container in the same words.
class ServiceLoadBalancer {
 public:
  ServiceLoadBalancer(const Service& service, const Value& entry)
      : service_(service), entry_(entry) {}

  operator Place() const { return entry_; }
  Value target_group_arn() const { return entry_["TargetGroupArn"]; }
  std::optional<TargetGroup> target_group() const;
  Field<std::string_view> container_name() const { return entry_["ContainerName"].as_string(); }
  Field<std::int64_t> container_port() const { return entry_["ContainerPort"].as_integer(); }
  // The container that the entry means, in the service's task definition, and its mapping.
  std::optional<ContainerDefinition> container() const;
  std::optional<PortMapping> port_mapping() const;
  // The port of the container that the target group's health check probes.
  Field<std::int64_t> probed_port() const;
  Value property(std::string_view key) const { return entry_[key]; }

 private:
  Service service_;
  Value entry_;
};

}  // namespace cfn_ecs_lint
