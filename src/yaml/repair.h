// Valid YAML that yaml-cpp refuses, rewritten so that it does not.
#pragma once

#include <string>
#include <string_view>

namespace cfn_ecs_lint::yaml {

// A copy of `bytes` for yaml-cpp, as long as they are: every place means the same in both. It
// differs only inside scalars, whose text the reader takes from the file, and in tags and anchors
// that are blanked. Empty when nothing needs a repair, which is the rule.
std::string repair(std::string_view bytes);

}  // namespace cfn_ecs_lint::yaml
