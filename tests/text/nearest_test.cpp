#include "text/nearest.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace cfn_ecs_lint {
namespace {

constexpr std::array<std::string_view, 5> kTypes = {"t3.micro", "t3.small", "t3a.micro", "m5.large",
                                                    "c7g.large"};

TEST(Nearest, ForgivesEveryKindOfSlip) {
  EXPECT_EQ(nearest("t3.mikro", kTypes), "t3.micro");
  EXPECT_EQ(nearest("t3.mcro", kTypes), "t3.micro");
  EXPECT_EQ(nearest("t3.micrro", kTypes), "t3.micro");
  EXPECT_EQ(nearest("m5.lagre", kTypes), "m5.large");
}

TEST(Nearest, TakesASwapForOneSlip) {
  constexpr std::array<std::string_view, 1> kNames = {"abc"};
  EXPECT_EQ(nearest("acb", kNames), "abc");
  EXPECT_EQ(nearest("xyc", kNames), "");
}

TEST(Nearest, DoesNotCareAboutCase) {
  constexpr std::array<std::string_view, 2> kNames = {"Id", "HealthCheckPath"};
  EXPECT_EQ(nearest("ID", kNames), "Id");
  EXPECT_EQ(nearest("healthcheckpath", kNames), "HealthCheckPath");
}

TEST(Nearest, PrefersTheSmallerDistanceThenTheFirst) {
  constexpr std::array<std::string_view, 3> kNames = {"subnets", "subnetb", "subneta"};
  EXPECT_EQ(nearest("subneta", kNames), "subneta");
  EXPECT_EQ(nearest("subnetc", kNames), "subnets");
}

TEST(Nearest, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest("x1e.32xlarge", kTypes), "");
  EXPECT_EQ(nearest("", kTypes), "");
  EXPECT_EQ(nearest("t3.micro", {}), "");
}

TEST(Nearest, AllowsOneSlipForThreeBytesOfTheLongerName) {
  constexpr std::array<std::string_view, 3> kNames = {"if", "abcdef", "ECS_CLUSTER"};
  EXPECT_EQ(nearest("id", kNames), "");
  EXPECT_EQ(nearest("abcdxx", kNames), "abcdef");
  EXPECT_EQ(nearest("abcxxx", kNames), "");
  EXPECT_EQ(nearest("ECS_CLUSTER_NAME", kNames), "ECS_CLUSTER");
}

}  // namespace
}  // namespace cfn_ecs_lint
