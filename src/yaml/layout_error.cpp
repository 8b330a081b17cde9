#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <string>
#include <utility>

#include "yaml/line.h"
#include "yaml/scalar.h"
#include "yaml/scene.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string;
using std::string_view;
using std::uint32_t;
namespace reasons = YAML::ErrorMsg;

// A longer one is no key to YAML (1.2.2, section 7.4.3), unless `? ` stands before it.
constexpr uint32_t kMaxKey = 1024;

class LayoutError : private Scene {
 public:
  LayoutError(const Breakdown& breakdown, string_view reason = {}) : Scene(breakdown, reason) {}

  Found explain() const {
    using Attempt = Found (LayoutError::*)() const;
    static constexpr Attempt kAttempts[] = {
        &LayoutError::block_not_indented, &LayoutError::entry_on_key_line,
        &LayoutError::second_colon,       &LayoutError::missing_colon,
        &LayoutError::wrong_entry,        &LayoutError::too_deep,
        &LayoutError::behind_value,       &LayoutError::no_such_level};
    for (const Attempt attempt : kAttempts) {
      if (Found found = (this->*attempt)()) return found;
    }
    return std::nullopt;
  }

  ReadProblem no_colon(uint32_t begin, uint32_t end) const {
    const string_view words = text(begin, end);
    const std::size_t colon = words.find(':');
    const std::size_t blank = words.find_first_of(" \t");
    if (words.starts_with('"') || words.starts_with('\'')) {
      return problem(begin, end, "a `:` is missing after this key");
    }
    if (colon != string_view::npos && colon > 0 && colon < blank) {
      return problem(
          begin, end, "a space is missing after the `:` of this key",
          fmt::format("write `{}: {}`", words.substr(0, colon), words.substr(colon + 1)));
    }
    ReadProblem found = problem(begin, end, "this is not a key: it has no `:`");
    if (after_block()) {
      found.help = "indent it if it belongs to the text above";
    } else if (blank != string_view::npos && words.size() < 60) {
      const std::size_t value = words.find_first_not_of(" \t", blank);
      found.help = fmt::format("is `{}: {}` meant?", words.substr(0, blank), words.substr(value));
    } else {
      found.help = fmt::format("write `{}:` if it is a key", words);
    }
    return found;
  }

  ReadProblem second_document(const Span& first) const {
    if (bytes_.substr(b_.at, 3) == "---") {
      return problem(b_.at, b_.at + 3, "a second document begins here",
                     "a file holds one template: move the second into a file of its own");
    }
    const Line first_line = line_at(bytes_, first.begin);
    if (const std::optional<uint32_t> mark = template_mark(bytes_, first_line)) {
      return template_language(*mark, first_line.end);
    }
    ReadProblem found = problem(b_.at, line_.end, "text after the end of the template");
    label(found, first.begin, first_line.end, "the template begins here");
    if (column_of(bytes_, first.begin) > line_.indent - line_.begin) {
      found.help = "indent both alike";
    }
    return found;
  }

 private:
  // ---- Keys, colons and levels -----------------------------------------------------------------

  bool after_block() const {
    return b_.last_scalar != nullptr &&
           (b_.last_scalar->style == Style::literal || b_.last_scalar->style == Style::folded);
  }

  // The first line of a text was to be indented.
  Found block_not_indented() const {
    if (!after_block() || !b_.last_scalar->text.empty()) return std::nullopt;
    const uint32_t header = b_.last_scalar->span.begin;
    const Line line = line_at(bytes_, static_cast<uint32_t>(bytes_.find_first_not_of(
                                          " \t\r\n", line_end(bytes_, header))));
    ReadProblem found =
        problem(line.indent, line_end(bytes_, line.begin), "the text of a block is not indented",
                "indent it deeper than the key");
    label(found, header, b_.last_scalar->span.end, "the block begins here");
    return found;
  }

