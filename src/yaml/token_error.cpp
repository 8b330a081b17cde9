#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <string>
#include <utility>

#include "text/nearest.h"
#include "yaml/line.h"
#include "yaml/scalar.h"
#include "yaml/scene.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string;
using std::string_view;
using std::uint32_t;
namespace reasons = YAML::ErrorMsg;

// What stands open where reading stopped.
struct OpenTokens {
  std::vector<uint32_t> brackets;
  std::optional<uint32_t> quote;
};

class TokenError : private Scene {
 public:
  TokenError(const Breakdown& breakdown, string_view reason = {})
      : Scene(breakdown, reason), open_(open_tokens()) {}

  Found explain() const {
    using Attempt = Found (TokenError::*)() const;
    static constexpr Attempt kAttempts[] = {
        &TokenError::merge_conflict, &TokenError::foreign_marks, &TokenError::odd_indentation,
        &TokenError::escape,         &TokenError::quotes,        &TokenError::brackets,
        &TokenError::alias,          &TokenError::two_tags,      &TokenError::first_character,
        &TokenError::block_header};
    for (const Attempt attempt : kAttempts) {
      if (Found found = (this->*attempt)()) return found;
    }
    return std::nullopt;
  }

  Found open_bracket() const {
    if (open_.brackets.empty()) return std::nullopt;
    const uint32_t open = open_.brackets.back();
    const char bracket = bytes_[open];
    const string help = fmt::format("is a `{}` missing?", bracket == '[' ? ']' : '}');
    if (b_.at >= size_) {
      return problem(open, open + 1, fmt::format("this `{}` is never closed", bracket), help);
    }
    ReadProblem found =
        problem(b_.at, std::max(b_.at + 1, line_.end), "this cannot stand here", help);
    label(found, open, open + 1, fmt::format("this `{}` is still open", bracket));
    return found;
  }

  ReadProblem quote(uint32_t begin) const {
    const std::size_t end = quoted_end(bytes_, begin);
    string message = "this quote is never closed";
    if (end != string_view::npos) {
      message = fmt::format("this quote is closed only in line {}",
                            line_number(static_cast<uint32_t>(end)));
    }
    ReadProblem found = problem(
        begin, begin + 1, std::move(message),
        fmt::format("is a `{}` missing at the end of line {}?", bytes_[begin], line_number(begin)));
    if (end != string_view::npos) {
      const auto close = static_cast<uint32_t>(end - 1);
      label(found, close, close + 1, "the text ends here, and more follows");
    }
    return found;
  }

 private:
  // Reads on from the last token of the tree to where reading stopped.
  OpenTokens open_tokens() const {
    OpenTokens open;
    for (const OpenCollection& collection : b_.open) {
      const uint32_t begin = collection.node->span.begin;
      if (collection.column < 0 && one_of(bytes_[begin], "[{")) open.brackets.push_back(begin);
    }
    if (b_.last_scalar != nullptr && ends_on_line(*b_.last_scalar)) {
      open.quote = b_.last_scalar->span.begin;
    }
    for (uint32_t i = b_.read_to; i < b_.at;) {
      const char c = bytes_[i];
      if (c == '#' && begins_token(i)) {
        i = line_end(bytes_, i);
      } else if ((c == '"' || c == '\'') && begins_token(i)) {
        const std::size_t end = quoted_end(bytes_, i);
        const bool lines = end > line_end(bytes_, i);
        if (end > b_.at || (lines && end > line_.begin)) open.quote = i;
        i = static_cast<uint32_t>(std::min<std::size_t>(end, size_));
      } else {
        if (one_of(c, "[{") && begins_token(i)) open.brackets.push_back(i);
        if (one_of(c, "]}") && !open.brackets.empty()) open.brackets.pop_back();
        ++i;
      }
    }
    return open;
  }

  // Whether quoted text that began on a line above ends on the line at hand.
  bool ends_on_line(const Node& scalar) const {
    return (scalar.style == Style::single_quoted || scalar.style == Style::double_quoted) &&
           scalar.span.begin < line_.begin && scalar.span.end > line_.begin;
  }

  bool begins_token(uint32_t at) const {
    return at == b_.begin || is_space(bytes_[at - 1]) || one_of(bytes_[at - 1], "[{,");
  }

  // ---- What people leave in a file -------------------------------------------------------------

