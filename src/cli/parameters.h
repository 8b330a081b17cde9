// Values of parameters, from files.
#pragma once

#include <variant>

#include "diagnostic/diagnostic.h"
#include "link/template_set.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

// The values that a parameter file holds, JSON or YAML. It has one of the forms of the AWS tools:
// a list of {"ParameterKey", "ParameterValue"}, a map with a map `Parameters`, or a plain map.
// A value that is a list is joined with commas. Or else what is wrong with the file.
std::variant<ParameterValues, ReadProblem> read_parameters(const SourceFile& file);

}  // namespace cfn_ecs_lint::cli
