// How the program is used, in words.
#pragma once

#include <string>

namespace cfn_ecs_lint::cli {

// What `--help` prints.
std::string help_text();

// The manual page, in the macros of man(7).
std::string manual();

}  // namespace cfn_ecs_lint::cli
