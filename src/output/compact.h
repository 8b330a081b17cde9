// Findings, a line each.
#pragma once

#include <string>

#include "output/report.h"
#include "output/text.h"

namespace cfn_ecs_lint::output {

// The first lines of `to_text`, as editors and problem matchers read them: `path:line:column:
// severity[rule]: message`.
std::string to_compact(const Report& report, const TextOptions& options);

}  // namespace cfn_ecs_lint::output