  Found merge_conflict() const {
    const uint32_t from = above_ ? above_->begin : line_.begin;
    for (uint32_t begin = std::min(from, b_.read_to); begin <= line_.begin;) {
      const uint32_t end = line_end(bytes_, begin);
      const string_view words = text(begin, end);
      if (words.starts_with("<<<<<<< ") || words.starts_with(">>>>>>> ") ||
          words.starts_with("||||||| ") || words == "=======") {
        return problem(begin, end, "a merge conflict is left in the file",
                       "keep one of the two sides, and delete the lines of `<<<<<<<`, `=======` "
                       "and `>>>>>>>`");
      }
      if (end >= size_) break;
      begin = after_break(bytes_, end);
    }
    return std::nullopt;
  }

  Found foreign_marks() const {
    for (const Line& line : {line_, above_.value_or(line_)}) {
      const std::optional<uint32_t> mark = template_mark(bytes_, line);
      if (!mark) continue;
      return template_language(*mark, line.end);
    }
    return std::nullopt;
  }

  // A tab, or a no-break space as it comes from web pages, in the indentation.
  Found odd_indentation() const {
    if (!open_.brackets.empty() || open_.quote) return std::nullopt;
    uint32_t first = b_.read_to;
    if (b_.last_scalar != nullptr) first = std::min(first, b_.last_scalar->span.begin);
    first = line_at(bytes_, first).begin;
    for (std::optional<Line> line = line_; line && line->begin >= first;
         line = line_above(bytes_, *line)) {
      const std::size_t tab = text(line->begin, line->indent).find('\t');
      if (tab != string_view::npos) {
        ReadProblem found = problem(line->begin + static_cast<uint32_t>(tab), line->indent,
                                    "a tab indents this line; YAML is indented by spaces",
                                    "replace it by spaces, as many as the neighbouring lines have");
        if (const std::optional<Line> above = line_above(bytes_, *line)) {
          label(found, above->indent, above->end,
                fmt::format("indented by {}", above->indent - above->begin));
        }
        return found;
      }
      if (bytes_.substr(line->indent).starts_with("\u00A0")) {
        return problem(line->indent, line->indent + 2,
                       "a no-break space (U+00A0) indents this line, and counts as text",
                       "replace it by an ordinary space");
      }
    }
    return std::nullopt;
  }

  // ---- Quotes and brackets ---------------------------------------------------------------------

  Found quotes() const {
    if (!open_.quote) return std::nullopt;
    return quote(*open_.quote);
  }

  Found brackets() const {
    const bool flow = reason(reasons::END_OF_MAP_FLOW) || reason(reasons::END_OF_SEQ_FLOW) ||
                      reason(reasons::FLOW_END);
    const bool entry = reason(reasons::BLOCK_ENTRY) && !open_.brackets.empty();
    if (!flow && !entry) return std::nullopt;
    if (open_.brackets.empty()) {
      return problem(b_.at, b_.at + 1, fmt::format("this `{}` closes nothing", at()),
                     "delete it, or quote the text that it belongs to");
    }
    const uint32_t open = open_.brackets.back();
    const char bracket = bytes_[open];
    const char closing = bracket == '[' ? ']' : '}';
    if (one_of(at(), "]}") && at() != closing) {
      ReadProblem found =
          problem(b_.at, b_.at + 1, fmt::format("`{}` cannot close `{}`", at(), bracket),
                  fmt::format("is a `{}` missing before it?", closing));
      label(found, open, open + 1, fmt::format("this `{}` is still open", bracket));
      return found;
    }
    if (b_.at >= size_ || leaves_brackets(open)) {
      ReadProblem found = problem(
          open, open + 1, fmt::format("this `{}` is never closed", bracket),
          fmt::format("is a `{}` missing at the end of line {}?", closing, line_number(open)));
      if (b_.at < size_) {
        label(found, line_.content, line_.end, "this was read as part of it");
      }
      return found;
    }
    ReadProblem found = problem(b_.at, std::max(b_.at + 1, line_.end),
                                fmt::format("`,` or `{}` is expected here", closing),
                                "is a comma missing, or are quotes around a text?");
    label(found, open, open + 1, fmt::format("this `{}` is open", bracket));
    return found;
  }

  // Whether the line at hand looks like the next entry of the block around an open bracket.
  bool leaves_brackets(uint32_t open) const {
    const Line opening = line_at(bytes_, open);
    return line_.begin > opening.begin &&
           line_.indent - line_.begin <= opening.content - opening.begin &&
           (line_.content > line_.indent || key_on(bytes_, line_).has_value());
  }

  // ---- Signs that begin a value ----------------------------------------------------------------

