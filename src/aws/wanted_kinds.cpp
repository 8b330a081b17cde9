// What properties want. Sources: the member texts of the API (botocore, 2026-08), the property
// pages of the CloudFormation user guide (2023-09); every path is in the provider schemas of
// 2026-05.
#include <algorithm>
#include <tuple>

#include "aws/value_kinds.h"

namespace cfn_ecs_lint::aws {
namespace {

using enum Entity;

constexpr ValueKind kAccessPointId[] = {{access_point, Form::id}};
constexpr ValueKind kAlarmName[] = {{alarm, Form::name}};
constexpr ValueKind kAliasZoneId[] = {{any, Form::zone_id}, {hosted_zone, Form::id}};
constexpr ValueKind kAllocationId[] = {{elastic_ip, Form::allocation_id}};
constexpr ValueKind kAnyArn[] = {{any, Form::arn}};
constexpr ValueKind kAnyDnsName[] = {{any, Form::dns_name}};
constexpr ValueKind kAvailabilityZoneName[] = {{availability_zone, Form::name}};
constexpr ValueKind kBucketName[] = {{bucket, Form::name}};
constexpr ValueKind kCapacityProviderName[] = {{capacity_provider, Form::name}};
constexpr ValueKind kCertificateArn[] = {{certificate, Form::arn}};
constexpr ValueKind kClassicLoadBalancerName[] = {{classic_load_balancer, Form::name}};
constexpr ValueKind kCloudMapServiceArn[] = {{cloud_map_service, Form::arn}};
constexpr ValueKind kClusterName[] = {{cluster, Form::name}};
constexpr ValueKind kClusterNameOrArn[] = {{cluster, Form::name}, {cluster, Form::arn}};
constexpr ValueKind kFileSystemId[] = {{file_system, Form::id}};
constexpr ValueKind kFunctionArn[] = {{lambda_function, Form::arn}};
constexpr ValueKind kFunctionName[] = {{lambda_function, Form::name}};
constexpr ValueKind kFunctionNameOrArn[] = {{lambda_function, Form::name},
                                            {lambda_function, Form::arn}};
// EC2 takes the id of a NAT gateway for GatewayId and that of an internet gateway for NatGatewayId,
// too: "the AWS API is very forgiving with these two" (Terraform's aws_route_table).
constexpr ValueKind kGatewayId[] = {
    {internet_gateway, Form::id}, {vpn_gateway, Form::id}, {nat_gateway, Form::id}};
constexpr ValueKind kGroupName[] = {{auto_scaling_group, Form::name}};
constexpr ValueKind kGroupNameOrArn[] = {{auto_scaling_group, Form::arn},
                                         {auto_scaling_group, Form::name}};
constexpr ValueKind kHostedZoneId[] = {{hosted_zone, Form::id}};
constexpr ValueKind kImageId[] = {{image, Form::id}};
constexpr ValueKind kImageUri[] = {{repository, Form::uri}};
constexpr ValueKind kInstanceId[] = {{instance, Form::id}};
constexpr ValueKind kInstanceProfileArn[] = {{instance_profile, Form::arn}};
constexpr ValueKind kInstanceProfileName[] = {{instance_profile, Form::name}};
constexpr ValueKind kInstanceProfileNameOrArn[] = {{instance_profile, Form::name},
                                                   {instance_profile, Form::arn}};
constexpr ValueKind kInternetGatewayId[] = {{internet_gateway, Form::id}};
constexpr ValueKind kKeyArn[] = {{kms_key, Form::arn}};
constexpr ValueKind kKeyIdOrArn[] = {{kms_key, Form::id}, {kms_key, Form::arn}};
constexpr ValueKind kKeyPairName[] = {{key_pair, Form::name}};
constexpr ValueKind kLaunchConfigurationName[] = {{launch_configuration, Form::name}};
constexpr ValueKind kLaunchTemplateId[] = {{launch_template, Form::id}};
constexpr ValueKind kLaunchTemplateName[] = {{launch_template, Form::name}};
constexpr ValueKind kLaunchTemplateVersion[] = {{launch_template, Form::version}};
constexpr ValueKind kListenerArn[] = {{listener, Form::arn}};
// A rule of an Application Load Balancer, the listener itself of a Network Load Balancer.
constexpr ValueKind kListenerOrRuleArn[] = {{listener_rule, Form::arn}, {listener, Form::arn}};
constexpr ValueKind kLoadBalancerArn[] = {{load_balancer, Form::arn}};
constexpr ValueKind kLoadBalancerFullName[] = {{load_balancer, Form::full_name}};
constexpr ValueKind kLoadBalancerName[] = {{classic_load_balancer, Form::name},
                                           {load_balancer, Form::name}};
constexpr ValueKind kLogGroupName[] = {{log_group, Form::name}};
// An id would be taken for the name of another namespace.
constexpr ValueKind kNamespaceId[] = {{namespace_, Form::id}};
constexpr ValueKind kNamespaceIdOrArn[] = {{namespace_, Form::id}, {namespace_, Form::arn}};
constexpr ValueKind kNamespaceNameOrArn[] = {{namespace_, Form::name}, {namespace_, Form::arn}};
constexpr ValueKind kNatGatewayId[] = {{nat_gateway, Form::id}, {internet_gateway, Form::id}};
constexpr ValueKind kNetworkAclId[] = {{network_acl, Form::id}};
constexpr ValueKind kObjectArn[] = {{any, Form::object_arn}};
constexpr ValueKind kPolicyArn[] = {{managed_policy, Form::arn}};
constexpr ValueKind kPlacementGroupName[] = {{placement_group, Form::name}};
constexpr ValueKind kQueueName[] = {{queue, Form::name}};
constexpr ValueKind kQueueUrl[] = {{queue, Form::url}};
constexpr ValueKind kResourceId[] = {{any, Form::resource_id}};
constexpr ValueKind kResourceLabel[] = {{any, Form::resource_label}};
constexpr ValueKind kRoleArn[] = {{role, Form::arn}};
constexpr ValueKind kRoleName[] = {{role, Form::name}};
constexpr ValueKind kRoleNameOrArn[] = {{role, Form::name}, {role, Form::arn}};
constexpr ValueKind kRouteTableId[] = {{route_table, Form::id}};
constexpr ValueKind kScalableTargetId[] = {{scalable_target, Form::id}};
constexpr ValueKind kSecretNameOrArn[] = {{secret, Form::arn}, {secret, Form::name}};
constexpr ValueKind kSecretSource[] = {
    {secret, Form::arn}, {parameter, Form::name}, {parameter, Form::arn}};
constexpr ValueKind kSecurityGroupId[] = {{security_group, Form::id}};
constexpr ValueKind kSecurityGroupIdOrName[] = {{security_group, Form::id},
                                                {security_group, Form::name}};
constexpr ValueKind kServiceName[] = {{service, Form::name}};
constexpr ValueKind kServiceNameOrArn[] = {{service, Form::name}, {service, Form::arn}};
constexpr ValueKind kSubnetId[] = {{subnet, Form::id}};
constexpr ValueKind kTargetGroupArn[] = {{target_group, Form::arn}};
constexpr ValueKind kTargetGroupFullName[] = {{target_group, Form::full_name}};
constexpr ValueKind kTaskDefinition[] = {{task_definition, Form::name},
                                         {task_definition, Form::arn}};
constexpr ValueKind kTaskDefinitionArn[] = {{task_definition, Form::arn}};
constexpr ValueKind kTaskSetId[] = {{task_set, Form::id}, {task_set, Form::arn}};
constexpr ValueKind kTopicArn[] = {{topic, Form::arn}};
constexpr ValueKind kTopicOrQueueArn[] = {{topic, Form::arn}, {queue, Form::arn}};
constexpr ValueKind kTrafficSource[] = {{target_group, Form::arn},
                                        {classic_load_balancer, Form::name}};
constexpr ValueKind kVpcEndpointId[] = {{vpc_endpoint, Form::id}};
constexpr ValueKind kVpcId[] = {{vpc, Form::id}};
constexpr ValueKind kVpnGatewayId[] = {{vpn_gateway, Form::id}};
constexpr ValueKind kWebAclArn[] = {{web_acl, Form::arn}};

constexpr auto key(const WantedProperty& row) { return std::tuple(row.resource_type, row.path); }

constexpr WantedProperty kWanted[] = {
    {"AWS::ApplicationAutoScaling::ScalableTarget", "ResourceId", kResourceId},
    {"AWS::ApplicationAutoScaling::ScalableTarget", "RoleARN", kRoleArn},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "ResourceId", kResourceId},
    {"AWS::ApplicationAutoScaling::ScalingPolicy", "ScalingTargetId", kScalableTargetId},
    {"AWS::ApplicationAutoScaling::ScalingPolicy",
     "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.ResourceLabel",
     kResourceLabel},
    {"AWS::AutoScaling::AutoScalingGroup", "AvailabilityZones.*", kAvailabilityZoneName},
    {"AWS::AutoScaling::AutoScalingGroup", "LaunchConfigurationName", kLaunchConfigurationName},
    {"AWS::AutoScaling::AutoScalingGroup", "LaunchTemplate.LaunchTemplateId", kLaunchTemplateId},
    {"AWS::AutoScaling::AutoScalingGroup", "LaunchTemplate.LaunchTemplateName",
     kLaunchTemplateName},
    {"AWS::AutoScaling::AutoScalingGroup", "LaunchTemplate.Version", kLaunchTemplateVersion},
    {"AWS::AutoScaling::AutoScalingGroup", "LifecycleHookSpecificationList.*.NotificationTargetARN",
     kTopicOrQueueArn},
    {"AWS::AutoScaling::AutoScalingGroup", "LifecycleHookSpecificationList.*.RoleARN", kRoleArn},
    {"AWS::AutoScaling::AutoScalingGroup", "LoadBalancerNames.*", kClassicLoadBalancerName},
    {"AWS::AutoScaling::AutoScalingGroup",
     "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId",
     kLaunchTemplateId},
    {"AWS::AutoScaling::AutoScalingGroup",
     "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName",
     kLaunchTemplateName},
    {"AWS::AutoScaling::AutoScalingGroup",
     "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.Version",
     kLaunchTemplateVersion},
    {"AWS::AutoScaling::AutoScalingGroup",
     "MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification.LaunchTemplateId",
     kLaunchTemplateId},
    {"AWS::AutoScaling::AutoScalingGroup",
     "MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification."
     "LaunchTemplateName",
     kLaunchTemplateName},
    {"AWS::AutoScaling::AutoScalingGroup",
     "MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification.Version",
     kLaunchTemplateVersion},
    {"AWS::AutoScaling::AutoScalingGroup", "PlacementGroup", kPlacementGroupName},
    {"AWS::AutoScaling::AutoScalingGroup", "ServiceLinkedRoleARN", kRoleArn},
    {"AWS::AutoScaling::AutoScalingGroup", "TargetGroupARNs.*", kTargetGroupArn},
    {"AWS::AutoScaling::AutoScalingGroup", "TrafficSources.*.Identifier", kTrafficSource},
    {"AWS::AutoScaling::AutoScalingGroup", "VPCZoneIdentifier.*", kSubnetId},
    {"AWS::AutoScaling::LaunchConfiguration", "IamInstanceProfile", kInstanceProfileNameOrArn},
    {"AWS::AutoScaling::LaunchConfiguration", "ImageId", kImageId},
    {"AWS::AutoScaling::LaunchConfiguration", "KeyName", kKeyPairName},
    {"AWS::AutoScaling::LaunchConfiguration", "SecurityGroups.*", kSecurityGroupIdOrName},
    {"AWS::AutoScaling::LifecycleHook", "AutoScalingGroupName", kGroupName},
    {"AWS::AutoScaling::LifecycleHook", "NotificationTargetARN", kTopicOrQueueArn},
    {"AWS::AutoScaling::LifecycleHook", "RoleARN", kRoleArn},
    {"AWS::AutoScaling::ScalingPolicy", "AutoScalingGroupName", kGroupName},
    {"AWS::AutoScaling::ScalingPolicy",
     "TargetTrackingConfiguration.PredefinedMetricSpecification.ResourceLabel", kResourceLabel},
    {"AWS::AutoScaling::ScheduledAction", "AutoScalingGroupName", kGroupName},
    {"AWS::AutoScaling::WarmPool", "AutoScalingGroupName", kGroupName},
    {"AWS::CloudWatch::Alarm", "AlarmActions.*", kAnyArn},
    {"AWS::CloudWatch::Alarm", "InsufficientDataActions.*", kAnyArn},
    {"AWS::CloudWatch::Alarm", "OKActions.*", kAnyArn},
    {"AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn", kRoleArn},
    {"AWS::EC2::EC2Fleet", "LaunchTemplateConfigs.*.LaunchTemplateSpecification.LaunchTemplateId",
     kLaunchTemplateId},
    {"AWS::EC2::EC2Fleet", "LaunchTemplateConfigs.*.LaunchTemplateSpecification.LaunchTemplateName",
     kLaunchTemplateName},
    {"AWS::EC2::EC2Fleet", "LaunchTemplateConfigs.*.LaunchTemplateSpecification.Version",
     kLaunchTemplateVersion},
    {"AWS::EC2::EIPAssociation", "AllocationId", kAllocationId},
    {"AWS::EC2::EIPAssociation", "InstanceId", kInstanceId},
    {"AWS::EC2::FlowLog", "DeliverLogsPermissionArn", kRoleArn},
    {"AWS::EC2::FlowLog", "LogGroupName", kLogGroupName},
    {"AWS::EC2::Instance", "AvailabilityZone", kAvailabilityZoneName},
    {"AWS::EC2::Instance", "IamInstanceProfile", kInstanceProfileName},
    {"AWS::EC2::Instance", "ImageId", kImageId},
    {"AWS::EC2::Instance", "KeyName", kKeyPairName},
    {"AWS::EC2::Instance", "LaunchTemplate.LaunchTemplateId", kLaunchTemplateId},
    {"AWS::EC2::Instance", "LaunchTemplate.LaunchTemplateName", kLaunchTemplateName},
    {"AWS::EC2::Instance", "LaunchTemplate.Version", kLaunchTemplateVersion},
    {"AWS::EC2::Instance", "NetworkInterfaces.*.GroupSet.*", kSecurityGroupId},
    {"AWS::EC2::Instance", "NetworkInterfaces.*.SubnetId", kSubnetId},
    {"AWS::EC2::Instance", "SecurityGroupIds.*", kSecurityGroupId},
    {"AWS::EC2::Instance", "SubnetId", kSubnetId},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.IamInstanceProfile.Arn", kInstanceProfileArn},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.IamInstanceProfile.Name",
     kInstanceProfileName},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.ImageId", kImageId},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.KeyName", kKeyPairName},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.NetworkInterfaces.*.Groups.*",
     kSecurityGroupId},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.NetworkInterfaces.*.SubnetId", kSubnetId},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.Placement.GroupName", kPlacementGroupName},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData.SecurityGroupIds.*", kSecurityGroupId},
    {"AWS::EC2::NatGateway", "AllocationId", kAllocationId},
    {"AWS::EC2::NatGateway", "SubnetId", kSubnetId},
    {"AWS::EC2::NetworkAcl", "VpcId", kVpcId},
    {"AWS::EC2::NetworkAclEntry", "NetworkAclId", kNetworkAclId},
    {"AWS::EC2::NetworkInterface", "GroupSet.*", kSecurityGroupId},
    {"AWS::EC2::NetworkInterface", "SubnetId", kSubnetId},
    {"AWS::EC2::Route", "GatewayId", kGatewayId},
    {"AWS::EC2::Route", "NatGatewayId", kNatGatewayId},
    {"AWS::EC2::Route", "RouteTableId", kRouteTableId},
    {"AWS::EC2::Route", "VpcEndpointId", kVpcEndpointId},
    {"AWS::EC2::RouteTable", "VpcId", kVpcId},
    {"AWS::EC2::SecurityGroup", "SecurityGroupEgress.*.DestinationSecurityGroupId",
     kSecurityGroupId},
    {"AWS::EC2::SecurityGroup", "SecurityGroupIngress.*.SourceSecurityGroupId", kSecurityGroupId},
    {"AWS::EC2::SecurityGroup", "VpcId", kVpcId},
    {"AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId", kSecurityGroupId},
    {"AWS::EC2::SecurityGroupEgress", "GroupId", kSecurityGroupId},
    {"AWS::EC2::SecurityGroupIngress", "GroupId", kSecurityGroupId},
    {"AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId", kSecurityGroupId},
    {"AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.IamFleetRole", kRoleArn},
    {"AWS::EC2::SpotFleet",
     "SpotFleetRequestConfigData.LaunchSpecifications.*.IamInstanceProfile.Arn",
     kInstanceProfileArn},
    {"AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications.*.ImageId", kImageId},
    {"AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications.*.KeyName",
     kKeyPairName},
    {"AWS::EC2::SpotFleet",
     "SpotFleetRequestConfigData.LaunchSpecifications.*.SecurityGroups.*.GroupId",
     kSecurityGroupId},
    {"AWS::EC2::SpotFleet",
     "SpotFleetRequestConfigData.LaunchTemplateConfigs.*.LaunchTemplateSpecification."
     "LaunchTemplateId",
     kLaunchTemplateId},
    {"AWS::EC2::SpotFleet",
     "SpotFleetRequestConfigData.LaunchTemplateConfigs.*.LaunchTemplateSpecification."
     "LaunchTemplateName",
     kLaunchTemplateName},
    {"AWS::EC2::SpotFleet",
     "SpotFleetRequestConfigData.LaunchTemplateConfigs.*.LaunchTemplateSpecification.Version",
     kLaunchTemplateVersion},
    {"AWS::EC2::Subnet", "AvailabilityZone", kAvailabilityZoneName},
    {"AWS::EC2::Subnet", "VpcId", kVpcId},
    {"AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId", kNetworkAclId},
    {"AWS::EC2::SubnetNetworkAclAssociation", "SubnetId", kSubnetId},
    {"AWS::EC2::SubnetRouteTableAssociation", "RouteTableId", kRouteTableId},
    {"AWS::EC2::SubnetRouteTableAssociation", "SubnetId", kSubnetId},
    {"AWS::EC2::VPCEndpoint", "RouteTableIds.*", kRouteTableId},
    {"AWS::EC2::VPCEndpoint", "SecurityGroupIds.*", kSecurityGroupId},
    {"AWS::EC2::VPCEndpoint", "SubnetIds.*", kSubnetId},
    {"AWS::EC2::VPCEndpoint", "VpcId", kVpcId},
    {"AWS::EC2::VPCGatewayAttachment", "InternetGatewayId", kInternetGatewayId},
    {"AWS::EC2::VPCGatewayAttachment", "VpcId", kVpcId},
    {"AWS::EC2::VPCGatewayAttachment", "VpnGatewayId", kVpnGatewayId},
    {"AWS::ECS::CapacityProvider", "AutoScalingGroupProvider.AutoScalingGroupArn", kGroupNameOrArn},
    {"AWS::ECS::Cluster", "CapacityProviders.*", kCapacityProviderName},
    {"AWS::ECS::Cluster",
     "Configuration.ExecuteCommandConfiguration.LogConfiguration.CloudWatchLogGroupName",
     kLogGroupName},
    {"AWS::ECS::Cluster", "Configuration.ExecuteCommandConfiguration.LogConfiguration.S3BucketName",
     kBucketName},
    {"AWS::ECS::Cluster", "DefaultCapacityProviderStrategy.*.CapacityProvider",
     kCapacityProviderName},
    {"AWS::ECS::Cluster", "ServiceConnectDefaults.Namespace", kNamespaceNameOrArn, kNamespaceId},
    {"AWS::ECS::ClusterCapacityProviderAssociations", "CapacityProviders.*", kCapacityProviderName},
    {"AWS::ECS::ClusterCapacityProviderAssociations", "Cluster", kClusterNameOrArn},
    {"AWS::ECS::ClusterCapacityProviderAssociations",
     "DefaultCapacityProviderStrategy.*.CapacityProvider", kCapacityProviderName},
    {"AWS::ECS::PrimaryTaskSet", "Cluster", kClusterNameOrArn},
    {"AWS::ECS::PrimaryTaskSet", "Service", kServiceNameOrArn},
    {"AWS::ECS::PrimaryTaskSet", "TaskSetId", kTaskSetId},
    {"AWS::ECS::Service", "CapacityProviderStrategy.*.CapacityProvider", kCapacityProviderName},
    {"AWS::ECS::Service", "Cluster", kClusterNameOrArn},
    {"AWS::ECS::Service", "DeploymentConfiguration.Alarms.AlarmNames.*", kAlarmName},
    {"AWS::ECS::Service", "DeploymentConfiguration.LifecycleHooks.*.HookTargetArn", kFunctionArn},
    {"AWS::ECS::Service", "DeploymentConfiguration.LifecycleHooks.*.RoleArn", kRoleArn},
    {"AWS::ECS::Service", "LoadBalancers.*.AdvancedConfiguration.AlternateTargetGroupArn",
     kTargetGroupArn},
    {"AWS::ECS::Service", "LoadBalancers.*.AdvancedConfiguration.ProductionListenerRule",
     kListenerOrRuleArn},
    {"AWS::ECS::Service", "LoadBalancers.*.AdvancedConfiguration.RoleArn", kRoleArn},
    {"AWS::ECS::Service", "LoadBalancers.*.AdvancedConfiguration.TestListenerRule",
     kListenerOrRuleArn},
    {"AWS::ECS::Service", "LoadBalancers.*.LoadBalancerName", kLoadBalancerName},
    {"AWS::ECS::Service", "LoadBalancers.*.TargetGroupArn", kTargetGroupArn},
    {"AWS::ECS::Service", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.*",
     kSecurityGroupId},
    {"AWS::ECS::Service", "NetworkConfiguration.AwsvpcConfiguration.Subnets.*", kSubnetId},
    {"AWS::ECS::Service", "Role", kRoleNameOrArn},
    {"AWS::ECS::Service", "ServiceConnectConfiguration.LogConfiguration.Options.awslogs-group",
     kLogGroupName},
    {"AWS::ECS::Service", "ServiceConnectConfiguration.Namespace", kNamespaceNameOrArn,
     kNamespaceId},
    {"AWS::ECS::Service", "ServiceConnectConfiguration.Services.*.Tls.RoleArn", kRoleArn},
    {"AWS::ECS::Service", "ServiceRegistries.*.RegistryArn", kCloudMapServiceArn},
    {"AWS::ECS::Service", "TaskDefinition", kTaskDefinition},
    {"AWS::ECS::Service", "VolumeConfigurations.*.ManagedEBSVolume.RoleArn", kRoleArn},
    {"AWS::ECS::Service", "VpcLatticeConfigurations.*.RoleArn", kRoleArn},
    {"AWS::ECS::TaskDefinition", "ContainerDefinitions.*.EnvironmentFiles.*.Value", kObjectArn},
    {"AWS::ECS::TaskDefinition", "ContainerDefinitions.*.Image", kImageUri},
    {"AWS::ECS::TaskDefinition", "ContainerDefinitions.*.LogConfiguration.Options.awslogs-group",
     kLogGroupName},
    {"AWS::ECS::TaskDefinition",
     "ContainerDefinitions.*.LogConfiguration.SecretOptions.*.ValueFrom", kSecretSource},
    {"AWS::ECS::TaskDefinition",
     "ContainerDefinitions.*.RepositoryCredentials.CredentialsParameter", kSecretNameOrArn},
    {"AWS::ECS::TaskDefinition", "ContainerDefinitions.*.Secrets.*.ValueFrom", kSecretSource},
    {"AWS::ECS::TaskDefinition", "ExecutionRoleArn", kRoleArn, kRoleName},
    {"AWS::ECS::TaskDefinition", "TaskRoleArn", kRoleNameOrArn},
    {"AWS::ECS::TaskDefinition",
     "Volumes.*.EFSVolumeConfiguration.AuthorizationConfig.AccessPointId", kAccessPointId},
    {"AWS::ECS::TaskDefinition", "Volumes.*.EFSVolumeConfiguration.FilesystemId", kFileSystemId},
    {"AWS::ECS::TaskSet", "CapacityProviderStrategy.*.CapacityProvider", kCapacityProviderName},
    {"AWS::ECS::TaskSet", "Cluster", kClusterNameOrArn},
    {"AWS::ECS::TaskSet", "LoadBalancers.*.TargetGroupArn", kTargetGroupArn},
    {"AWS::ECS::TaskSet", "NetworkConfiguration.AwsVpcConfiguration.SecurityGroups.*",
     kSecurityGroupId},
    {"AWS::ECS::TaskSet", "NetworkConfiguration.AwsVpcConfiguration.Subnets.*", kSubnetId},
    {"AWS::ECS::TaskSet", "Service", kServiceNameOrArn},
    {"AWS::ECS::TaskSet", "ServiceRegistries.*.RegistryArn", kCloudMapServiceArn},
    {"AWS::ECS::TaskSet", "TaskDefinition", kTaskDefinition},
    {"AWS::EFS::AccessPoint", "FileSystemId", kFileSystemId},
    {"AWS::EFS::MountTarget", "FileSystemId", kFileSystemId},
    {"AWS::EFS::MountTarget", "SecurityGroups.*", kSecurityGroupId},
    {"AWS::EFS::MountTarget", "SubnetId", kSubnetId},
    {"AWS::ElasticLoadBalancing::LoadBalancer", "SecurityGroups.*", kSecurityGroupId},
    {"AWS::ElasticLoadBalancing::LoadBalancer", "Subnets.*", kSubnetId},
    {"AWS::ElasticLoadBalancingV2::Listener", "Certificates.*.CertificateArn", kCertificateArn},
    {"AWS::ElasticLoadBalancingV2::Listener",
     "DefaultActions.*.ForwardConfig.TargetGroups.*.TargetGroupArn", kTargetGroupArn},
    {"AWS::ElasticLoadBalancingV2::Listener", "DefaultActions.*.TargetGroupArn", kTargetGroupArn},
    {"AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn", kLoadBalancerArn},
    {"AWS::ElasticLoadBalancingV2::ListenerCertificate", "Certificates.*.CertificateArn",
     kCertificateArn},
    {"AWS::ElasticLoadBalancingV2::ListenerCertificate", "ListenerArn", kListenerArn},
    {"AWS::ElasticLoadBalancingV2::ListenerRule",
     "Actions.*.ForwardConfig.TargetGroups.*.TargetGroupArn", kTargetGroupArn},
    {"AWS::ElasticLoadBalancingV2::ListenerRule", "Actions.*.TargetGroupArn", kTargetGroupArn},
    {"AWS::ElasticLoadBalancingV2::ListenerRule", "ListenerArn", kListenerArn},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups.*", kSecurityGroupId},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "SubnetMappings.*.AllocationId", kAllocationId},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "SubnetMappings.*.SubnetId", kSubnetId},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", "Subnets.*", kSubnetId},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", "VpcId", kVpcId},
    {"AWS::Events::Rule", "RoleArn", kRoleArn},
    {"AWS::Events::Rule", "Targets.*.Arn", kAnyArn},
    {"AWS::Events::Rule",
     "Targets.*.EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups.*",
     kSecurityGroupId},
    {"AWS::Events::Rule",
     "Targets.*.EcsParameters.NetworkConfiguration.AwsVpcConfiguration.Subnets.*", kSubnetId},
    {"AWS::Events::Rule", "Targets.*.EcsParameters.TaskDefinitionArn", kTaskDefinitionArn},
    {"AWS::Events::Rule", "Targets.*.RoleArn", kRoleArn},
    {"AWS::IAM::InstanceProfile", "Roles.*", kRoleName},
    {"AWS::IAM::ManagedPolicy", "Roles.*", kRoleName},
    {"AWS::IAM::Policy", "Roles.*", kRoleName},
    {"AWS::IAM::Role", "ManagedPolicyArns.*", kPolicyArn},
    {"AWS::IAM::RolePolicy", "RoleName", kRoleName},
    {"AWS::KMS::Alias", "TargetKeyId", kKeyIdOrArn},
    {"AWS::Lambda::Function", "Role", kRoleArn},
    {"AWS::Lambda::Function", "VpcConfig.SecurityGroupIds.*", kSecurityGroupId},
    {"AWS::Lambda::Function", "VpcConfig.SubnetIds.*", kSubnetId},
    {"AWS::Lambda::Permission", "FunctionName", kFunctionNameOrArn},
    {"AWS::Lambda::Permission", "SourceArn", kAnyArn},
    {"AWS::Logs::LogGroup", "KmsKeyId", kKeyArn},
    {"AWS::Logs::MetricFilter", "LogGroupName", kLogGroupName},
    {"AWS::Logs::SubscriptionFilter", "LogGroupName", kLogGroupName},
    {"AWS::RDS::DBCluster", "VpcSecurityGroupIds.*", kSecurityGroupId},
    {"AWS::RDS::DBInstance", "VPCSecurityGroups.*", kSecurityGroupId},
    {"AWS::RDS::DBSubnetGroup", "SubnetIds.*", kSubnetId},
    {"AWS::Route53::RecordSet", "AliasTarget.DNSName", kAnyDnsName},
    {"AWS::Route53::RecordSet", "AliasTarget.HostedZoneId", kAliasZoneId},
    {"AWS::Route53::RecordSet", "HostedZoneId", kHostedZoneId},
    {"AWS::Route53::RecordSetGroup", "HostedZoneId", kHostedZoneId},
    {"AWS::Route53::RecordSetGroup", "RecordSets.*.AliasTarget.DNSName", kAnyDnsName},
    {"AWS::Route53::RecordSetGroup", "RecordSets.*.AliasTarget.HostedZoneId", kAliasZoneId},
    {"AWS::Route53::RecordSetGroup", "RecordSets.*.HostedZoneId", kHostedZoneId},
    {"AWS::S3::BucketPolicy", "Bucket", kBucketName},
    {"AWS::SNS::Subscription", "TopicArn", kTopicArn},
    {"AWS::SNS::TopicPolicy", "Topics.*", kTopicArn},
    {"AWS::SQS::QueuePolicy", "Queues.*", kQueueUrl},
    {"AWS::Scheduler::Schedule", "Target.Arn", kAnyArn},
    {"AWS::Scheduler::Schedule",
     "Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups.*",
     kSecurityGroupId},
    {"AWS::Scheduler::Schedule",
     "Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.Subnets.*", kSubnetId},
    {"AWS::Scheduler::Schedule", "Target.EcsParameters.TaskDefinitionArn", kTaskDefinitionArn},
    {"AWS::Scheduler::Schedule", "Target.RoleArn", kRoleArn},
    {"AWS::ServiceDiscovery::PrivateDnsNamespace", "Vpc", kVpcId},
    {"AWS::ServiceDiscovery::Service", "DnsConfig.NamespaceId", kNamespaceId},
    {"AWS::ServiceDiscovery::Service", "NamespaceId", kNamespaceIdOrArn},
    {"AWS::WAFv2::WebACLAssociation", "ResourceArn", kAnyArn},
    {"AWS::WAFv2::WebACLAssociation", "WebACLArn", kWebAclArn},
};
static_assert(std::ranges::is_sorted(kWanted, {}, key));

