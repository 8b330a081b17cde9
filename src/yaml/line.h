// A line of YAML by its looks, for the words of a syntax error: what it was meant to be can be
// seen where a parser has given up.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cfn_ecs_lint::yaml {

struct Line {
  std::uint32_t begin = 0;
  std::uint32_t indent = 0;   // the first byte that is no blank
  std::uint32_t content = 0;  // after dashes that begin list entries
  std::uint32_t end = 0;      // without comment and blanks
};

// `key: value` on a line.
struct LineKey {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t colon = 0;
  std::uint32_t value = 0;  // the end of the line when nothing follows
};

// The line on which byte `at` stands.
Line line_at(std::string_view bytes, std::uint32_t at);
// The nearest line above that has more than blanks and a comment.
std::optional<Line> line_above(std::string_view bytes, const Line& line);
// The first key of a line.
std::optional<LineKey> key_on(std::string_view bytes, const Line& line);

// Where text of a template language begins a line or its value: `{{`, `{%`, `{#` or `<%`. The
// `{{resolve:...}}` of CloudFormation is none.
std::optional<std::uint32_t> template_mark(std::string_view bytes, const Line& line);

// How far a byte is from the begin of its line.
std::uint32_t column_of(std::string_view bytes, std::uint32_t at);

}  // namespace cfn_ecs_lint::yaml
