// Runs a script of the shell as far as it can be known before it runs.
#pragma once

#include <memory>
#include <vector>

#include "userdata/machine.h"

namespace cfn_ecs_lint::userdata {

// Runs a script from its first line. `certain` is false where it may not run at all.
void run_shell(Machine& machine, const Text& script, bool certain);

// Runs one command that is given as its words, as cloud-init and cfn-init take them.
void run_words(Machine& machine, const std::vector<Text>& words, bool certain);

}  // namespace cfn_ecs_lint::userdata
