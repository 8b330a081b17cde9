#include "text/utf8.h"

#include <algorithm>

namespace cfn_ecs_lint {

CodePoint decode(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {};

  const std::uint8_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t value = lead & (0x7F >> size);
  for (std::uint8_t at = 1; at < size; ++at) {
    // The second byte's range shuts out overlong forms, surrogates and what is above U+10FFFF.
    const bool second = at == 1;
    const unsigned char low = second && lead == 0xE0 ? 0xA0 : second && lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = second && lead == 0xED ? 0x9F : second && lead == 0xF4 ? 0x8F : 0xBF;
    if (at == bytes.size() || byte(at) < low || byte(at) > high) return {kReplacement, at, false};
    value = (value << 6) | (byte(at) & 0x3Fu);
  }
  return {value, size, true};
}

std::uint32_t code_point_count(std::string_view bytes) {
  std::uint32_t count = 0;
  for (; !bytes.empty(); bytes.remove_prefix(decode(bytes).size)) ++count;
  return count;
}

}  // namespace cfn_ecs_lint