  Found alias() const {
    if (reason(reasons::UNKNOWN_ANCHOR)) {
      uint32_t end = b_.at + 1;
      while (end < size_ && !is_space(bytes_[end]) && !one_of(bytes_[end], ",[]{}")) ++end;
      const string_view name = text(b_.at + 1, end);
      ReadProblem found =
          problem(b_.at, end, fmt::format("the anchor `&{}` is not defined before this", name));
      const string_view near = nearest(name, b_.anchors);
      found.help = near.empty()
                       ? fmt::format("text that begins with `*` is quoted: `\"*{}\"`", name)
                       : fmt::format("is `*{}` meant?", near);
      return found;
    }
    const bool star = reason(reasons::ALIAS_NOT_FOUND) || reason(reasons::CHAR_IN_ALIAS);
    if (!star && !reason(reasons::ANCHOR_NOT_FOUND) && !reason(reasons::CHAR_IN_ANCHOR)) {
      return std::nullopt;
    }
    uint32_t begin = std::min(b_.at, size_ - 1);
    while (begin > line_.begin && bytes_[begin] != (star ? '*' : '&')) --begin;
    uint32_t end = begin;
    while (end < size_ && !is_space(bytes_[end])) ++end;
    const string_view word = text(begin, end);
    return problem(begin, end,
                   star ? "`*` begins an alias, and no name follows"
                        : "`&` begins an anchor, and no name follows",
                   fmt::format("as text it is quoted: `\"{}\"`", word));
  }

  Found two_tags() const {
    if (!reason(reasons::MULTIPLE_TAGS)) return std::nullopt;
    uint32_t end = b_.at;
    while (end < size_ && !is_space(bytes_[end])) ++end;
    ReadProblem found = problem(b_.at, end, "a second tag on one value",
                                "write the outer function in full, as in `Fn::Base64: !Sub ...`");
    const std::size_t first = bytes_.find_last_of('!', b_.at - 1);
    if (first != string_view::npos) {
      const auto begin = static_cast<uint32_t>(first);
      end = begin;
      while (end < b_.at && !is_space(bytes_[end])) ++end;
      label(found, begin, end, "the first one");
    }
    return found;
  }

  Found first_character() const {
    if (!reason(reasons::UNKNOWN_TOKEN) || b_.at >= size_) return std::nullopt;
    if (one_of(at(), "|>")) {
      return problem(b_.at, b_.at + 1, "a block of text is not allowed in brackets",
                     "put the text in quotes");
    }
    const string_view words = text(b_.at, line_.end);
    const bool quotable = words.size() < 60 && words.find('\'') == string_view::npos;
    return problem(
        b_.at, b_.at + 1,
        at() == '`' ? "a value cannot begin with a backtick"
                    : fmt::format("a value cannot begin with `{}`", at()),
        quotable ? fmt::format("put it in quotes: `'{}'`", words) : string("put it in quotes"));
  }

  Found escape() const {
    const bool unknown = reason(reasons::INVALID_ESCAPE);
    const bool unicode = reason(reasons::INVALID_UNICODE);
    if (!unknown && !unicode && !reason(reasons::INVALID_HEX)) return std::nullopt;
    uint32_t begin = std::min(b_.at, size_ - 1);
    while (begin > line_.begin && (bytes_[begin] != '\\' || begin + 1 >= b_.at)) --begin;
    const uint32_t end = std::min(b_.at, line_end(bytes_, begin));
    if (unicode) {
      return problem(begin, end, fmt::format("`{}` is half of a surrogate pair", text(begin, end)),
                     "a character beyond U+FFFF is written as `\\UXXXXXXXX`");
    }
    if (!unknown) return problem(begin, end, "hexadecimal digits are expected in this escape");
    return problem(begin, end, fmt::format("`{}` is not an escape of YAML", text(begin, end)),
                   "write `\\\\` for a backslash, or put the text in single quotes");
  }

  Found block_header() const {
    const bool zero = reason(reasons::ZERO_INDENT_IN_BLOCK);
    if (!zero && !reason(reasons::CHAR_IN_BLOCK)) return std::nullopt;
    if (zero) return problem(b_.at, b_.at + 1, "a block of text cannot be indented by 0");
    uint32_t begin = b_.at;
    while (begin > line_.begin && !one_of(bytes_[begin], "|>")) --begin;
    return problem(b_.at, line_.end, fmt::format("text on the line of `{}`", bytes_[begin]),
                   "the text begins on the next line, indented; a text that begins with this sign "
                   "is quoted");
  }

  const OpenTokens open_;
};

}  // namespace

Found token_error(const Breakdown& breakdown, string_view reason) {
  return TokenError(breakdown, reason).explain();
}

Found open_bracket(const Breakdown& breakdown) { return TokenError(breakdown).open_bracket(); }

ReadProblem unclosed_quote(const Breakdown& breakdown, uint32_t begin) {
  return TokenError(breakdown).quote(begin);
}

}  // namespace cfn_ecs_lint::yaml
