// Findings as JSON, for programs.
#pragma once

#include <string>

#include "output/report.h"

namespace cfn_ecs_lint::output {

// One object, of the form that report.schema.json beside this file describes. A run on the same
// files gives the same bytes.
std::string to_json(const Report& report);

}  // namespace cfn_ecs_lint::output
