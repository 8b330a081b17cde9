// UTF-8, one character at a time, safe on any bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace cfn_ecs_lint {

inline constexpr char32_t kReplacement = 0xFFFD;

// A character and how many bytes it takes. Bytes that are no UTF-8 are U+FFFD with `valid` false,
// one for each longest beginning of a character, as the WHATWG decoder (browsers, Node.js) does it.
struct CodePoint {
  char32_t value = kReplacement;
  std::uint8_t size = 1;
  bool valid = false;
};

// The first character of `bytes`, which must not be empty.
CodePoint decode(std::string_view bytes);

// How many characters `bytes` has, one for each broken sequence.
std::uint32_t code_point_count(std::string_view bytes);

}  // namespace cfn_ecs_lint
