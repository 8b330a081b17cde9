// Every rule of the linter.
#pragma once

#include <span>
#include <string_view>

#include "lint/rule.h"

namespace cfn_ecs_lint::rules {

// In the order of groups, and of names within a group.
std::span<const Rule* const> all();

// The rule of this name, or null.
const Rule* find(std::string_view name);

}  // namespace cfn_ecs_lint::rules
