#include "text/base64.h"

#include <cstdint>

namespace cfn_ecs_lint {
namespace {

int digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t buffer = 0;
  int digits = 0;   // in the group of four
  int padding = 0;  // `=` so far
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == ' ' || c == '\t') continue;
    if (c == '=') {
      if (++padding > 2) return std::nullopt;
      continue;
    }
    const int value = digit(c);
    if (value < 0 || padding > 0) return std::nullopt;
    buffer = (buffer << 6) | static_cast<std::uint32_t>(value);
    if (++digits < 4) continue;
    for (const int shift : {16, 8, 0}) bytes += static_cast<char>((buffer >> shift) & 0xFF);
    buffer = 0;
    digits = 0;
  }
  if (digits == 1 || (digits == 0 && padding > 0) || (digits > 1 && padding > 4 - digits)) {
    return std::nullopt;
  }
  if (digits == 2) bytes += static_cast<char>((buffer >> 4) & 0xFF);
  if (digits == 3) {
    bytes += static_cast<char>((buffer >> 10) & 0xFF);
    bytes += static_cast<char>((buffer >> 2) & 0xFF);
  }
  return bytes;
}

}  // namespace cfn_ecs_lint
