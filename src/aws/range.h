#pragma once

#include <cstdint>

namespace cfn_ecs_lint::aws {

// Both ends belong to it.
struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;

  constexpr bool contains(std::int64_t value) const { return min <= value && value <= max; }
  constexpr bool contains(const Range& inner) const { return min <= inner.min && inner.max <= max; }
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace cfn_ecs_lint::aws
