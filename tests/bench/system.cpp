#include "tests/bench/system.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace cfn_ecs_lint::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kServicesOfAnEnvironment = 7;
constexpr std::size_t kTemplatesOfAnEnvironment = 3 + kServicesOfAnEnvironment;

constexpr std::string_view kNetwork = R"(AWSTemplateFormatVersion: '2010-09-09'
Description: Network of @ENV@
Parameters:
  Environment:
    Type: String
    Default: @ENV@
    Description: Prefix of all export names
  Cidr:
    Type: String
    Default: 10.@N@.0.0/16
Resources:
  VPC:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Ref Cidr
      EnableDnsHostnames: true
      Tags:
        - { Key: Name, Value: !Sub '${Environment}-vpc' }
  InternetGateway:
    Type: AWS::EC2::InternetGateway
  GatewayAttachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref VPC
      InternetGatewayId: !Ref InternetGateway
  PublicSubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VPC
      CidrBlock: !Select [0, !Cidr [!GetAtt VPC.CidrBlock, 4, 8]]
      AvailabilityZone: !Select [0, !GetAZs '']
      MapPublicIpOnLaunch: true
  PublicSubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VPC
      CidrBlock: !Select [1, !Cidr [!GetAtt VPC.CidrBlock, 4, 8]]
      AvailabilityZone: !Select [1, !GetAZs '']
      MapPublicIpOnLaunch: true
  PublicRouteTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VPC
  PublicRoute:
    Type: AWS::EC2::Route
    DependsOn: GatewayAttachment
    Properties:
      RouteTableId: !Ref PublicRouteTable
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref InternetGateway
  RouteOfSubnetA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      RouteTableId: !Ref PublicRouteTable
      SubnetId: !Ref PublicSubnetA
  RouteOfSubnetB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      RouteTableId: !Ref PublicRouteTable
      SubnetId: !Ref PublicSubnetB
  LoadBalancerSecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: from everywhere to the load balancer
      VpcId: !Ref VPC
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
  InstanceSecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: from the load balancer to the containers
      VpcId: !Ref VPC
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 32768
          ToPort: 65535
          SourceSecurityGroupId: !Ref LoadBalancerSecurityGroup
Outputs:
  VPC:
    Value: !Ref VPC
    Export:
      Name: !Sub ${Environment}-vpc
  Subnets:
    Value: !Join [',', [!Ref PublicSubnetA, !Ref PublicSubnetB]]
    Export:
      Name: !Sub ${Environment}-subnets
  LoadBalancerSecurityGroup:
    Value: !Ref LoadBalancerSecurityGroup
    Export:
      Name: !Sub ${Environment}-load-balancer-security-group
  InstanceSecurityGroup:
    Value: !Ref InstanceSecurityGroup
    Export:
      Name: !Sub ${Environment}-instance-security-group
)";