  Found entry_on_key_line() const {
    if (!reason(reasons::BLOCK_ENTRY)) return std::nullopt;
    const std::optional<LineKey> key = key_on(bytes_, line_);
    if (!key || key->colon > b_.at) return std::nullopt;
    ReadProblem found = problem(b_.at, line_.end, "a list cannot begin on the line of its key",
                                "put its first entry on the next line, indented");
    label(found, key->begin, key->end, "the key");
    return found;
  }

  Found second_colon() const {
    const std::optional<LineKey> key = key_on(bytes_, line_);
    if (!reason(reasons::MAP_VALUE) || !key) return std::nullopt;
    if (key->colon == b_.at && key->end - key->begin > kMaxKey) {
      return problem(key->begin, key->end, "a key of more than 1024 bytes",
                     "write it in JSON, or behind `? ` with the value on the next line");
    }
    if (key->colon >= b_.at) return std::nullopt;
    const string_view value = text(key->value, line_.end);
    ReadProblem found = problem(b_.at, b_.at + 1, "a second `: ` in one entry");
    if (value.starts_with("\u201C") || value.starts_with("\u2018")) {
      found.help = "typographic quotes are text to YAML: write `\"` for them";
    } else if (value.size() < 60 && value.find('"') == string_view::npos) {
      found.help = fmt::format("if it is text, quote it: `{}: \"{}\"`", text(*key), value);
    } else {
      found.help = "if it is text, put the value in quotes";
    }
    label(found, key->begin, key->colon + 1, "the first");
    return found;
  }

  // The line above has no colon, or no blank after it, so both lines make one long key.
  Found missing_colon() const {
    const bool quoted = one_of(at(), "\"'") && first_on_line() && !key_on(bytes_, line_);
    if (quoted && block_end()) return no_colon(line_.content, line_.end);
    if (!reason(reasons::MAP_VALUE) || !above_ || key_on(bytes_, *above_)) return std::nullopt;
    if (line_.content - line_.begin != above_->content - above_->begin) return std::nullopt;
    if (line_.content > line_.indent && above_->content > above_->indent) return std::nullopt;
    return no_colon(above_->content, above_->end);
  }

  // An entry stands deeper than one that has a value already.
  Found too_deep() const {
    if (!reason(reasons::MAP_VALUE) && !block_end()) return std::nullopt;
    if (!reason(reasons::MAP_VALUE) && !first_on_line()) return std::nullopt;
    std::optional<Line> parent = above_;
    while (parent && parent->content - parent->begin >= line_.content - line_.begin) {
      parent = line_above(bytes_, *parent);
    }
    if (!parent) return std::nullopt;
    const std::optional<LineKey> key = key_on(bytes_, *parent);
    const uint32_t value = key ? key->value : parent->content;
    if (!is_whole_value(text(value, parent->end))) return std::nullopt;
    const bool is_entry = parent->content > parent->indent;
    if (!key && !is_entry) return no_colon(parent->content, parent->end);
    const std::optional<LineKey> own = key_on(bytes_, line_);
    const uint32_t end = own ? own->end : line_.end;
    ReadProblem found =
        problem(line_.content, end,
                key ? fmt::format("this is indented deeper than `{}`, which already has a value",
                                  text(*key))
                    : string("this is indented deeper than a list entry that is plain text"),
                key ? fmt::format("indent it like `{}`", text(*key))
                    : string("is a key missing in the entry above?"));
    label(found, value, parent->end, "the value");
    return found;
  }

  // Not only a tag, an anchor or the sign of a block of text, which go on below.
  static bool is_whole_value(string_view words) {
    if (words.empty() || one_of(words[0], "|>")) return false;
    return !one_of(words[0], "&!") || words.find(' ') != string_view::npos;
  }

  bool first_on_line() const { return b_.at <= line_.indent; }

  bool block_end() const { return reason(reasons::END_OF_MAP) || reason(reasons::END_OF_SEQ); }

