#include "aws/replacement.h"

#include <algorithm>
#include <compare>

namespace cfn_ecs_lint::aws {
namespace {

struct Property {
  std::string_view resource_type;
  std::string_view name;

  friend constexpr auto operator<=>(const Property&, const Property&) = default;
};

constexpr Property kCreateOnly[] = {
    {"AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId"},
    {"AWS::ApplicationAutoScaling::ScalableTarget", "ScalableDimension"},
    {"AWS::ApplicationAutoScaling::ScalableTarget", "ServiceNamespace"},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "PolicyName"},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "ResourceId"},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "ScalableDimension"},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "ScalingTargetId"},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "ServiceNamespace"},
    {"AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"},
    {"AWS::AutoScaling::AutoScalingGroup", "InstanceId"},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateName"},
    {"AWS::EC2::SecurityGroup", "GroupDescription"},
    {"AWS::EC2::SecurityGroup", "GroupName"},
    {"AWS::EC2::SecurityGroup", "VpcId"},
    {"AWS::EC2::Subnet", "AvailabilityZone"},
    {"AWS::EC2::Subnet", "AvailabilityZoneId"},
    {"AWS::EC2::Subnet", "CidrBlock"},
    {"AWS::EC2::Subnet", "Ipv4IpamPoolId"},
    {"AWS::EC2::Subnet", "Ipv4NetmaskLength"},
    {"AWS::EC2::Subnet", "Ipv6IpamPoolId"},
    {"AWS::EC2::Subnet", "Ipv6Native"},
    {"AWS::EC2::Subnet", "Ipv6NetmaskLength"},
    {"AWS::EC2::Subnet", "OutpostArn"},
    {"AWS::EC2::Subnet", "VpcId"},
    {"AWS::EC2::VPC", "CidrBlock"},
    {"AWS::EC2::VPC", "Ipv4IpamPoolId"},
    {"AWS::EC2::VPC", "Ipv4NetmaskLength"},
    {"AWS::ECR::Repository", "EncryptionConfiguration"},
    {"AWS::ECR::Repository", "EncryptionConfiguration.EncryptionType"},
    {"AWS::ECR::Repository", "EncryptionConfiguration.KmsKey"},
    {"AWS::ECR::Repository", "RepositoryName"},
    {"AWS::ECS::CapacityProvider", "AutoScalingGroupProvider.AutoScalingGroupArn"},
    {"AWS::ECS::CapacityProvider", "ClusterName"},
    {"AWS::ECS::CapacityProvider", "Name"},
    {"AWS::ECS::Cluster", "ClusterName"},
    {"AWS::ECS::ClusterCapacityProviderAssociations", "Cluster"},
    {"AWS::ECS::Service", "Cluster"},
    {"AWS::ECS::Service", "Role"},
    {"AWS::ECS::Service", "SchedulingStrategy"},
    {"AWS::ECS::Service", "ServiceName"},
    {"AWS::ECS::TaskDefinition", "ContainerDefinitions"},
    {"AWS::ECS::TaskDefinition", "Cpu"},
    {"AWS::ECS::TaskDefinition", "EnableFaultInjection"},
    {"AWS::ECS::TaskDefinition", "EphemeralStorage"},
    {"AWS::ECS::TaskDefinition", "ExecutionRoleArn"},
    {"AWS::ECS::TaskDefinition", "Family"},
    {"AWS::ECS::TaskDefinition", "InferenceAccelerators"},
    {"AWS::ECS::TaskDefinition", "IpcMode"},
    {"AWS::ECS::TaskDefinition", "Memory"},
    {"AWS::ECS::TaskDefinition", "NetworkMode"},
    {"AWS::ECS::TaskDefinition", "PidMode"},
    {"AWS::ECS::TaskDefinition", "PlacementConstraints"},
    {"AWS::ECS::TaskDefinition", "ProxyConfiguration"},
    {"AWS::ECS::TaskDefinition", "RequiresCompatibilities"},
    {"AWS::ECS::TaskDefinition", "RuntimePlatform"},
    {"AWS::ECS::TaskDefinition", "TaskRoleArn"},
    {"AWS::ECS::TaskDefinition", "Volumes"},
    {"AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn"},
    {"AWS::ElasticLoadBalancingV2::ListenerRule", "ListenerArn"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "Scheme"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "Type"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "IpAddressType"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "Name"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "Port"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "Protocol"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "ProtocolVersion"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "TargetType"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "VpcId"},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName"},
    {"AWS::IAM::InstanceProfile", "Path"},
    {"AWS::IAM::ManagedPolicy", "Description"},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName"},
    {"AWS::IAM::ManagedPolicy", "Path"},
    {"AWS::IAM::Role", "Path"},
    {"AWS::IAM::Role", "RoleName"},
    {"AWS::Logs::LogGroup", "LogGroupName"},
    {"AWS::ServiceDiscovery::Service", "HealthCheckCustomConfig"},
    {"AWS::ServiceDiscovery::Service", "Name"},
    {"AWS::ServiceDiscovery::Service", "NamespaceId"},
    {"AWS::ServiceDiscovery::Service", "Type"},
};
static_assert(std::ranges::is_sorted(kCreateOnly));

constexpr Property kNames[] = {
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "PolicyName"},
    {"AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateName"},
    {"AWS::EC2::SecurityGroup", "GroupName"},
    {"AWS::ECR::Repository", "RepositoryName"},
    {"AWS::ECS::CapacityProvider", "Name"},
    {"AWS::ECS::Cluster", "ClusterName"},
    {"AWS::ECS::Service", "ServiceName"},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "Name"},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName"},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName"},
    {"AWS::IAM::Role", "RoleName"},
    {"AWS::Logs::LogGroup", "LogGroupName"},
    {"AWS::ServiceDiscovery::Service", "Name"},
};

}  // namespace

bool replaces(std::string_view resource_type, std::string_view property) {
  return std::ranges::binary_search(kCreateOnly, Property{resource_type, property});
}

std::string_view name_property(std::string_view resource_type) {
  const auto* found = std::ranges::find(kNames, resource_type, &Property::resource_type);
  return found == std::end(kNames) ? std::string_view() : found->name;
}

}  // namespace cfn_ecs_lint::aws