constexpr std::string_view kCluster = R"(AWSTemplateFormatVersion: '2010-09-09'
Description: Cluster of @ENV@
Parameters:
  Environment:
    Type: String
    Default: @ENV@
  Stage:
    Type: String
    Default: test
    AllowedValues: [test, production]
  ImageId:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: !Sub ${Environment}-cluster
      ClusterSettings:
        - { Name: containerInsights, Value: !If [IsProduction, enabled, disabled] }
  InstanceRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: ec2.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
        - arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
  InstanceProfile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref InstanceRole]
  LaunchTemplate:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !Ref ImageId
        InstanceType: m5.large
        IamInstanceProfile:
          Arn: !GetAtt InstanceProfile.Arn
        SecurityGroupIds:
          - Fn::ImportValue: !Sub ${Environment}-instance-security-group
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash -xe
            cat <<'SETTINGS' >> /etc/ecs/ecs.config
            ECS_CLUSTER=${Environment}-cluster
            ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
            ECS_CONTAINER_STOP_TIMEOUT=90s
            SETTINGS
            yum install -y aws-cfn-bootstrap
            /opt/aws/bin/cfn-signal -e $? --stack ${AWS::StackName} --resource Instances --region ${AWS::Region}
  Instances:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal: { Count: 2, Timeout: PT15M }
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 2
        MaxBatchSize: 1
        PauseTime: PT15M
        WaitOnResourceSignals: true
        SuspendProcesses: [HealthCheck, ReplaceUnhealthy, AZRebalance, AlarmNotification, ScheduledActions]
    Properties:
      VPCZoneIdentifier: !Split
        - ','
        - Fn::ImportValue: !Sub ${Environment}-subnets
      MinSize: '2'
      MaxSize: !If [IsProduction, '40', '20']
      CapacityRebalance: true
      NewInstancesProtectedFromScaleIn: true
      MixedInstancesPolicy:
        InstancesDistribution:
          OnDemandBaseCapacity: 2
          OnDemandPercentageAboveBaseCapacity: !If [IsProduction, 50, 0]
          SpotAllocationStrategy: price-capacity-optimized
        LaunchTemplate:
          LaunchTemplateSpecification:
            LaunchTemplateId: !Ref LaunchTemplate
            Version: !GetAtt LaunchTemplate.LatestVersionNumber
          Overrides:
            - InstanceType: m5.large
            - InstanceType: m5a.large
            - InstanceType: m6i.large
            - InstanceType: m6a.large
  CapacityProvider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Instances
        ManagedScaling:
          Status: ENABLED
          TargetCapacity: 90
        ManagedTerminationProtection: ENABLED
  ProvidersOfCluster:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: !Ref Cluster
      CapacityProviders: [!Ref CapacityProvider]
      DefaultCapacityProviderStrategy:
        - { CapacityProvider: !Ref CapacityProvider, Weight: 1 }
Outputs:
  Cluster:
    Value: !Ref Cluster
    Export:
      Name: !Sub ${Environment}-cluster
  CapacityProvider:
    Value: !Ref CapacityProvider
    Export:
      Name: !Sub ${Environment}-capacity-provider
)";

constexpr std::string_view kLoadBalancer = R"(AWSTemplateFormatVersion: '2010-09-09'
Description: Load balancer of @ENV@
Parameters:
  Environment:
    Type: String
    Default: @ENV@
Resources:
  LoadBalancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: application
      Scheme: internet-facing
      Subnets: !Split
        - ','
        - Fn::ImportValue: !Sub ${Environment}-subnets
      SecurityGroups:
        - Fn::ImportValue: !Sub ${Environment}-load-balancer-security-group
      LoadBalancerAttributes:
        - { Key: idle_timeout.timeout_seconds, Value: '60' }
        - { Key: deletion_protection.enabled, Value: 'true' }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref LoadBalancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig: { StatusCode: '404', ContentType: text/plain, MessageBody: nothing here }
Outputs:
  Listener:
    Value: !Ref Listener
    Export:
      Name: !Sub ${Environment}-listener
  LoadBalancerName:
    Value: !GetAtt LoadBalancer.LoadBalancerFullName
    Export:
      Name: !Sub ${Environment}-load-balancer-full-name
)";

constexpr std::string_view kService = R"(AWSTemplateFormatVersion: '2010-09-09'
Description: Service @N@ of @ENV@
Parameters:
  Environment:
    Type: String
    Default: @ENV@
  Stage:
    Type: String
    Default: test
    AllowedValues: [test, production]
  Version:
    Type: String
    Default: @VERSION@
