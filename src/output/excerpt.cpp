#include "output/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "output/display.h"
#include "output/place.h"

namespace cfn_ecs_lint::output {
namespace {

// Marks with at most so many lines between them share an excerpt.
constexpr std::uint32_t kLinesBetween = 4;
constexpr std::string_view kCut = "...";
constexpr std::size_t kLeastRoom = 16;  // columns for source, however narrow all is
constexpr std::size_t kLeastText = 24;  // columns for text below a mark, where there are so many

std::uint32_t line_of(const Mark& mark) { return mark.span.file->place(mark.span.begin).line; }

// A line as it is shown, perhaps cut, and at which column each of its bytes stands.
class ShownLine {
 public:
  // `from` and `to` are the bytes of the line that must be seen.
  ShownLine(std::string_view line, std::size_t from, std::size_t to, std::size_t columns) {
    // Bytes too far away to be seen are not looked at: the line may have megabytes.
    std::size_t first = from > 4 * columns ? from - 4 * columns : 0;
    std::size_t last = std::min({line.size(), to + 4 * columns, from + 8 * columns});
    const auto inside_character = [&](std::size_t at) {
      return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
    };
    while (first > 0 && inside_character(first)) --first;
    while (inside_character(last)) ++last;

    const std::vector<Glyph> all = glyphs(line.substr(first, last - first));
    std::vector<std::size_t> starts{0};
    for (const Glyph& glyph : all) starts.push_back(starts.back() + glyph.columns);
    const auto glyph_at = [&](std::size_t byte) {
      const auto found = std::ranges::partition_point(
          all, [&](const Glyph& glyph) { return first + glyph.end <= byte; });
      return static_cast<std::size_t>(found - all.begin());
    };

    std::size_t begin = 0;
    std::size_t end = all.size();
    const bool whole = first == 0 && last == line.size();
    if (!whole || starts.back() > columns) {
      const std::size_t room = columns > 2 * kCut.size() ? columns - 2 * kCut.size() : 1;
      if (first > 0 || starts[glyph_at(to)] > room) {
        // A third of the room is for what stands before the mark.
        const std::size_t focus = starts[glyph_at(from)];
        const std::size_t left = focus > room / 3 ? focus - room / 3 : 0;
        begin = static_cast<std::size_t>(std::ranges::lower_bound(starts, left) - starts.begin());
      }
      while (end > begin && starts[end] - starts[begin] > room) --end;
    }

    if (begin > 0 || first > 0) text_ = kCut;
    std::size_t column = text_.size();
    for (std::size_t at = begin; at < end; ++at) {
      stops_.push_back({first + all[at].end, column});
      text_ += all[at].text;
      column += all[at].columns;
    }
    end_column_ = column;
    if (end < all.size() || last < line.size()) text_ += kCut;
    while (text_.ends_with(' ')) text_.pop_back();
  }

  const std::string& text() const { return text_; }
  // The column of a byte of the line; of what is cut away, the nearest one that is shown.
  std::size_t column(std::size_t byte) const {
    const auto stop = std::ranges::partition_point(
        stops_, [&](const Stop& candidate) { return candidate.end <= byte; });
    return stop == stops_.end() ? end_column_ : stop->column;
  }

 private:
  struct Stop {
    std::size_t end;  // byte behind the glyph
    std::size_t column;
  };

  std::string text_;
  std::vector<Stop> stops_;
  std::size_t end_column_ = 0;
};

// The columns that are left for source beside line numbers.
std::size_t room_beside(std::size_t gutter, std::size_t columns) {
  const std::size_t frame = gutter + std::string_view(" | ").size();
  return std::max(columns, frame + kLeastRoom) - frame;
}

// Lines of at most `width` columns; words that are longer are broken.
std::vector<std::string> fitted(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string& line : wrap(text, width)) {
    lines.emplace_back();
    std::size_t used = 0;
    for (const Glyph& glyph : glyphs(line)) {
      if (used + glyph.columns > width && used > 0) {
        lines.emplace_back();
        used = 0;
      }
      lines.back() += glyph.text;
      used += glyph.columns;
    }
  }
  return lines;
}

// Marks of one line, by place.
using Row = std::vector<const Mark*>;

class Printer {
 public:
  Printer(std::size_t gutter, std::size_t columns, const Paint& paint)
      : gutter_(gutter), columns_(room_beside(gutter, columns)), paint_(paint) {}

