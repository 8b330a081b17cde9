// Which properties a resource cannot change in place. Source: createOnlyProperties of the
// CloudFormation provider schemas (2026-05).
#pragma once

#include <string_view>

namespace cfn_ecs_lint::aws {

// Whether a change of this property replaces the resource: the key below Properties, such as
// `Port`. False for resource types that are not in the table.
bool replaces(std::string_view resource_type, std::string_view property);

// The property that gives a resource a name of its own, which no second one can have while the
// first exists, so that a replacement fails; empty for other types.
std::string_view name_property(std::string_view resource_type);

}  // namespace cfn_ecs_lint::aws
