#include "aws/images.h"

#include <gtest/gtest.h>

#include <string>

namespace cfn_ecs_lint::aws {
namespace {

void expect_image(std::string_view path, ImageFamily family, Architecture architecture) {
  const auto image = ecs_optimized_image(path);
  ASSERT_TRUE(image) << path;
  EXPECT_EQ(image->family, family) << path;
  EXPECT_EQ(image->architecture, architecture) << path;
}

TEST(SsmParameter, IsFoundInAReference) {
  EXPECT_EQ(ssm_parameter("{{resolve:ssm:/a/b}}"), "/a/b");
  EXPECT_EQ(ssm_parameter("{{resolve:ssm:/a/b:3}}"), "/a/b");
  EXPECT_EQ(ssm_parameter("resolve:ssm:/a/b"), "/a/b");
  EXPECT_EQ(ssm_parameter("/a/b"), "/a/b");
  EXPECT_EQ(ssm_parameter("ami-0123456789abcdef0"), "ami-0123456789abcdef0");
  EXPECT_EQ(ssm_parameter(""), "");
}

TEST(EcsImages, OfAmazonLinux) {
  const std::string linux = "/aws/service/ecs/optimized-ami/";
  expect_image(linux + "amazon-linux/recommended/image_id", ImageFamily::amazon_linux,
               Architecture::x86_64);
  expect_image(linux + "amazon-linux-2/recommended/image_id", ImageFamily::amazon_linux_2,
               Architecture::x86_64);
  expect_image(linux + "amazon-linux-2/arm64/recommended/image_id", ImageFamily::amazon_linux_2,
               Architecture::arm64);
  expect_image(linux + "amazon-linux-2/gpu/recommended", ImageFamily::amazon_linux_2,
               Architecture::x86_64);
  expect_image(linux + "amazon-linux-2/amzn2-ami-ecs-hvm-2.0.20220630-arm64-ebs/image_id",
               ImageFamily::amazon_linux_2, Architecture::arm64);
  expect_image(linux + "amazon-linux-2023/recommended/image_id", ImageFamily::amazon_linux_2023,
               Architecture::x86_64);
  expect_image(recommended_image_parameter(Architecture::arm64), ImageFamily::amazon_linux_2023,
               Architecture::arm64);
  expect_image(recommended_image_parameter(Architecture::x86_64), ImageFamily::amazon_linux_2023,
               Architecture::x86_64);
}

TEST(EcsImages, OfOthers) {
  expect_image("/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id",
               ImageFamily::bottlerocket, Architecture::arm64);
  expect_image("/aws/service/bottlerocket/aws-ecs-1-nvidia/x86_64/latest/image_id",
               ImageFamily::bottlerocket, Architecture::x86_64);
  expect_image(
      "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-ECS_Optimized/image_id",
      ImageFamily::windows, Architecture::x86_64);
}

TEST(EcsImages, AreNotEveryImage) {
  for (const char* path :
       {"/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2",
        "/aws/service/bottlerocket/aws-k8s-1.28/x86_64/latest/image_id",
        "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-Base",
        "/aws/service/ecs/optimized-ami/amazon-linux-3/recommended",
        "/aws/service/ecs/optimized-ami/amazon-linux-2", "/my/golden/image", ""}) {
    EXPECT_FALSE(ecs_optimized_image(path)) << path;
  }
}

}  // namespace
}  // namespace cfn_ecs_lint::aws