  // A value is complete, and something follows on its line.
  Found behind_value() const {
    if (!block_end() || first_on_line() || b_.at >= size_ || b_.at < line_.content) {
      return std::nullopt;
    }
    uint32_t last = b_.at;
    while (last > line_.begin && is_blank(bytes_[last - 1])) --last;
    const char c = last > line_.begin ? bytes_[last - 1] : '\0';
    if (c == '\'') {
      return problem(b_.at, line_.end, "text after the closing quote",
                     "a `'` inside single quotes is written twice: `''`");
    }
    if (c == '"') {
      return problem(b_.at, line_.end, "text after the closing quote",
                     "a `\"` inside double quotes is written `\\\"`");
    }
    return problem(b_.at, line_.end, "text after the end of the value",
                   "put the whole value in quotes if it is one text");
  }

  // A list entry among keys, or something else among list entries.
  Found wrong_entry() const {
    if (!block_end() || !first_on_line() || b_.at >= size_) return std::nullopt;
    std::optional<Line> sibling = above_;
    while (sibling && sibling->indent - sibling->begin > line_.indent - line_.begin) {
      sibling = line_above(bytes_, *sibling);
    }
    if (!sibling || sibling->indent - sibling->begin < line_.indent - line_.begin) {
      return std::nullopt;
    }
    const bool entry = line_.content > line_.indent;
    if (entry == (sibling->content > sibling->indent)) return std::nullopt;
    if (!entry && at() == '-') {
      return problem(b_.at, line_.end, "a space is missing after the `-` of this entry",
                     fmt::format("write `- {}`", text(b_.at + 1, line_.end)));
    }
    const std::optional<LineKey> key = key_on(bytes_, line_);
    ReadProblem found =
        entry ? problem(b_.at, line_.end, "a list entry where a key is expected",
                        "indent it deeper if it belongs to the key above")
              : problem(b_.at, key ? key->end : line_.end,
                        "the next `- ` of the list is expected here",
                        "indent it deeper if it belongs to the entry above, less if the list is "
                        "over");
    label(found, sibling->indent, sibling->end, entry ? "a key before it" : "an entry before it");
    return found;
  }

  // A line that is indented less than the last one, and not as any that is open.
  Found no_such_level() const {
    if (!block_end() || !first_on_line() || b_.at >= size_) return std::nullopt;
    const uint32_t own = line_.indent - line_.begin;
    const OpenCollection* outer = nullptr;
    for (const OpenCollection& open : b_.open) {
      if (open.column >= 0 && open.column < static_cast<int>(own)) outer = &open;
    }
    // The level that was left is closed already; its lines stand above.
    std::optional<Line> inner;
    for (std::optional<Line> line = above_; line; line = line_above(bytes_, *line)) {
      const uint32_t column = line->indent - line->begin;
      if (column <= own) break;
      inner = line;
    }
    if (!inner) return std::nullopt;
    const std::optional<LineKey> key = key_on(bytes_, line_);
    ReadProblem found =
        problem(line_.indent, key ? key->end : line_.end,
                fmt::format("this is indented by {} space{}, which matches no open level", own,
                            own == 1 ? "" : "s"));
    const uint32_t deeper = inner->indent - inner->begin;
    found.help = fmt::format("indent it by {}", deeper);
    if (outer != nullptr) {
      const uint32_t begin =
          outer->key != nullptr ? outer->key->span.begin : outer->node->span.begin;
      label(found, begin, line_at(bytes_, begin).end, fmt::format("by {} here", outer->column));
      found.help = fmt::format("indent it by {} or by {}", outer->column, deeper);
    }
    label(found, inner->indent, inner->end, fmt::format("by {} here", deeper));
    return found;
  }
};

}  // namespace

Found layout_error(const Breakdown& breakdown, string_view reason) {
  return LayoutError(breakdown, reason).explain();
}

ReadProblem no_colon(const Breakdown& breakdown, uint32_t begin, uint32_t end) {
  return LayoutError(breakdown).no_colon(begin, end);
}

ReadProblem second_document(const Breakdown& breakdown, const Span& first) {
  return LayoutError(breakdown).second_document(first);
}

}  // namespace cfn_ecs_lint::yaml
