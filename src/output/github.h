// Findings as annotations of GitHub Actions:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
#pragma once

#include <string>

#include "output/report.h"
#include "output/text.h"

namespace cfn_ecs_lint::output {

// Workflow commands, `::error title=...,file=...::message`, for the first findings of each
// severity: as many as GitHub makes annotations of. The others are lines of text, as in
// `to_compact`, in which nothing is a command.
std::string to_github(const Report& report, const TextOptions& options);

}  // namespace cfn_ecs_lint::output
