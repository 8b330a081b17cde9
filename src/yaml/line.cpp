#include "yaml/line.h"

#include <algorithm>

#include "yaml/scalar.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string_view;
using std::uint32_t;

uint32_t line_begin(string_view bytes, uint32_t at) {
  const uint32_t first = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at > first && !is_break(bytes[at - 1])) --at;
  return at;
}

// After the quoted text that begins at `at` on a line that ends at `end`; `end` when it does not.
uint32_t behind_quotes(string_view bytes, uint32_t at, uint32_t end) {
  return static_cast<uint32_t>(std::min<std::size_t>(quoted_end(bytes.substr(0, end), at), end));
}

bool begins_token(string_view bytes, uint32_t at, uint32_t line) {
  return at == line || is_blank(bytes[at - 1]) ||
         string_view("[{,").find(bytes[at - 1]) != string_view::npos;
}

}  // namespace

Line line_at(string_view bytes, uint32_t at) {
  Line line;
  line.begin = line_begin(bytes, std::min(at, static_cast<uint32_t>(bytes.size())));
  const uint32_t end = line_end(bytes, line.begin);
  const auto skip_blanks = [&](uint32_t from) {
    while (from < end && is_blank(bytes[from])) ++from;
    return from;
  };
  line.indent = line.content = skip_blanks(line.begin);
  while (line.content + 1 < end && bytes[line.content] == '-' &&
         is_blank(bytes[line.content + 1])) {
    line.content = skip_blanks(line.content + 1);
  }
  line.end = line.content;
  for (uint32_t i = line.content; i < end;) {
    const char c = bytes[i];
    if (c == '#' && begins_token(bytes, i, line.begin)) break;
    const bool quoted = (c == '"' || c == '\'') && begins_token(bytes, i, line.begin);
    i = quoted ? behind_quotes(bytes, i, end) : i + 1;
    if (!is_blank(c)) line.end = i;
  }
  return line;
}

std::optional<Line> line_above(string_view bytes, const Line& line) {
  for (uint32_t begin = line.begin; begin > 0;) {
    const Line above = line_at(bytes, begin - 1);
    if (above.end > above.indent) return above;
    begin = above.begin;
  }
  return std::nullopt;
}

std::optional<LineKey> key_on(string_view bytes, const Line& line) {
  LineKey key{line.content, line.content, 0, 0};
  for (uint32_t i = line.content; i < line.end;) {
    if (bytes[i] == ':' && (i + 1 >= line.end || is_blank(bytes[i + 1]))) {
      key.colon = i;
      key.end = i;
      while (key.end > key.begin && is_blank(bytes[key.end - 1])) --key.end;
      key.value = i + 1;
      while (key.value < line.end && is_blank(bytes[key.value])) ++key.value;
      if (key.end > key.begin) return key;
      return std::nullopt;
    }
    const bool quoted = (bytes[i] == '"' || bytes[i] == '\'') && begins_token(bytes, i, line.begin);
    i = quoted ? behind_quotes(bytes, i, line.end) : i + 1;
  }
  return std::nullopt;
}

std::optional<uint32_t> template_mark(string_view bytes, const Line& line) {
  const std::optional<LineKey> key = key_on(bytes, line);
  for (const uint32_t at : {line.content, key ? key->value : line.content}) {
    const string_view text = bytes.substr(at, line.end - at);
    for (const string_view mark : {"{{", "{%", "{#", "<%"}) {
      if (text.starts_with(mark) && !text.starts_with("{{resolve:")) return at;
    }
  }
  return std::nullopt;
}

uint32_t column_of(string_view bytes, uint32_t at) { return at - line_begin(bytes, at); }

}  // namespace cfn_ecs_lint::yaml