const WantedProperty* find(std::string_view resource_type, std::string_view path) {
  const std::tuple wanted(resource_type, path);
  const auto* found = std::ranges::lower_bound(kWanted, wanted, {}, key);
  return found != std::end(kWanted) && key(*found) == wanted ? found : nullptr;
}

struct Named {
  std::string_view scope;  // a metric's namespace
  std::string_view name;
  std::span<const ValueKind> accepted;
};

// "CloudWatch metrics" of each service's guide.
constexpr Named kDimensions[] = {
    {"AWS/ApplicationELB", "LoadBalancer", kLoadBalancerFullName},
    {"AWS/ApplicationELB", "TargetGroup", kTargetGroupFullName},
    {"AWS/AutoScaling", "AutoScalingGroupName", kGroupName},
    {"AWS/EC2", "AutoScalingGroupName", kGroupName},
    {"AWS/EC2", "ImageId", kImageId},
    {"AWS/EC2", "InstanceId", kInstanceId},
    {"AWS/ECS", "ClusterName", kClusterName},
    {"AWS/ECS", "ServiceName", kServiceName},
    {"AWS/ECS/ManagedScaling", "CapacityProviderName", kCapacityProviderName},
    {"AWS/ECS/ManagedScaling", "ClusterName", kClusterName},
    {"AWS/EFS", "FileSystemId", kFileSystemId},
    {"AWS/ELB", "LoadBalancerName", kClassicLoadBalancerName},
    {"AWS/Lambda", "FunctionName", kFunctionName},
    {"AWS/Logs", "LogGroupName", kLogGroupName},
    {"AWS/NetworkELB", "LoadBalancer", kLoadBalancerFullName},
    {"AWS/NetworkELB", "TargetGroup", kTargetGroupFullName},
    {"AWS/SQS", "QueueName", kQueueName},
    {"ECS/ContainerInsights", "ClusterName", kClusterName},
    {"ECS/ContainerInsights", "ServiceName", kServiceName},
};

}  // namespace

