#include "aws/replacement.h"

#include <gtest/gtest.h>

namespace cfn_ecs_lint::aws {
namespace {

TEST(Replacement, FollowsFromSomeProperties) {
  EXPECT_TRUE(replaces("AWS::ElasticLoadBalancingV2::TargetGroup", "Port"));
  EXPECT_FALSE(replaces("AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckPath"));
  EXPECT_TRUE(replaces("AWS::ECS::TaskDefinition", "ContainerDefinitions"));
  EXPECT_FALSE(replaces("AWS::ECS::TaskDefinition", "Tags"));
  EXPECT_FALSE(replaces("AWS::ECS::Service", "TaskDefinition"));
  EXPECT_TRUE(
      replaces("AWS::ECS::CapacityProvider", "AutoScalingGroupProvider.AutoScalingGroupArn"));
  EXPECT_FALSE(replaces("AWS::No::Such", "Name"));
}

TEST(Replacement, FailsForNamedResources) {
  EXPECT_EQ(name_property("AWS::IAM::Role"), "RoleName");
  EXPECT_EQ(name_property("AWS::ECS::Service"), "ServiceName");
  EXPECT_EQ(name_property("AWS::ECS::TaskDefinition"), "");
}

}  // namespace
}  // namespace cfn_ecs_lint::aws
