// Places as people count them: lines and characters, both from 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "source/source.h"

namespace cfn_ecs_lint::output {

// A line of a file without its line break, and without the byte order mark that may begin a file.
std::string_view visible_line(const SourceFile& file, std::uint32_t number);

// The line and column of an offset, the column in characters. A byte order mark is not counted.
LineColumn character_place(const SourceFile& file, std::uint32_t offset);

// `path:line:column` of the beginning of a span, control characters escaped.
std::string place_of(const Span& span);

}  // namespace cfn_ecs_lint::output
