// Paths of files as references of RFC 3986.
#pragma once

#include <string>
#include <string_view>

namespace cfn_ecs_lint::output {

// A relative reference. `:` is encoded too, which in a first segment would end a scheme.
std::string percent_encoded(std::string_view path);

}  // namespace cfn_ecs_lint::output