  void place(const Mark& mark) {
    out_ += std::string(gutter_, ' ') + paint_(Tone::gutter, ":::") + " " + place_of(mark.span);
    out_ += '\n';
  }

  void empty_row() { add_row("", ""); }

  void plain_line(const SourceFile& file, std::uint32_t number) {
    add_row(fmt::format("{}", number),
            ShownLine(visible_line(file, number), 0, 0, columns_).text());
  }

  void marked_line(const Row& row) {
    const SourceFile& file = *row.front()->span.file;
    const std::uint32_t number = line_of(*row.front());
    const std::string_view line = visible_line(file, number);
    // Bytes before the visible line: a byte order mark is not part of it.
    const auto start = static_cast<std::uint32_t>(line.data() - file.bytes().data());
    const auto in_line = [&](std::uint32_t offset) {
      return std::min<std::size_t>(offset > start ? offset - start : 0, line.size());
    };

    std::size_t from = line.size();
    std::size_t to = 0;
    for (const Mark* mark : row) {
      from = std::min(from, in_line(mark->span.begin));
      to = std::max(to, in_line(mark->span.end));
    }
    const ShownLine shown(line, from, to, columns_);
    add_row(fmt::format("{}", number), shown.text());

    std::vector<Underline> underlines;
    for (const Mark* mark : row) {
      const std::size_t begin = shown.column(in_line(mark->span.begin));
      const std::size_t end = shown.column(in_line(mark->span.end));
      underlines.push_back({begin, std::max(end, begin + 1), mark});
    }
    underline(underlines);
  }

  std::string take() { return std::move(out_); }

 private:
  struct Underline {
    std::size_t begin;
    std::size_t end;
    const Mark* mark;
  };

  // A character of a row below a line, and its colour.
  struct Cell {
    char character = ' ';
    Tone tone = Tone::plain;
  };

  void underline(const std::vector<Underline>& underlines) {
    std::size_t width = 0;
    for (const Underline& each : underlines) width = std::max(width, each.end);
    std::vector<Cell> cells(width);
    for (const bool primary : {false, true}) {  // the primary one is drawn over the others
      for (const Underline& each : underlines) {
        if (each.mark->primary != primary) continue;
        std::fill(cells.begin() + static_cast<std::ptrdiff_t>(each.begin),
                  cells.begin() + static_cast<std::ptrdiff_t>(each.end),
                  Cell{primary ? '^' : '-', each.mark->tone});
      }
    }

    std::vector<const Underline*> texts;  // yet to be written, by place
    for (const Underline& each : underlines) {
      if (!each.mark->text.empty()) texts.push_back(&each);
    }
    // The text of the rightmost stands beside it if there is room, those of the others hang below.
    std::string beside;
    if (!texts.empty() && texts.back()->end == width &&
        width + 1 + columns(texts.back()->mark->text) <= columns_) {
      beside = " " + painted(*texts.back(), printable(texts.back()->mark->text));
      texts.pop_back();
    }
    add_row("", painted(cells) + beside);
    if (texts.empty()) return;
    add_row("", painted(connectors(texts)));
    while (!texts.empty()) {
      const Underline* last = texts.back();
      texts.pop_back();
      hang(*last, connectors(texts));
    }
  }

