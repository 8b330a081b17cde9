#include "output/display.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "output/width_table.h"
#include "text/utf8.h"

namespace cfn_ecs_lint::output {
namespace {

constexpr char32_t kJoiner = 0x200D;         // ZERO WIDTH JOINER
constexpr char32_t kEmojiSelector = 0xFE0F;  // VARIATION SELECTOR-16: draw as emoji, two columns
constexpr std::uint32_t kTabColumns = 4;

bool in(char32_t code_point, std::span<const CodePointRange> table) {
  const auto after = std::ranges::upper_bound(table, code_point, {}, &CodePointRange::first);
  return after != table.begin() && code_point <= std::prev(after)->last;
}

bool is_skin_tone(char32_t code_point) { return code_point >= 0x1F3FB && code_point <= 0x1F3FF; }

// C0, DEL, C1, line and paragraph separator, byte order mark, and what turns the direction of text.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
         c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::uint32_t columns_of(char32_t code_point) {
  if (code_point < 0x300) return 1;
  if (in(code_point, kZeroWidth)) return 0;
  return in(code_point, kWide) ? 2 : 1;
}

Glyph escaped(std::string text) {
  Glyph glyph;
  glyph.columns = static_cast<std::uint32_t>(text.size());
  glyph.text = std::move(text);
  return glyph;
}

std::string hex_bytes(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  }
  return text;
}

Glyph glyph_of(CodePoint character, std::string_view bytes) {
  if (!character.valid) return escaped(hex_bytes(bytes));
  if (character.value == '\t') return escaped(std::string(kTabColumns, ' '));
  if (is_control(character.value)) {
    return escaped(fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(character.value)));
  }
  Glyph glyph;
  glyph.columns = columns_of(character.value);
  glyph.text = bytes;
  return glyph;
}

}  // namespace

std::vector<Glyph> glyphs(std::string_view line) {
  std::vector<Glyph> result;
  bool joinable = false;  // the last glyph is no escape: marks may be drawn over it
  char32_t previous = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint character = decode(line.substr(at));
    const std::string_view bytes = line.substr(at, character.size);
    Glyph glyph = glyph_of(character, bytes);
    const bool plain = character.valid && glyph.text == bytes;
    const bool continues =
        joinable && plain &&
        (glyph.columns == 0 ||
         (result.back().columns == 2 && (previous == kJoiner || is_skin_tone(character.value))));
    at += character.size;
    if (continues) {
      result.back().text += bytes;
      result.back().end = static_cast<std::uint32_t>(at);
      if (character.value == kEmojiSelector) result.back().columns = 2;
    } else {
      glyph.begin = static_cast<std::uint32_t>(at - character.size);
      glyph.end = static_cast<std::uint32_t>(at);
      result.push_back(std::move(glyph));
      joinable = plain;
    }
    previous = character.value;
  }
  return result;
}

std::string printable(std::string_view text) {
  std::string result;
  for (const Glyph& glyph : glyphs(text)) result += glyph.text;
  return result;
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (const Glyph& glyph : glyphs(text)) sum += glyph.columns;
  return sum;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t needed = columns(word);
    if (used != 0 && used + 1 + needed <= width) {
      lines.back() += ' ';
      used += 1 + needed;
    } else {
      if (used != 0) lines.emplace_back();
      used = needed;
    }
    lines.back() += printable(word);
  }
  return lines;
}

}  // namespace cfn_ecs_lint::output
