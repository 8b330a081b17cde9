// Text of a template as a terminal shows it: columns counted, nothing that a terminal obeys.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cfn_ecs_lint::output {

// What is drawn as one: a character with the marks over it, an emoji of several characters, a TAB
// as spaces, a control character as an escape.
struct Glyph {
  std::uint32_t begin = 0;  // bytes of the text
  std::uint32_t end = 0;
  std::uint32_t columns = 0;
  std::string text;  // what is shown
};

// The glyphs of a line. Control characters (also those that change the direction of text) and
// bytes that are no UTF-8 are shown as `\u{1b}` and `\xff`; a TAB is four spaces.
std::vector<Glyph> glyphs(std::string_view line);

// The text with its control characters escaped, on one line.
std::string printable(std::string_view text);

// The columns that `printable(text)` takes.
std::size_t columns(std::string_view text);

// Broken at spaces into lines of at most `width` columns; a longer word has a line of its own.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace cfn_ecs_lint::output
