#include "yaml/repair.h"

#include <unordered_set>
#include <utility>

#include "yaml/scalar.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string_view;
using std::uint32_t;

// What a line begins with: spaces, dashes, tags and anchors, then its content.
struct LineStart {
  uint32_t begin = 0;
  uint32_t properties = 0;      // the first tag or anchor
  uint32_t properties_end = 0;  // after the last one; equal: there is none
  uint32_t content = 0;
  uint32_t end = 0;  // the line break
  bool dash = false;
};

class Repairer {
 public:
  explicit Repairer(string_view bytes) : bytes_(bytes) {}

  std::string run() {
    mend_lone_carriage_returns();
    mend_surrogate_pairs();
    mend_question_marks();
    mend_properties();
    mend_aliases();
    return std::move(copy_);
  }

 private:
  void put(std::size_t at, char c) {
    if (copy_.empty()) copy_ = bytes_;
    copy_[at] = c;
  }
  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }
  char byte(std::size_t at) const { return at < bytes_.size() ? bytes_[at] : '\n'; }

  // A lone CR ends a line in YAML; to yaml-cpp 0.7 it is text.
  void mend_lone_carriage_returns() {
    for (std::size_t at = bytes_.find('\r'); at != string_view::npos;
         at = bytes_.find('\r', at + 1)) {
      if (at + 1 == bytes_.size() || bytes_[at + 1] != '\n') put(at, '\n');
    }
  }

  // "\uD83D\uDE00" is one character, as in JSON; yaml-cpp refuses either half.
  void mend_surrogate_pairs() {
    for (std::size_t at = bytes_.find("\\u"); at != string_view::npos;
         at = bytes_.find("\\u", at + 1)) {
      if (!is_half(at, "89abAB") || !is_half(at + 6, "cdefCDEF")) continue;
      std::size_t backslashes = at;
      while (backslashes > 0 && bytes_[backslashes - 1] == '\\') --backslashes;
      if ((at - backslashes) % 2 == 1) continue;  // an escaped backslash before a `u`
      for (std::size_t i = at; i < at + 12; ++i) put(i, 'x');
    }
  }
  bool is_half(std::size_t at, string_view second_digits) const {
    if (at + 6 > bytes_.size() || bytes_.substr(at, 2) != "\\u") return false;
    return (byte(at + 2) | 0x20) == 'd' && second_digits.find(byte(at + 3)) != string_view::npos &&
           bytes_.find_first_not_of("0123456789abcdefABCDEF", at + 4) >= at + 6;
  }

  // In `[https://a.b/?c]` the question mark is text; yaml-cpp ends the scalar before it.
  void mend_question_marks() {
    for (std::size_t at = bytes_.find('?'); at != string_view::npos;
         at = bytes_.find('?', at + 1)) {
      if (at == 0 || is_space(bytes_[at - 1])) continue;
      if (string_view(",[]{}").find(bytes_[at - 1]) == string_view::npos) put(at, '_');
    }
  }

  // To yaml-cpp a tag or anchor that begins a value opens a level of indentation, so that the rest
  // of the value has to stand right of it: it refuses
  //   - !Sub |
  //     text
  // and plain text that goes on there. (Mended upstream after 0.9.0, commit c7a86c0.)
  void mend_properties() {
    for (uint32_t at = 0; at < size();) {
      const LineStart line = line_start(at);
      at = after_break(bytes_, line.end);
      if (line.properties < line.properties_end) mend_properties(line, at);
    }
  }

  void mend_properties(const LineStart& line, uint32_t next) {
    // The first line of a block scalar says how far its text is indented.
    if (!line.dash && follows_block_header(line.begin)) return;
    while (next < size() && is_blank_line(next)) next = after_break(bytes_, line_end(bytes_, next));
    if (next >= size()) return;
    uint32_t column = 0;
    while (byte(next + column) == ' ') ++column;
    const bool left = column <= line.properties - line.begin;
    const bool block = is_block_header(line.content) && (left || has_indent(line.content));
    const bool block_below = line.content == line.end && is_block_header(next + column);
    const bool text = left && is_plain(line) && byte(next + column) != '#';
    if (!block && !block_below && !text) return;
    for (uint32_t i = line.properties; i < line.properties_end; ++i) {
      if (!is_blank(bytes_[i])) put(i, ' ');
    }
    note_anchors(line);
  }

  // An alias of an anchor that is blank now is read as text, which the reader knows to be an alias.
  void mend_aliases() {
    if (hidden_anchors_.empty()) return;
    for (std::size_t at = bytes_.find('*'); at != string_view::npos;
         at = bytes_.find('*', at + 1)) {
      const std::size_t end = bytes_.find_first_of(" \t\r\n,[]{}", at);
      if (hidden_anchors_.contains(bytes_.substr(at + 1, end - at - 1))) put(at, '_');
    }
  }

  void note_anchors(const LineStart& line) {
    for (uint32_t at = line.properties; at < line.properties_end;) {
      uint32_t end = at;
      while (end < line.properties_end && !is_space(bytes_[end])) ++end;
      if (bytes_[at] == '&' && end > at + 1) {
        hidden_anchors_.insert(bytes_.substr(at + 1, end - at - 1));
      }
      at = end;
      while (at < line.properties_end && is_space(bytes_[at])) ++at;
    }
  }

  LineStart line_start(uint32_t begin) const {
    LineStart line;
    line.begin = begin;
    line.end = line_end(bytes_, begin);
    uint32_t at = begin;
    while (at < line.end && bytes_[at] == ' ') ++at;
    while (at < line.end && bytes_[at] == '-' && is_blank(byte(at + 1))) {
      line.dash = true;
      ++at;
      while (at < line.end && is_blank(bytes_[at])) ++at;
    }
    line.properties = line.properties_end = at;
    while (at < line.end && (bytes_[at] == '!' || bytes_[at] == '&')) {
      while (at < line.end && !is_blank(bytes_[at])) ++at;
      line.properties_end = at;
      while (at < line.end && is_blank(bytes_[at])) ++at;
    }
    line.content = at < line.end && bytes_[at] == '#' ? line.end : at;
    return line;
  }

  // Whether `|` or `>` stands at `at`, and nothing but its modifiers and a comment after it.
  bool is_block_header(uint32_t at) const {
    if (byte(at) != '|' && byte(at) != '>') return false;
    const std::size_t behind = bytes_.find_first_not_of("+-123456789", at + 1);
    if (behind == string_view::npos || is_break(bytes_[behind])) return true;
    if (!is_blank(bytes_[behind])) return false;
    const std::size_t rest = bytes_.find_first_not_of(" \t", behind);
    return rest == string_view::npos || is_break(bytes_[rest]) || bytes_[rest] == '#';
  }

  // Whether the block header at `at` says how far its text is indented, `|2`.
  bool has_indent(uint32_t at) const {
    while (string_view("|>+-").find(byte(at)) != string_view::npos) ++at;
    return byte(at) >= '1' && byte(at) <= '9';
  }

  bool is_blank_line(uint32_t at) const {
    while (is_blank(byte(at))) ++at;
    return is_break(byte(at));
  }

  // Whether the line before this one, blank ones aside, ends in a block header.
  bool follows_block_header(uint32_t line) const {
    const std::size_t last =
        line == 0 ? string_view::npos : bytes_.find_last_not_of(" \t\r\n", line - 1);
    if (last == string_view::npos) return false;
    for (std::size_t at = last; !is_break(bytes_[at]); --at) {
      const bool begins = at == 0 || is_space(bytes_[at - 1]);
      if (begins && is_block_header(static_cast<uint32_t>(at))) return true;
      if (at == 0) break;
    }
    return false;
  }

  // Whether the content is plain text and not a key.
  bool is_plain(const LineStart& line) const {
    const string_view text = bytes_.substr(line.content, line.end - line.content);
    if (text.empty() || string_view("\"'[{*|>%@`").find(text[0]) != string_view::npos) return false;
    return text.find(": ") == string_view::npos && !text.ends_with(':') && !text.starts_with("- ");
  }

  const string_view bytes_;
  std::string copy_;
  std::unordered_set<string_view> hidden_anchors_;
};

}  // namespace

std::string repair(string_view bytes) { return Repairer(bytes).run(); }

}  // namespace cfn_ecs_lint::yaml