Mappings:
  Size:
    test: { Tasks: 2, Memory: 512 }
    production: { Tasks: 4, Memory: 1024 }
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
Resources:
  LogGroup:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /ecs/${Environment}/service-@N@
      RetentionInDays: !If [IsProduction, 365, 14]
  ExecutionRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: ecs-tasks.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: ecs-tasks.amazonaws.com }
            Action: sts:AssumeRole
  TaskDefinition:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub ${Environment}-service-@N@
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/service-@N@:${Version}
          Essential: true
          Cpu: 256
          MemoryReservation: !FindInMap [Size, !Ref Stage, Memory]
          PortMappings:
            - ContainerPort: 8080
          HealthCheck:
            Command: [CMD-SHELL, 'curl -f http://localhost:8080/healthy || exit 1']
            Interval: 30
            Timeout: 5
            StartPeriod: 30
          Environment:
            - { Name: STAGE, Value: !Ref Stage }
            - { Name: QUEUE, Value: !Sub 'https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/service-@N@' }
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref LogGroup
              awslogs-region: !Ref AWS::Region
              awslogs-stream-prefix: app
  TargetGroup:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId:
        Fn::ImportValue: !Sub ${Environment}-vpc
      Protocol: HTTP
      Port: 8080
      HealthCheckPath: @PATH@
      HealthCheckIntervalSeconds: 15
      HealthCheckTimeoutSeconds: 5
      TargetGroupAttributes:
        - { Key: deregistration_delay.timeout_seconds, Value: '30' }
  ListenerRule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn:
        Fn::ImportValue: !Sub ${Environment}-listener
      Priority: @PRIORITY@
      Conditions:
        - Field: path-pattern
          PathPatternConfig: { Values: [/service-@N@/*] }
      Actions:
        - { Type: forward, TargetGroupArn: !Ref TargetGroup }
  Service:
    Type: AWS::ECS::Service
    DependsOn: ListenerRule
    Properties:
      Cluster:
        Fn::ImportValue: !Sub ${Environment}-cluster
      CapacityProviderStrategy:
        - Weight: 1
          CapacityProvider:
            Fn::ImportValue: !Sub ${Environment}-capacity-provider
      TaskDefinition: !Ref TaskDefinition
      HealthCheckGracePeriodSeconds: 60
      DeploymentConfiguration:
        MinimumHealthyPercent: 50
        MaximumPercent: 200
        DeploymentCircuitBreaker: { Enable: true, Rollback: true }
      PlacementStrategies:
        - { Type: spread, Field: attribute:ecs.availability-zone }
        - { Type: binpack, Field: memory }
      LoadBalancers:
        - { ContainerName: app, ContainerPort: 8080, TargetGroupArn: !Ref TargetGroup }
  ScalableTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      MinCapacity: !FindInMap [Size, !Ref Stage, Tasks]
      MaxCapacity: 8
      ResourceId: !Join
        - /
        - - service
          - Fn::ImportValue: !Sub ${Environment}-cluster
          - !GetAtt Service.Name
  ScalingPolicy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref ScalableTarget
      TargetTrackingScalingPolicyConfiguration:
        PredefinedMetricSpecification: { PredefinedMetricType: ECSServiceAverageCPUUtilization }
        TargetValue: 60
Outputs:
  TargetGroupName:
    Value: !GetAtt TargetGroup.TargetGroupFullName
    Export:
      Name: !Sub ${Environment}-service-@N@-target-group
)";

std::string fill(std::string_view text,
                 const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string filled(text);
  for (const auto& [name, value] : values) {
    for (auto at = filled.find(name); at != std::string::npos; at = filled.find(name, at)) {
      filled.replace(at, name.size(), value);
    }
  }
  return filled;
}

std::string numbered(std::string_view word, std::size_t number) {
  std::string digits = std::to_string(number);
  return std::string(word) + std::string(3 - std::min<std::size_t>(3, digits.size()), '0') + digits;
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    throw fs::filesystem_error("cannot write", path, std::make_error_code(std::errc::io_error));
  }
}

}  // namespace

void write_system(const fs::path& folder, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t environment = i / kTemplatesOfAnEnvironment;
    const std::size_t part = i % kTemplatesOfAnEnvironment;
    const std::string name = numbered("env", environment);
    fs::create_directories(folder / name);
    const auto write = [&](const std::string& file, std::string_view text, std::size_t number) {
      const bool faulty = number % 5 == 4;
      write_file(folder / name / file, fill(text, {{"@ENV@", name},
                                                   {"@N@", std::to_string(number)},
                                                   {"@PRIORITY@", std::to_string(100 + number)},
                                                   {"@PATH@", faulty ? "/" : "/healthy"},
                                                   {"@VERSION@", faulty ? "latest" : "1.4.2"}}));
    };
    switch (part) {
      case 0:
        write("network.yaml", kNetwork, environment % 250);
        break;
      case 1:
        write("cluster.yaml", kCluster, 0);
        break;
      case 2:
        write("load-balancer.yaml", kLoadBalancer, 0);
        break;
      default:
        write(numbered("service-", part - 3) + ".yaml", kService, part - 3);
    }
  }
}

}  // namespace cfn_ecs_lint::bench