  // A text below its mark, or as far to the left of it as it needs room; `others` are the
  // connectors to texts that come later.
  void hang(const Underline& underline, std::vector<Cell> others) {
    const std::size_t needed = std::min({columns(underline.mark->text), kLeastText, columns_});
    const std::size_t begin = std::min(underline.begin, columns_ - needed);
    others.resize(begin);
    for (const std::string& line : fitted(underline.mark->text, columns_ - begin)) {
      add_row("", painted(others) + painted(underline, line));
    }
  }

  static std::vector<Cell> connectors(const std::vector<const Underline*>& texts) {
    std::vector<Cell> cells;
    for (const Underline* each : texts) {
      if (cells.size() <= each->begin) cells.resize(each->begin + 1);
      cells[each->begin] = {'|', each->mark->tone};
    }
    return cells;
  }

  std::string painted(const Underline& underline, std::string_view text) const {
    return paint_(underline.mark->tone, text);
  }

  std::string painted(const std::vector<Cell>& cells) const {
    std::string result;
    for (std::size_t at = 0; at < cells.size();) {
      std::string run;
      const Tone tone = cells[at].tone;
      for (; at < cells.size() && cells[at].tone == tone; ++at) run += cells[at].character;
      result += paint_(tone, run);
    }
    return result;
  }

  void add_row(std::string_view number, std::string_view text) {
    out_ += paint_(Tone::gutter, fmt::format("{:>{}} |", number, gutter_));
    if (!text.empty()) out_ += ' ';
    out_ += text;
    out_ += '\n';
  }

  std::size_t gutter_;
  std::size_t columns_;
  const Paint& paint_;
  std::string out_;
};

// The marks as excerpts: each a list of marks in the order of the file.
std::vector<Row> grouped(std::span<const Mark> marks, std::size_t columns) {
  const auto first_of_file = [&](const Mark* mark) {
    return std::ranges::find(marks, mark->span.file, [](const Mark& m) { return m.span.file; }) -
           marks.begin();
  };
  Row all;
  for (const Mark& mark : marks) all.push_back(&mark);
  std::ranges::stable_sort(
      all, {}, [&](const Mark* mark) { return std::pair(first_of_file(mark), mark->span.begin); });

  std::vector<Row> groups;
  for (const Mark* mark : all) {
    const auto near = [&](const Mark& first, const Mark& last) {
      if (mark->span.file != last.span.file) return false;
      const std::uint32_t line = line_of(*mark);
      if (line != line_of(last)) return line - line_of(last) <= kLinesBetween + 1;
      return line != line_of(first) || mark->span.end - first.span.begin <= columns;
    };
    if (groups.empty() || !near(*groups.back().front(), *groups.back().back())) {
      groups.emplace_back();
    }
    groups.back().push_back(mark);
  }
  std::ranges::stable_sort(groups, {}, [](const Row& group) { return std::ranges::min(group); });
  return groups;
}

}  // namespace

std::size_t gutter_width(std::span<const Mark> marks) {
  std::size_t width = 1;
  for (const Mark& mark : marks) width = std::max(width, fmt::formatted_size("{}", line_of(mark)));
  return width;
}

std::string excerpts(std::span<const Mark> marks, std::size_t gutter, std::size_t columns,
                     const Paint& paint) {
  Printer printer(gutter, columns, paint);
  bool first_group = true;
  for (const Row& group : grouped(marks, room_beside(gutter, columns))) {
    printer.empty_row();
    if (!first_group) printer.place(*std::ranges::min(group));
    first_group = false;
    const SourceFile& file = *group.front()->span.file;
    std::uint32_t next_line = line_of(*group.front());
    for (auto mark = group.begin(); mark != group.end();) {
      const std::uint32_t line = line_of(**mark);
      for (; next_line < line; ++next_line) printer.plain_line(file, next_line);
      Row row;
      for (; mark != group.end() && line_of(**mark) == line; ++mark) row.push_back(*mark);
      printer.marked_line(row);
      next_line = line + 1;
    }
  }
  return printer.take();
}

}  // namespace cfn_ecs_lint::output
