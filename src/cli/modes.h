// What the program does instead of linting. Each returns the exit status.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/inputs.h"
#include "cli/run.h"

namespace cfn_ecs_lint::cli {

// Prints what is to be known about a rule.
int explain(const std::string& name, const Linter& linter, const Arguments& arguments,
            const Console& console);

// Writes a commented configuration for the templates in the current folder.
int init(const Arguments& arguments, const Linter& linter, const Console& console);

// Prints the paths of the inputs that are templates.
int list_files(const Linter& linter, const Inputs& inputs, const Console& console);

}  // namespace cfn_ecs_lint::cli
