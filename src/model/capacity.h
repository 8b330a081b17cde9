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
  // So few that each of them can be compared with all others.
  bool has_few_services() const;
  // The names of its capacity providers, by its own property or by a separate
  // AWS::ECS::ClusterCapacityProviderAssociations.
  std::vector<Value> capacity_providers() const;
  // DefaultCapacityProviderStrategy, of the cluster or of its associations; unknown when such a one
  // may be out of sight.
  Value default_capacity_provider_strategy() const;
};

// The cluster that a value or a text of a stack means: by Ref, by its ARN, or by the name of the
// one given cluster that has it (that of the same stack before others).
std::optional<Cluster> cluster_meant_by(const System& system, const Value& value);
std::optional<Cluster> cluster_meant_by(const System& system, const Text& text, const Stack* stack);

class CapacityProvider : public View {
 public:
  static constexpr std::string_view kType = "AWS::ECS::CapacityProvider";
  using View::View;

  std::optional<AutoScalingGroup> group() const;
  // The clusters that may use it.
  std::vector<Cluster> clusters() const;
  // ManagedScaling.Status is ENABLED. Without ManagedScaling it is not.
  Truth has_managed_scaling() const;
};

// The provider that an item of a strategy or of a cluster's CapacityProviders names.
std::optional<CapacityProvider> capacity_provider_meant_by(const System& system,
                                                           const Value& value);

class CapacityProviderAssociations : public View {
 public:
  static constexpr std::string_view kType = "AWS::ECS::ClusterCapacityProviderAssociations";
  using View::View;

  std::optional<Cluster> cluster() const { return cluster_meant_by(system(), property("Cluster")); }
};

// The cluster that instances join, as far as their user data and capacity providers tell.
struct Membership {
  std::optional<Cluster> cluster;  // where it is given
  bool named = false;              // ECS_CLUSTER, or a capacity provider, makes them join one
  bool certain = true;             // that it is `cluster`, or else none that is given
};

// What instances are launched from: a launch template, or a launch configuration.
class LaunchSource {
 public:
  LaunchSource(const View& resource, const Value& data) : resource_(resource), data_(data) {}

  // The AWS::EC2::LaunchTemplate or AWS::AutoScaling::LaunchConfiguration; an instance or a fleet
  // that says it itself.
  const View& resource() const { return resource_; }
  // A property of LaunchTemplateData, or of the launch configuration.
  Value property(std::string_view key) const { return data_[key]; }
  UserData user_data() const;
  // The image that the template fixes: an id that it spells out, or that a parameter has by
  // default. Absent where the id is looked up, or there is none.
  Field<std::string_view> fixed_image() const;
  // By its user data alone.
  Membership membership() const;
  // Security groups of the instances, from SecurityGroupIds, SecurityGroups or network interfaces.
  Value security_groups() const;
  // It asks for Spot instances itself: InstanceMarketOptions, or SpotPrice.
  Truth requests_spot() const;
  // That property.
  Value spot_request() const;

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

class Instance : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::Instance";
  using View::View;
  // Itself, or the launch template that has its user data.
  LaunchSource source() const;
};

// An AWS::EC2::SpotFleet or AWS::EC2::EC2Fleet.
class Fleet : public View {
 public:
  using View::View;
  static std::vector<Fleet> all(const System& system);

  // Whether it can launch Spot instances.
  Truth can_launch_spot() const;
  // Specifications of its own, or launch templates; empty when these are not given.
  std::vector<LaunchSource> launch_sources() const;

 private:
  bool is_spot_fleet() const;
  Value capacity() const;
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
  // A property of MixedInstancesPolicy.InstancesDistribution.
  Value distribution(std::string_view key) const {
    return property("MixedInstancesPolicy", "InstancesDistribution", key);
  }
  // Of the InstancesDistribution: instances, and percent of those above the base, rounded up. 0 and
  // 100 by default. API reference, EC2 Auto Scaling InstancesDistribution.
  Field<std::int64_t> on_demand_base_capacity() const;
  Field<std::int64_t> on_demand_percentage_above_base() const;
  // The template lets a condition, or a parameter with a default, set that percentage.
  bool has_on_demand_switch() const;

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
  // The words that decide it.
  Place spot_place() const;
  // Instances that are On-Demand when the group has its MinSize, whatever happens to Spot.
  Field<std::int64_t> guaranteed_on_demand() const;

  // The user data of its instances; none when the launch sources are not given, or differ.
  std::optional<UserData> user_data() const;
  // The cluster that its instances join.
  Membership membership() const;
  std::optional<Cluster> cluster() const { return membership().cluster; }
  // The capacity providers that manage it.
  std::vector<CapacityProvider> capacity_providers() const;
  // The UpdatePolicy attribute of the resource.
  Value update_policy() const { return system().world().update_policy(resource()); }
};

}  // namespace cfn_ecs_lint
