// Machine images that AWS publishes for container instances, by the SSM parameter that names them.
// ECS developer guide, "Retrieving Amazon ECS-optimized AMI metadata" and its pages for
// Bottlerocket and Windows.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "aws/instance_types.h"

namespace cfn_ecs_lint::aws {

enum class ImageFamily : std::uint8_t {
  amazon_linux,
  amazon_linux_2,
  amazon_linux_2023,
  bottlerocket,
  windows,
};

struct EcsImage {
  ImageFamily family;
  Architecture architecture;
};

// The parameter that an image id is taken from: of `{{resolve:ssm:/a/b:1}}` and `resolve:ssm:/a/b`
// it is `/a/b`, of anything else the text itself.
std::string_view ssm_parameter(std::string_view image_id);

// The ECS-optimized image that an SSM parameter names; nothing when it names none.
std::optional<EcsImage> ecs_optimized_image(std::string_view ssm_parameter);

// The parameter with the id of the recommended image.
std::string_view recommended_image_parameter(Architecture architecture);

}  // namespace cfn_ecs_lint::aws
