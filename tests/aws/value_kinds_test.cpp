#include "aws/value_kinds.h"

#include <gtest/gtest.h>

#include <string>

namespace cfn_ecs_lint::aws {
namespace {

using Verdict = Compatibility::Verdict;

std::string given(std::string_view type, std::string_view attribute) {
  const auto kind = kind_of(type, attribute);
  return kind ? to_string(*kind) : "unknown";
}

std::string wanted(std::string_view type, std::string_view path) {
  const auto kind = wanted_at(type, path);
  return kind ? to_string(*kind) : "unknown";
}

Compatibility fit(std::string_view type, std::string_view path, ValueKind kind) {
  const auto property = wanted_at(type, path);
  EXPECT_TRUE(property) << type << " " << path;
  return property ? compare(*property, kind) : Compatibility{};
}

TEST(GivenKinds, RefIsWhatEachTypeSays) {
  EXPECT_EQ(given("AWS::IAM::Role", ""), "a role name");
  EXPECT_EQ(given("AWS::ECS::Service", ""), "a service ARN");
  EXPECT_EQ(given("AWS::ECS::Cluster", ""), "a cluster name");
  EXPECT_EQ(given("AWS::EC2::EIP", ""), "an Elastic IP address");
  EXPECT_EQ(given("AWS::ServiceDiscovery::Service", ""), "a Cloud Map service id");
  EXPECT_EQ(given("AWS::SecretsManager::Secret", ""), "a secret ARN");
  EXPECT_EQ(given("AWS::SQS::Queue", ""), "a queue URL");
  EXPECT_EQ(given("AWS::WAFv2::WebACL", ""), "a web ACL composite id");
}

TEST(GivenKinds, AttributesAreWhatTheyAre) {
  EXPECT_EQ(given("AWS::IAM::Role", "Arn"), "a role ARN");
  EXPECT_EQ(given("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups"),
            "a list of security group ids");
  EXPECT_EQ(given("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerFullName"),
            "a load balancer full name");
  EXPECT_EQ(given("AWS::EC2::VPC", "DefaultSecurityGroup"), "a security group id");
}

TEST(GivenKinds, WhatSourcesDoNotAgreeOnIsUnknown) {
  EXPECT_EQ(given("AWS::Events::Rule", ""), "unknown");
  EXPECT_EQ(given("AWS::ECS::TaskSet", ""), "unknown");
  EXPECT_EQ(given("AWS::IAM::Role", "NoSuchAttribute"), "unknown");
  EXPECT_EQ(given("AWS::No::Such", ""), "unknown");
  EXPECT_EQ(given("", ""), "unknown");
}

TEST(GivenKinds, TheAttributeThatGivesWhatIsWanted) {
  const auto giving = [](std::string_view type, std::string_view of, std::string_view path) {
    return attribute_giving(type, *wanted_at(of, path));
  };
  EXPECT_EQ(giving("AWS::IAM::Role", "AWS::ECS::TaskDefinition", "ExecutionRoleArn"), "Arn");
  // The name works for a role in path "/" only.
  EXPECT_EQ(giving("AWS::IAM::Role", "AWS::ECS::TaskDefinition", "TaskRoleArn"), "Arn");
  EXPECT_EQ(giving("AWS::IAM::Role", "AWS::IAM::InstanceProfile", "Roles.*"), "");
  EXPECT_EQ(giving("AWS::IAM::Role", "AWS::EC2::Subnet", "VpcId"), std::nullopt);
}

TEST(GivenKinds, ParameterTypesAreKinds) {
  EXPECT_EQ(kind_of_parameter("AWS::EC2::VPC::Id"), (ValueKind{Entity::vpc, Form::id}));
  EXPECT_EQ(kind_of_parameter("List<AWS::EC2::Subnet::Id>"),
            (ValueKind{Entity::subnet, Form::id, true}));
  EXPECT_EQ(kind_of_parameter("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"),
            (ValueKind{Entity::image, Form::id}));
  EXPECT_EQ(kind_of_parameter("AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>"),
            (ValueKind{Entity::subnet, Form::id, true}));
  EXPECT_EQ(kind_of_parameter("CommaDelimitedList"), (ValueKind{Entity::any, Form::any, true}));
  EXPECT_EQ(kind_of_parameter("List<Number>"), (ValueKind{Entity::any, Form::any, true}));
  EXPECT_EQ(kind_of_parameter("String"), std::nullopt);
  EXPECT_EQ(kind_of_parameter("AWS::SSM::Parameter::Value<String>"), std::nullopt);
}

TEST(WantedKinds, AreSpokenAsDocumented) {
  EXPECT_EQ(wanted("AWS::ECS::Service", "Cluster"), "a cluster name or ARN");
  EXPECT_EQ(wanted("AWS::ECS::TaskDefinition", "ExecutionRoleArn"), "a role ARN");
  EXPECT_EQ(wanted("AWS::ECS::TaskDefinition", "ContainerDefinitions.*.Secrets.*.ValueFrom"),
            "a secret ARN or an SSM parameter name or ARN");
  EXPECT_EQ(wanted("AWS::CloudWatch::Alarm", "AlarmActions.*"), "an ARN");
  EXPECT_EQ(wanted("AWS::AutoScaling::AutoScalingGroup", "VPCZoneIdentifier"),
            "a list of subnet ids");
  EXPECT_EQ(wanted("AWS::AutoScaling::AutoScalingGroup", "VPCZoneIdentifier.*"), "a subnet id");
  EXPECT_EQ(wanted("AWS::ECS::Service", "DesiredCount"), "unknown");
  EXPECT_EQ(wanted("AWS::CloudFormation::Stack", "TemplateURL"), "unknown");
}

TEST(WantedKinds, AreListedByResourceType) {
  const auto rows = wanted_properties("AWS::EC2::NatGateway");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].path, "AllocationId");
  EXPECT_EQ(rows[1].path, "SubnetId");
  EXPECT_TRUE(wanted_properties("AWS::No::Such").empty());
}

