// What CloudFormation takes as the value of a parameter.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "resolve/world.h"

namespace cfn_ecs_lint {

// Why the value is refused, to be read after its name: "is none of the allowed values `a`, `b`".
// Nothing when it is taken, or it cannot be told. Of a list each item is looked at.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
std::optional<std::string> objection(const cfn::Parameter& parameter, std::string_view value);

}  // namespace cfn_ecs_lint
