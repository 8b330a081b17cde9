// Completion of the command line in shells.
#pragma once

#include <span>
#include <string>

#include "cli/arguments.h"
#include "output/report.h"

namespace cfn_ecs_lint::cli {

// A script for a shell to read, after which it completes options and their values, also the names
// of the rules and their groups.
std::string completions(Shell shell, std::span<const output::RuleInfo> rules);

}  // namespace cfn_ecs_lint::cli