TEST(WantedKinds, DimensionsAreJudgedInTheirNamespaceOnly) {
  EXPECT_EQ(to_string(*wanted_in_dimension("AWS/ECS", "ServiceName")), "a service name");
  EXPECT_EQ(to_string(*wanted_in_dimension("AWS/ApplicationELB", "TargetGroup")),
            "a target group full name");
  EXPECT_FALSE(wanted_in_dimension("My/App", "ServiceName"));
  EXPECT_EQ(to_string(*wanted_in_attribute("access_logs.s3.bucket")), "an S3 bucket name");
  EXPECT_FALSE(wanted_in_attribute("access_logs.s3.prefix"));
}

TEST(Compare, DocumentedKindsFit) {
  EXPECT_EQ(fit("AWS::ECS::Service", "Cluster", {Entity::cluster, Form::name}).verdict,
            Verdict::fits);
  EXPECT_EQ(fit("AWS::ECS::Service", "Cluster", {Entity::cluster, Form::arn}).verdict,
            Verdict::fits);
  EXPECT_EQ(fit("AWS::CloudWatch::Alarm", "AlarmActions.*", {Entity::topic, Form::arn}).verdict,
            Verdict::fits);
  EXPECT_EQ(fit("AWS::EC2::Route", "GatewayId", {Entity::vpn_gateway, Form::id}).verdict,
            Verdict::fits);
}

TEST(Compare, OtherKindsAreWrong) {
  EXPECT_EQ(fit("AWS::ECS::Service", "ServiceRegistries.*.RegistryArn",
                {Entity::cloud_map_service, Form::id})
                .verdict,
            Verdict::wrong);
  EXPECT_EQ(fit("AWS::ECS::Service", "Cluster", {Entity::service, Form::arn}).verdict,
            Verdict::wrong);
  EXPECT_EQ(
      fit("AWS::EC2::NatGateway", "AllocationId", {Entity::elastic_ip, Form::ip_address}).verdict,
      Verdict::wrong);
  EXPECT_EQ(fit("AWS::IAM::InstanceProfile", "Roles.*", {Entity::role, Form::arn}).verdict,
            Verdict::wrong);
}

TEST(Compare, ARoleNameCanServeForItsArnInTheRootPath) {
  const ValueKind name{Entity::role, Form::name};
  const auto task = fit("AWS::ECS::TaskDefinition", "TaskRoleArn", name);
  EXPECT_EQ(task.verdict, Verdict::fits);
  EXPECT_TRUE(task.needs_root_path);

  const auto execution = fit("AWS::ECS::TaskDefinition", "ExecutionRoleArn", name);
  EXPECT_EQ(execution.verdict, Verdict::risky);
  EXPECT_TRUE(execution.needs_root_path);

  EXPECT_EQ(fit("AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn", name).verdict,
            Verdict::wrong);
  EXPECT_FALSE(fit("AWS::IAM::InstanceProfile", "Roles.*", name).needs_root_path);
  EXPECT_FALSE(
      fit("AWS::ECS::TaskDefinition", "TaskRoleArn", {Entity::role, Form::arn}).needs_root_path);
}

// "Model validation failed (#/KmsKeyId: failed validation constraint for keyword [pattern])":
// https://github.com/aws-cloudformation/cloudformation-resource-schema/issues/119
TEST(Compare, ALogGroupWantsTheArnOfItsKey) {
  EXPECT_EQ(fit("AWS::Logs::LogGroup", "KmsKeyId", {Entity::kms_key, Form::arn}).verdict,
            Verdict::fits);
  EXPECT_EQ(fit("AWS::Logs::LogGroup", "KmsKeyId", {Entity::kms_key, Form::id}).verdict,
            Verdict::wrong);
  EXPECT_EQ(fit("AWS::Logs::LogGroup", "KmsKeyId", {Entity::kms_key, Form::alias}).verdict,
            Verdict::wrong);
  EXPECT_EQ(fit("AWS::Logs::LogGroup", "KmsKeyId", {Entity::bucket, Form::name}).verdict,
            Verdict::wrong);
}

