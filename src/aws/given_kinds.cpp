// What Ref and Fn::GetAtt give. Sources: "Return values" of each resource type's page in the
// CloudFormation user guide (2023-09), primaryIdentifier and readOnlyProperties of the provider
// schemas (2025-12, 2026-05).
#include <algorithm>
#include <tuple>

#include "aws/value_kinds.h"

namespace cfn_ecs_lint::aws {
namespace {

using enum Entity;

struct Given {
  std::string_view resource_type;
  std::string_view attribute;  // empty: Ref
  ValueKind kind;
};

constexpr auto key(const Given& row) { return std::tuple(row.resource_type, row.attribute); }

// Left out on purpose, because sources differ or the value is a composite: Ref of
// AWS::AutoScaling::LifecycleHook, AWS::EC2::VPCGatewayAttachment, AWS::ECS::TaskSet,
// AWS::Events::Rule and AWS::IAM::Policy.
constexpr Given kGiven[] = {
    {"AWS::ApplicationAutoScaling::ScalableTarget", "", {scalable_target, Form::id}},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "", {scaling_policy, Form::arn}},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "Arn", {scaling_policy, Form::arn}},
    {"AWS::AutoScaling::AutoScalingGroup", "", {auto_scaling_group, Form::name}},
    {"AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupARN", {auto_scaling_group, Form::arn}},
    {"AWS::AutoScaling::LaunchConfiguration", "", {launch_configuration, Form::name}},
    {"AWS::AutoScaling::ScalingPolicy", "", {scaling_policy, Form::arn}},
    {"AWS::AutoScaling::ScalingPolicy", "Arn", {scaling_policy, Form::arn}},
    {"AWS::AutoScaling::ScalingPolicy", "PolicyName", {scaling_policy, Form::name}},
    {"AWS::CertificateManager::Certificate", "", {certificate, Form::arn}},
    {"AWS::CloudFormation::Stack", "", {stack, Form::arn}},
    {"AWS::CloudWatch::Alarm", "", {alarm, Form::name}},
    {"AWS::CloudWatch::Alarm", "Arn", {alarm, Form::arn}},
    {"AWS::EC2::EIP", "", {elastic_ip, Form::ip_address}},
    {"AWS::EC2::EIP", "AllocationId", {elastic_ip, Form::allocation_id}},
    {"AWS::EC2::EIP", "PublicIp", {elastic_ip, Form::ip_address}},
    {"AWS::EC2::Instance", "", {instance, Form::id}},
    {"AWS::EC2::Instance", "AvailabilityZone", {availability_zone, Form::name}},
    {"AWS::EC2::Instance", "InstanceId", {instance, Form::id}},
    {"AWS::EC2::Instance", "PrivateDnsName", {instance, Form::dns_name}},
    {"AWS::EC2::Instance", "PrivateIp", {instance, Form::ip_address}},
    {"AWS::EC2::Instance", "PublicDnsName", {instance, Form::dns_name}},
    {"AWS::EC2::Instance", "PublicIp", {instance, Form::ip_address}},
    {"AWS::EC2::InternetGateway", "", {internet_gateway, Form::id}},
    {"AWS::EC2::InternetGateway", "InternetGatewayId", {internet_gateway, Form::id}},
    {"AWS::EC2::KeyPair", "", {key_pair, Form::name}},
    {"AWS::EC2::KeyPair", "KeyPairId", {key_pair, Form::id}},
    {"AWS::EC2::LaunchTemplate", "", {launch_template, Form::id}},
    {"AWS::EC2::LaunchTemplate", "DefaultVersionNumber", {launch_template, Form::version}},
    {"AWS::EC2::LaunchTemplate", "LatestVersionNumber", {launch_template, Form::version}},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateId", {launch_template, Form::id}},
    {"AWS::EC2::NatGateway", "", {nat_gateway, Form::id}},
    {"AWS::EC2::NatGateway", "NatGatewayId", {nat_gateway, Form::id}},
    {"AWS::EC2::NetworkAcl", "", {network_acl, Form::id}},
    {"AWS::EC2::PlacementGroup", "", {placement_group, Form::name}},
    {"AWS::EC2::PlacementGroup", "GroupName", {placement_group, Form::name}},
    {"AWS::EC2::RouteTable", "", {route_table, Form::id}},
    {"AWS::EC2::RouteTable", "RouteTableId", {route_table, Form::id}},
    {"AWS::EC2::SecurityGroup", "", {security_group, Form::id}},
    {"AWS::EC2::SecurityGroup", "GroupId", {security_group, Form::id}},
    {"AWS::EC2::SecurityGroup", "VpcId", {vpc, Form::id}},
    {"AWS::EC2::Subnet", "", {subnet, Form::id}},
    {"AWS::EC2::Subnet", "AvailabilityZone", {availability_zone, Form::name}},
    {"AWS::EC2::Subnet", "AvailabilityZoneId", {availability_zone, Form::id}},
    {"AWS::EC2::Subnet", "CidrBlock", {subnet, Form::cidr}},
    {"AWS::EC2::Subnet", "Ipv6CidrBlocks", {subnet, Form::cidr, true}},
    {"AWS::EC2::Subnet", "SubnetId", {subnet, Form::id}},
    {"AWS::EC2::Subnet", "VpcId", {vpc, Form::id}},
    {"AWS::EC2::VPC", "", {vpc, Form::id}},
    {"AWS::EC2::VPC", "CidrBlock", {vpc, Form::cidr}},
    {"AWS::EC2::VPC", "CidrBlockAssociations", {any, Form::any, true}},
    {"AWS::EC2::VPC", "DefaultNetworkAcl", {network_acl, Form::id}},
    {"AWS::EC2::VPC", "DefaultSecurityGroup", {security_group, Form::id}},
    {"AWS::EC2::VPC", "Ipv6CidrBlocks", {vpc, Form::cidr, true}},
    {"AWS::EC2::VPC", "VpcId", {vpc, Form::id}},
    {"AWS::EC2::VPCEndpoint", "", {vpc_endpoint, Form::id}},
    {"AWS::EC2::VPCEndpoint", "DnsEntries", {any, Form::any, true}},
    {"AWS::EC2::VPCEndpoint", "NetworkInterfaceIds", {any, Form::any, true}},
    {"AWS::EC2::VPNGateway", "", {vpn_gateway, Form::id}},
    {"AWS::ECR::Repository", "", {repository, Form::name}},
    {"AWS::ECR::Repository", "Arn", {repository, Form::arn}},
    {"AWS::ECR::Repository", "RepositoryUri", {repository, Form::uri}},
    {"AWS::ECS::CapacityProvider", "", {capacity_provider, Form::name}},
    {"AWS::ECS::Cluster", "", {cluster, Form::name}},
    {"AWS::ECS::Cluster", "Arn", {cluster, Form::arn}},
    {"AWS::ECS::ClusterCapacityProviderAssociations", "", {cluster, Form::name}},
    {"AWS::ECS::Service", "", {service, Form::arn}},
    {"AWS::ECS::Service", "Name", {service, Form::name}},
    {"AWS::ECS::Service", "ServiceArn", {service, Form::arn}},
    {"AWS::ECS::TaskDefinition", "", {task_definition, Form::arn}},
    {"AWS::ECS::TaskDefinition", "TaskDefinitionArn", {task_definition, Form::arn}},
    {"AWS::ECS::TaskSet", "Id", {task_set, Form::id}},
    {"AWS::EFS::AccessPoint", "", {access_point, Form::id}},
    {"AWS::EFS::AccessPoint", "AccessPointId", {access_point, Form::id}},
    {"AWS::EFS::AccessPoint", "Arn", {access_point, Form::arn}},
    {"AWS::EFS::FileSystem", "", {file_system, Form::id}},
    {"AWS::EFS::FileSystem", "Arn", {file_system, Form::arn}},
    {"AWS::EFS::FileSystem", "FileSystemId", {file_system, Form::id}},
    {"AWS::EFS::MountTarget", "", {mount_target, Form::id}},
    {"AWS::EFS::MountTarget", "Id", {mount_target, Form::id}},
    {"AWS::EFS::MountTarget", "IpAddress", {mount_target, Form::ip_address}},
    {"AWS::ElasticLoadBalancing::LoadBalancer", "", {classic_load_balancer, Form::name}},
    {"AWS::ElasticLoadBalancing::LoadBalancer",
     "CanonicalHostedZoneNameID",
     {classic_load_balancer, Form::zone_id}},
    {"AWS::ElasticLoadBalancing::LoadBalancer", "DNSName", {classic_load_balancer, Form::dns_name}},
    {"AWS::ElasticLoadBalancingV2::Listener", "", {listener, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::Listener", "ListenerArn", {listener, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::ListenerRule", "", {listener_rule, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::ListenerRule", "RuleArn", {listener_rule, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "", {load_balancer, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer",
     "CanonicalHostedZoneID",
     {load_balancer, Form::zone_id}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "DNSName", {load_balancer, Form::dns_name}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerArn", {load_balancer, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer",
     "LoadBalancerFullName",
     {load_balancer, Form::full_name}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerName", {load_balancer, Form::name}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer",
     "SecurityGroups",
     {security_group, Form::id, true}},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "", {target_group, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::TargetGroup",
     "LoadBalancerArns",
     {load_balancer, Form::arn, true}},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroupArn", {target_group, Form::arn}},
    {"AWS::ElasticLoadBalancingV2::TargetGroup",
     "TargetGroupFullName",
     {target_group, Form::full_name}},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroupName", {target_group, Form::name}},
    {"AWS::Events::Rule", "Arn", {rule, Form::arn}},
    {"AWS::IAM::InstanceProfile", "", {instance_profile, Form::name}},
    {"AWS::IAM::InstanceProfile", "Arn", {instance_profile, Form::arn}},
    {"AWS::IAM::ManagedPolicy", "", {managed_policy, Form::arn}},
    {"AWS::IAM::ManagedPolicy", "PolicyArn", {managed_policy, Form::arn}},
    {"AWS::IAM::ManagedPolicy", "PolicyId", {managed_policy, Form::id}},
    {"AWS::IAM::Role", "", {role, Form::name}},
    {"AWS::IAM::Role", "Arn", {role, Form::arn}},
    {"AWS::IAM::Role", "RoleId", {role, Form::id}},
    {"AWS::KMS::Alias", "", {kms_key, Form::alias}},
    {"AWS::KMS::Key", "", {kms_key, Form::id}},
    {"AWS::KMS::Key", "Arn", {kms_key, Form::arn}},
    {"AWS::KMS::Key", "KeyId", {kms_key, Form::id}},
    {"AWS::Lambda::Function", "", {lambda_function, Form::name}},
    {"AWS::Lambda::Function", "Arn", {lambda_function, Form::arn}},
    {"AWS::Logs::LogGroup", "", {log_group, Form::name}},
    {"AWS::Logs::LogGroup", "Arn", {log_group, Form::arn}},  // ends in `:*`
    {"AWS::Route53::HostedZone", "", {hosted_zone, Form::id}},
    {"AWS::Route53::HostedZone", "Id", {hosted_zone, Form::id}},
    {"AWS::Route53::HostedZone", "NameServers", {hosted_zone, Form::dns_name, true}},
    {"AWS::S3::Bucket", "", {bucket, Form::name}},
    {"AWS::S3::Bucket", "Arn", {bucket, Form::arn}},
    {"AWS::S3::Bucket", "DomainName", {bucket, Form::dns_name}},
    {"AWS::S3::Bucket", "DualStackDomainName", {bucket, Form::dns_name}},
    {"AWS::S3::Bucket", "RegionalDomainName", {bucket, Form::dns_name}},
    {"AWS::S3::Bucket", "WebsiteURL", {bucket, Form::url}},
    {"AWS::SNS::Topic", "", {topic, Form::arn}},
    {"AWS::SNS::Topic", "TopicArn", {topic, Form::arn}},
    {"AWS::SNS::Topic", "TopicName", {topic, Form::name}},
    {"AWS::SQS::Queue", "", {queue, Form::url}},
    {"AWS::SQS::Queue", "Arn", {queue, Form::arn}},
    {"AWS::SQS::Queue", "QueueName", {queue, Form::name}},
    {"AWS::SQS::Queue", "QueueUrl", {queue, Form::url}},
    {"AWS::SSM::Parameter", "", {parameter, Form::name}},
    {"AWS::SecretsManager::Secret", "", {secret, Form::arn}},
    {"AWS::SecretsManager::Secret", "Id", {secret, Form::arn}},
    {"AWS::ServiceDiscovery::HttpNamespace", "", {namespace_, Form::id}},
    {"AWS::ServiceDiscovery::HttpNamespace", "Arn", {namespace_, Form::arn}},
    {"AWS::ServiceDiscovery::HttpNamespace", "Id", {namespace_, Form::id}},
    {"AWS::ServiceDiscovery::PrivateDnsNamespace", "", {namespace_, Form::id}},
    {"AWS::ServiceDiscovery::PrivateDnsNamespace", "Arn", {namespace_, Form::arn}},
    {"AWS::ServiceDiscovery::PrivateDnsNamespace", "HostedZoneId", {hosted_zone, Form::id}},
    {"AWS::ServiceDiscovery::PrivateDnsNamespace", "Id", {namespace_, Form::id}},
    {"AWS::ServiceDiscovery::PublicDnsNamespace", "", {namespace_, Form::id}},
    {"AWS::ServiceDiscovery::PublicDnsNamespace", "Arn", {namespace_, Form::arn}},
    {"AWS::ServiceDiscovery::PublicDnsNamespace", "HostedZoneId", {hosted_zone, Form::id}},
    {"AWS::ServiceDiscovery::PublicDnsNamespace", "Id", {namespace_, Form::id}},
    {"AWS::ServiceDiscovery::Service", "", {cloud_map_service, Form::id}},
    {"AWS::ServiceDiscovery::Service", "Arn", {cloud_map_service, Form::arn}},
    {"AWS::ServiceDiscovery::Service", "Id", {cloud_map_service, Form::id}},
    {"AWS::ServiceDiscovery::Service", "Name", {cloud_map_service, Form::name}},
    {"AWS::WAFv2::WebACL", "", {web_acl, Form::composite_id}},
    {"AWS::WAFv2::WebACL", "Arn", {web_acl, Form::arn}},
    {"AWS::WAFv2::WebACL", "Id", {web_acl, Form::id}},
};
static_assert(std::ranges::is_sorted(kGiven, {}, key));

// "AWS-specific parameter types" of the CloudFormation user guide.
struct ParameterType {
  std::string_view name;
  ValueKind kind;
};

constexpr ParameterType kParameterTypes[] = {
    {"AWS::EC2::AvailabilityZone::Name", {availability_zone, Form::name}},
    {"AWS::EC2::Image::Id", {image, Form::id}},
    {"AWS::EC2::Instance::Id", {instance, Form::id}},
    {"AWS::EC2::KeyPair::KeyName", {key_pair, Form::name}},
    {"AWS::EC2::SecurityGroup::GroupName", {security_group, Form::name}},
    {"AWS::EC2::SecurityGroup::Id", {security_group, Form::id}},
    {"AWS::EC2::Subnet::Id", {subnet, Form::id}},
    {"AWS::EC2::VPC::Id", {vpc, Form::id}},
    {"AWS::Route53::HostedZone::Id", {hosted_zone, Form::id}},
    {"AWS::SSM::Parameter::Name", {parameter, Form::name}},
};

// The inside of `List<...>` or `AWS::SSM::Parameter::Value<...>`.
std::optional<std::string_view> unwrap(std::string_view type, std::string_view prefix) {
  if (!type.starts_with(prefix) || !type.ends_with('>')) return std::nullopt;
  type.remove_prefix(prefix.size());
  type.remove_suffix(1);
  return type;
}

}  // namespace

std::optional<ValueKind> kind_of(std::string_view resource_type, std::string_view attribute) {
  const std::tuple wanted(resource_type, attribute);
  const auto* found = std::ranges::lower_bound(kGiven, wanted, {}, key);
  if (found == std::end(kGiven) || key(*found) != wanted) return std::nullopt;
  return found->kind;
}

bool gives(Entity entity, Form form) {
  return std::ranges::any_of(
      kGiven, [&](const Given& row) { return row.kind.entity == entity && row.kind.form == form; });
}

std::optional<std::string_view> attribute_giving(std::string_view resource_type,
                                                 const Wanted& wanted) {
  for (const Given& row : kGiven) {
    if (row.resource_type != resource_type || row.kind.form == Form::any) continue;
    const Compatibility fit = compare(wanted, row.kind);
    if (fit.verdict == Compatibility::Verdict::fits && !fit.needs_root_path) return row.attribute;
  }
  return std::nullopt;
}

std::optional<ValueKind> kind_of_parameter(std::string_view parameter_type) {
  if (const auto stored = unwrap(parameter_type, "AWS::SSM::Parameter::Value<")) {
    parameter_type = *stored;
  }
  const auto item = unwrap(parameter_type, "List<");
  for (const ParameterType& type : kParameterTypes) {
    if (type.name == item.value_or(parameter_type)) {
      return ValueKind{type.kind.entity, type.kind.form, item.has_value()};
    }
  }
  const bool is_list = item || parameter_type == "CommaDelimitedList";
  return is_list ? std::optional(ValueKind{any, Form::any, true}) : std::nullopt;
}

}  // namespace cfn_ecs_lint::aws
