// The stacks of a configuration beside the files that it names.
#pragma once

#include <vector>

#include "cli/project.h"
#include "diagnostic/diagnostic.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

// Adds what is wrong with the stacks of a project: a template that is none, a parameter that the
// template does not have, a parameter file that cannot be read. `sources` keeps what is read.
void check_stacks(const Project& project, SourceMap& sources, std::vector<ReadProblem>& problems);

}  // namespace cfn_ecs_lint::cli
