// Where EC2 tasks run: clusters, capacity providers, Auto Scaling groups and what they launch.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "aws/instance_types.h"
#include "model/system.h"
#include "userdata/user_data.h"

namespace cfn_ecs_lint {

class AutoScalingGroup;
class CapacityProvider;
class Service;

class Cluster : public View {
 public:
  static constexpr std::string_view kType = "AWS::ECS::Cluster";
  using View::View;

  // ClusterName; absent when AWS makes one up.
  Field<std::string_view> name() const { return property("ClusterName").as_string(); }
  // The Auto Scaling groups of any given template whose instances join this cluster: by ECS_CLUSTER
  // in their user data, or through a capacity provider of the cluster.
  std::vector<AutoScalingGroup> groups() const;
  // `groups` are, as far as the given templates tell, all that has instances for the cluster: no
  // group's cluster is unknown, and no capacity provider of the cluster is out of sight.
  bool has_all_groups() const;
  // Services of any given template that run on this cluster.
  std::vector<Service> services() const;
  // DefaultCapacityProviderStrategy, of the cluster or of a separate
  // AWS::ECS::ClusterCapacityProviderAssociations; unknown when such a one may be out of sight.
  Value default_capacity_provider_strategy() const;
};

// The cluster that a value means: by Ref, by its ARN, or by the literal name of the one given
// cluster that has it (that of the same stack before others).
std::optional<Cluster> cluster_meant_by(const System& system, const Value& value);

class CapacityProvider : public View {
 public:
  static constexpr std::string_view kType = "AWS::ECS::CapacityProvider";
  using View::View;

  std::optional<AutoScalingGroup> group() const;
  // ManagedScaling.Status is ENABLED. Without ManagedScaling it is not.
  Truth has_managed_scaling() const;
};

// What instances are launched from: a launch template, or a launch configuration.
class LaunchSource {
 public:
  LaunchSource(const View& resource, const Value& data) : resource_(resource), data_(data) {}

  // The AWS::EC2::LaunchTemplate or AWS::AutoScaling::LaunchConfiguration.
  const View& resource() const { return resource_; }
  // A property of LaunchTemplateData, or of the launch configuration.
  Value property(std::string_view key) const { return data_[key]; }
  UserData user_data() const;
  // Security groups of the instances, from SecurityGroupIds, SecurityGroups or network interfaces.
  Value security_groups() const;
  // It asks for Spot instances itself: InstanceMarketOptions, or SpotPrice.
  Truth requests_spot() const;

 private:
  View resource_;
  Value data_;
};

class LaunchTemplate : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::LaunchTemplate";
  using View::View;
  LaunchSource source() const { return {*this, property("LaunchTemplateData")}; }
};

class LaunchConfiguration : public View {
 public:
  static constexpr std::string_view kType = "AWS::AutoScaling::LaunchConfiguration";
  using View::View;
  LaunchSource source() const { return {*this, properties()}; }
};

class AutoScalingGroup : public View {
 public:
  static constexpr std::string_view kType = "AWS::AutoScaling::AutoScalingGroup";
  using View::View;

  // Instances.
  Field<std::int64_t> min_size() const { return property("MinSize").as_integer(); }
  Field<std::int64_t> max_size() const { return property("MaxSize").as_integer(); }
  // Absent: the group starts with MinSize.
  Field<std::int64_t> desired_capacity() const { return property("DesiredCapacity").as_integer(); }
  bool has_mixed_instances_policy() const { return property("MixedInstancesPolicy").is_map(); }
  // Of MixedInstancesPolicy.InstancesDistribution: instances, and percent of those above the base.
  // 0 and 100 by default. API reference, EC2 Auto Scaling InstancesDistribution.
  Field<std::int64_t> on_demand_base_capacity() const;
  Field<std::int64_t> on_demand_percentage_above_base() const;

  // What its instances are launched from: the template of the policy and those of its overrides, or
  // the group's own. Empty when it is not given.
  std::vector<LaunchSource> launch_sources() const;
  // The instance types that it may launch, each with the place that names it. Empty when any of
  // them is unknown, or is no type that we know the size of.
  struct NamedInstanceType {
    const aws::InstanceType* type;
    Place place;
  };
  std::vector<NamedInstanceType> instance_types() const;

  // Whether it can launch Spot instances: by its policy, its launch template or its SpotPrice.
  Truth can_launch_spot() const;
  // Instances that are On-Demand when the group has its MinSize, whatever happens to Spot.
  Field<std::int64_t> guaranteed_on_demand() const;

  // The user data of its instances; unknown when the launch sources are, or differ.
  std::optional<UserData> user_data() const;
  // The cluster that its instances join, when it is given.
  std::optional<Cluster> cluster() const;
  // The capacity providers that manage it.
  std::vector<CapacityProvider> capacity_providers() const;
};

}  // namespace cfn_ecs_lint
