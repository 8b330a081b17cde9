// "Did you mean": the known name that a misspelt one most likely stands for.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cfn_ecs_lint {

// The candidate nearest in spelling to `wanted`, the first of several equally near; empty when
// none is near. Counted are insertions, deletions, replacements and swaps of neighbouring bytes,
// at most one for every three bytes of the longer name; upper and lower case of ASCII are alike.
std::string_view nearest(std::string_view wanted, std::span<const std::string_view> candidates);

// "; did you mean `x`?" with the nearest, or nothing.
std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> candidates);

}  // namespace cfn_ecs_lint
