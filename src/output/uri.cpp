#include "output/uri.h"

#include <fmt/format.h>

#include <cctype>

namespace cfn_ecs_lint::output {

std::string percent_encoded(std::string_view path) {
  std::string result;
  for (const char byte : path) {
    const auto value = static_cast<unsigned char>(byte);
    const bool plain = (value < 0x80 && std::isalnum(value)) ||
                       std::string_view("-._~/!$&'()*+,;=@").find(byte) != std::string_view::npos;
    result += plain ? std::string(1, byte) : fmt::format("%{:02X}", value);
  }
  return result;
}

}  // namespace cfn_ecs_lint::output
