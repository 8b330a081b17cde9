// Base64 as RFC 4648 has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cfn_ecs_lint {

// The bytes that a text encodes, line breaks and blanks left out; nothing where it is no base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace cfn_ecs_lint
