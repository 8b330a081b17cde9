#include "aws/images.h"

namespace cfn_ecs_lint::aws {
namespace {

constexpr std::string_view kLinux = "/aws/service/ecs/optimized-ami/";
constexpr std::string_view kBottlerocket = "/aws/service/bottlerocket/aws-ecs-";
constexpr std::string_view kWindows = "/aws/service/ami-windows-latest/";

// Takes the text up to the next `/`, and that with it.
std::string_view take_segment(std::string_view& path) {
  const std::size_t end = path.find('/');
  const std::string_view segment = path.substr(0, end);
  path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
  return segment;
}

std::optional<ImageFamily> linux_family(std::string_view segment) {
  if (segment == "amazon-linux") return ImageFamily::amazon_linux;
  if (segment == "amazon-linux-2") return ImageFamily::amazon_linux_2;
  if (segment == "amazon-linux-2023") return ImageFamily::amazon_linux_2023;
  return std::nullopt;
}

// Images of one architecture only say nothing of it: `gpu`, `inf`, `neuron`, plain `recommended`.
Architecture architecture_in(std::string_view path) {
  const bool is_arm = path.find("arm64") != std::string_view::npos;
  return is_arm ? Architecture::arm64 : Architecture::x86_64;
}

}  // namespace

std::string_view ssm_parameter(std::string_view image_id) {
  if (image_id.starts_with("{{") && image_id.ends_with("}}")) {
    image_id.remove_prefix(2);
    image_id.remove_suffix(2);
  }
  constexpr std::string_view kResolve = "resolve:ssm:";
  if (!image_id.starts_with(kResolve)) return image_id;
  image_id.remove_prefix(kResolve.size());
  return image_id.substr(0, image_id.find(':'));  // a version or label comes behind
}

std::optional<EcsImage> ecs_optimized_image(std::string_view ssm_parameter) {
  std::string_view rest = ssm_parameter;
  if (rest.starts_with(kLinux)) {
    rest.remove_prefix(kLinux.size());
    const auto family = linux_family(take_segment(rest));
    if (!family || rest.empty()) return std::nullopt;
    return EcsImage{*family, architecture_in(rest)};
  }
  if (rest.starts_with(kBottlerocket)) {
    return EcsImage{ImageFamily::bottlerocket, architecture_in(rest)};
  }
  if (rest.starts_with(kWindows) && rest.find("ECS_Optimized") != std::string_view::npos) {
    return EcsImage{ImageFamily::windows, Architecture::x86_64};
  }
  return std::nullopt;
}

std::string_view recommended_image_parameter(Architecture architecture) {
  return architecture == Architecture::arm64
             ? "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
             : "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";
}

}  // namespace cfn_ecs_lint::aws
