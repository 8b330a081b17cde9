// Lines of source with the words underlined that are meant.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "output/paint.h"
#include "source/source.h"

namespace cfn_ecs_lint::output {

// Words to underline, `^^^^` for the primary ones, `----` for others, and `text` beside them.
struct Mark {
  Span span;  // on one line; what is beyond the line is not underlined
  bool primary = false;
  Tone tone = Tone::aside;
  std::string_view text = {};
};

// The width of the largest line number of the marks.
std::size_t gutter_width(std::span<const Mark> marks);

// The lines of the marks, numbered, the marks below them:
//    |
// 14 |         MaximumPercent: 100
//    |         ^^^^^^^^^^^^^^^^^^^
// Marks on lines near each other share an excerpt, with the lines between. The first excerpt is
// that of the first mark; each further one has its place above it (`::: path:line:column`). All
// fits into `columns` columns: longer lines are cut around their marks, and texts are wrapped.
// `gutter`: the width of the line numbers.
std::string excerpts(std::span<const Mark> marks, std::size_t gutter, std::size_t columns,
                     const Paint& paint);

}  // namespace cfn_ecs_lint::output