TEST(Compare, ListsAndLoneValues) {
  const ValueKind ids{Entity::security_group, Form::id, true};
  const ValueKind id{Entity::security_group, Form::id, false};
  const ValueKind any_list{Entity::any, Form::any, true};
  EXPECT_EQ(fit("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups", ids).verdict,
            Verdict::fits);
  EXPECT_EQ(fit("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups", id).verdict,
            Verdict::unusual);
  EXPECT_EQ(fit("AWS::ElasticLoadBalancingV2::LoadBalancer", "SecurityGroups.*", ids).verdict,
            Verdict::wrong);
  EXPECT_EQ(fit("AWS::EC2::SecurityGroupIngress", "GroupId", ids).verdict, Verdict::wrong);
  EXPECT_EQ(fit("AWS::ElasticLoadBalancingV2::LoadBalancer", "Subnets", any_list).verdict,
            Verdict::fits);
  EXPECT_EQ(fit("AWS::ElasticLoadBalancingV2::TargetGroup", "VpcId", any_list).verdict,
            Verdict::wrong);
}

TEST(PromisedForm, IsTheLastWord) {
  EXPECT_EQ(promised_form("ExecutionRoleArn"), Form::arn);
  EXPECT_EQ(promised_form("RoleARN"), Form::arn);
  EXPECT_EQ(promised_form("ALBArn"), Form::arn);
  EXPECT_EQ(promised_form("role-arn"), Form::arn);
  EXPECT_EQ(promised_form("VpcId"), Form::id);
  EXPECT_EQ(promised_form("PrivateSubnet1ID"), Form::id);
  EXPECT_EQ(promised_form("network:vpc_id"), Form::id);
  EXPECT_EQ(promised_form("ClusterName"), Form::name);
  EXPECT_EQ(promised_form("ServiceUrl"), Form::url);
  EXPECT_EQ(promised_form("RepositoryURI"), Form::uri);
  EXPECT_EQ(promised_form("LoadBalancerDNS"), Form::dns_name);
  EXPECT_EQ(promised_form("LoadBalancerDnsName"), Form::dns_name);
  EXPECT_EQ(promised_form("ALBDNSName"), Form::dns_name);
  EXPECT_EQ(promised_form("alb-dns-name"), Form::dns_name);
}

TEST(PromisedForm, OnlyClearCasesCount) {
  for (const char* name : {"Grid", "Rapid", "GRID", "Hostname", "HOSTNAME", "VpcIds", "RoleArns",
                           "Cluster", "Yarn", "Valid", "Paid", "Identity", "Curl", "VpcId-", ""}) {
    EXPECT_EQ(promised_form(name), std::nullopt) << name;
  }
}

TEST(KeepsPromise, WhatIsClearlyAnotherFormBreaksIt) {
  EXPECT_FALSE(keeps_promise(Form::arn, {Entity::role, Form::name}));
  EXPECT_FALSE(keeps_promise(Form::name, {Entity::service, Form::arn}));
  EXPECT_FALSE(keeps_promise(Form::name, {Entity::vpc, Form::id}));
  EXPECT_FALSE(keeps_promise(Form::name, {Entity::queue, Form::url}));
  EXPECT_FALSE(keeps_promise(Form::id, {Entity::elastic_ip, Form::ip_address}));
  EXPECT_FALSE(keeps_promise(Form::id, {Entity::file_system, Form::arn}));
  EXPECT_FALSE(keeps_promise(Form::dns_name, {Entity::classic_load_balancer, Form::name}));
  EXPECT_FALSE(keeps_promise(Form::url, {Entity::repository, Form::name}));
}

TEST(KeepsPromise, WhatPeopleCallSoKeepsIt) {
  EXPECT_TRUE(keeps_promise(Form::arn, {Entity::load_balancer, Form::arn}));
  EXPECT_TRUE(keeps_promise(Form::id, {Entity::cluster, Form::name}));
  EXPECT_TRUE(keeps_promise(Form::id, {Entity::secret, Form::arn}));
  EXPECT_TRUE(keeps_promise(Form::id, {Entity::listener, Form::arn}));
  EXPECT_TRUE(keeps_promise(Form::id, {Entity::queue, Form::url}));
  EXPECT_TRUE(keeps_promise(Form::id, {Entity::kms_key, Form::arn}));
  EXPECT_TRUE(keeps_promise(Form::url, {Entity::lambda_function, Form::arn}));
  EXPECT_TRUE(keeps_promise(Form::dns_name, {Entity::namespace_, Form::id}));
  EXPECT_TRUE(keeps_promise(Form::id, {Entity::load_balancer, Form::zone_id}));
  EXPECT_TRUE(keeps_promise(Form::name, {Entity::load_balancer, Form::full_name}));
  EXPECT_TRUE(keeps_promise(Form::url, {Entity::load_balancer, Form::dns_name}));
  EXPECT_TRUE(keeps_promise(Form::dns_name, {Entity::bucket, Form::name}));
  EXPECT_TRUE(keeps_promise(Form::name, {Entity::any, Form::any, true}));
}

}  // namespace
}  // namespace cfn_ecs_lint::aws
