// Whether text is JSON, where only that matters and not what it says.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace cfn_ecs_lint {

// The offset behind the JSON value (RFC 8259) that `text` begins with, white space before it
// allowed; nothing when there is none.
std::optional<std::size_t> json_value_end(std::string_view text);

}  // namespace cfn_ecs_lint
