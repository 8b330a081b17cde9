// The JSON Schema of the configuration file, for this linter's rules.
#pragma once

#include <span>
#include <string>

#include "output/report.h"

namespace cfn_ecs_lint::cli {

// The schema with the names of rules and groups, so that editors complete and check them.
std::string config_schema(std::span<const output::RuleInfo> rules);

}  // namespace cfn_ecs_lint::cli