std::span<const WantedProperty> wanted_properties(std::string_view resource_type) {
  constexpr auto kType = &WantedProperty::resource_type;
  const auto* first = std::ranges::lower_bound(kWanted, resource_type, {}, kType);
  const auto* last = std::ranges::upper_bound(kWanted, resource_type, {}, kType);
  return {first, last};
}

std::optional<Wanted> wanted_at(std::string_view resource_type, std::string_view path) {
  if (const WantedProperty* value = find(resource_type, path)) {
    return Wanted{value->accepted, value->tolerated, false};
  }
  if (const WantedProperty* item = find(resource_type, std::string(path) + ".*")) {
    return Wanted{item->accepted, item->tolerated, true};
  }
  return std::nullopt;
}

std::optional<Wanted> wanted_in_dimension(std::string_view metric_namespace,
                                          std::string_view dimension) {
  for (const Named& row : kDimensions) {
    if (row.scope == metric_namespace && row.name == dimension)
      return Wanted{row.accepted, {}, false};
  }
  return std::nullopt;
}

std::optional<Wanted> wanted_in_attribute(std::string_view key) {
  // API: LoadBalancerAttribute.Key (2026-08)
  for (const std::string_view bucket_key :
       {"access_logs.s3.bucket", "connection_logs.s3.bucket", "health_check_logs.s3.bucket"}) {
    if (key == bucket_key) return Wanted{kBucketName, {}, false};
  }
  return std::nullopt;
}

}  // namespace cfn_ecs_lint::aws
