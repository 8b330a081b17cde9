#include "output/place.h"

#include <fmt/format.h>

#include "output/display.h"
#include "text/utf8.h"

namespace cfn_ecs_lint::output {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view line, std::uint32_t number) {
  if (number == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  return line;
}

}  // namespace

std::string_view visible_line(const SourceFile& file, std::uint32_t number) {
  return without_mark(file.line(number), number);
}

LineColumn character_place(const SourceFile& file, std::uint32_t offset) {
  LineColumn place = file.place(offset);
  const std::string_view before =
      file.bytes().substr(file.line_start(place.line), place.column - 1);
  place.column = 1 + code_point_count(without_mark(before, place.line));
  return place;
}

std::string place_of(const Span& span) {
  const LineColumn place = character_place(*span.file, span.begin);
  return fmt::format("{}:{}:{}", printable(span.file->path()), place.line, place.column);
}

}  // namespace cfn_ecs_lint::output
