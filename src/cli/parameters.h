// Values of parameters, from files.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "link/template_set.h"

namespace cfn_ecs_lint::cli {

// The values that a parameter file holds. It has one of the forms of the AWS tools:
// a list of {"ParameterKey", "ParameterValue"}, a map with a map `Parameters`, or a plain map.
// A value that is a list is joined with commas. Or else what is wrong with it, in words.
std::variant<ParameterValues, std::string> read_parameters(std::string_view json);

}  // namespace cfn_ecs_lint::cli
