#include "aws/instance_types.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/nearest.h"

namespace cfn_ecs_lint::aws {
namespace {

constexpr InstanceType kTypes[] = {
#include "aws/instance_types.inc"
};
static_assert(std::ranges::is_sorted(kTypes, {}, &InstanceType::name));

// Named by cfn-lint 1.51.0 (instancetype_enum.json, 2026-05) and by no source of sizes.
constexpr std::array<std::string_view, 28> kRetired = {
    "c6gn.metal",    "cc2.8xlarge",       "cr1.8xlarge",       "d3en.large",
    "g2.2xlarge",    "g2.8xlarge",        "g3.16xlarge",       "g3.4xlarge",
    "g3.8xlarge",    "g3s.xlarge",        "hs1.8xlarge",       "i2.large",
    "i3.metal",      "i3p.16xlarge",      "mac-m3ultra.metal", "mac-m4max.metal",
    "p2.16xlarge",   "p2.8xlarge",        "p2.xlarge",         "u-12tb1.112xlarge",
    "u-12tb1.metal", "u-18tb1.112xlarge", "u-18tb1.metal",     "u-24tb1.112xlarge",
    "u-24tb1.metal", "u-6tb1.metal",      "u-9tb1.112xlarge",  "u-9tb1.metal",
};
static_assert(std::ranges::is_sorted(kRetired));

}  // namespace

std::string_view to_string(Architecture architecture) {
  return architecture == Architecture::arm64 ? "arm64" : "x86_64";
}

std::span<const InstanceType> instance_types() { return kTypes; }

const InstanceType* find_instance_type(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kTypes, name, {}, &InstanceType::name);
  return found != std::end(kTypes) && found->name == name ? found : nullptr;
}

bool is_retired_instance_type(std::string_view name) {
  return std::ranges::binary_search(kRetired, name);
}

std::string_view nearest_instance_type(std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(std::size(kTypes));
  for (const InstanceType& type : kTypes) names.push_back(type.name);
  return nearest(name, names);
}

}  // namespace cfn_ecs_lint::aws
