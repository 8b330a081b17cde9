#include "suppress/directive.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/misspelling.h"
#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

constexpr std::string_view kIgnore = "ignore";
constexpr std::string_view kIgnoreFile = "ignore-file";
constexpr std::string_view kBlanks = " \t\r";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

// Reads a comment from left to right.
class Reader {
 public:
  explicit Reader(const Span& comment)
      : comment_(comment), text_(comment.file->text(comment)), end_(text_.size()) {
    while (end_ > 0 && kBlanks.find(text_[end_ - 1]) != kBlanks.npos) --end_;
  }

  // The tool's name, or one mistyped in front of a directive; empty when there is none. It opens
  // the comment, or what follows a further `#` in it: another tool's directive may stand first.
  std::string_view find_tool() {
    for (std::size_t at = 0; at < end_; ++at) {
      if (text_[at] != '#' || (at > 0 && text_[at - 1] != ' ' && text_[at - 1] != '#')) continue;
      at_ = at;
      skip("#");
      skip(kBlanks);
      begin_ = at_;
      const std::string_view name = word();
      if (name == kTool || (is_misspelling(name, kTool) && goes_on_as_directive())) return name;
    }
    return {};
  }

  bool goes_on_as_directive() const {
    const std::size_t verb = rest().find_first_not_of(": \t");
    return verb != std::string_view::npos && rest().substr(verb).starts_with(kIgnore) &&
           rest().find('[') != std::string_view::npos;
  }

  bool take(std::string_view words) {
    if (!rest().starts_with(words)) return false;
    at_ += words.size();
    return true;
  }
  void skip(std::string_view characters) {
    while (at_ < end_ && characters.find(text_[at_]) != characters.npos) ++at_;
  }
  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < end_ && is_word(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::string_view rest() const { return text_.substr(at_, end_ - at_); }

  // The names up to the bracket that closes.
  std::vector<DirectiveName> names() {
    std::vector<DirectiveName> names;
    const std::size_t close = std::min(text_.find(']', at_), end_);
    while (at_ < close) {
      skip(", \t");
      const std::size_t begin = at_;
      while (at_ < close && std::string_view(", \t").find(text_[at_]) == std::string_view::npos) {
        ++at_;
      }
      if (begin < at_) names.push_back({text_.substr(begin, at_ - begin), span(begin, at_)});
    }
    return names;
  }

  Span all() const { return span(begin_, end_); }
  // What is wrong at the words from `begin` on.
  DirectiveFault fault(std::size_t begin, std::string message) const {
    return {span(std::min(begin, end_ - 1), end_), std::move(message)};
  }
  std::size_t at() const { return at_; }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {comment_.file, comment_.begin + static_cast<std::uint32_t>(begin),
            comment_.begin + static_cast<std::uint32_t>(end)};
  }

  Span comment_;
  std::string_view text_;
  std::size_t end_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
};

std::optional<DirectiveFault> read(Reader& reader, Directive& directive) {
  reader.skip(kBlanks);
  const std::size_t at = reader.at();
  const std::string_view verb = reader.word();
  if (verb != kIgnore && verb != kIgnoreFile) {
    constexpr std::string_view kVerbs[] = {kIgnore, kIgnoreFile};
    return reader.fault(at, verb.empty()
                                ? "`ignore[...]` or `ignore-file[...]` is missing"
                                : fmt::format("`{}` is neither `ignore` nor `ignore-file`{}", verb,
                                              did_you_mean(verb, kVerbs)));
  }
  directive.whole_file = verb == kIgnoreFile;
  reader.skip(kBlanks);
  if (!reader.take("[")) {
    return reader.fault(at, fmt::format("rules are named in brackets: `{}[rule-name]`", verb));
  }
  const std::size_t list = reader.at();
  directive.names = reader.names();
  if (!reader.take("]")) return reader.fault(list, "the `]` behind the names is missing");
  if (directive.names.empty()) return reader.fault(at, "no rule is named in the brackets");
  reader.skip(" \t:-");
  directive.reason = reader.rest();
  return std::nullopt;
}

}  // namespace

std::string mistyped_tool(std::string_view name) {
  return fmt::format("`{}` is not the name of the linter; did you mean `{}`?", name, kTool);
}

std::optional<Directive> read_directive(const Span& comment) {
  Reader reader(comment);
  const std::string_view tool = reader.find_tool();
  if (tool.empty()) return std::nullopt;
  Directive directive;
  directive.span = reader.all();
  if (tool != kTool) {
    directive.fault = DirectiveFault{reader.all(), mistyped_tool(tool)};
  } else if (reader.take(":")) {
    directive.fault = read(reader, directive);
  } else if (reader.goes_on_as_directive()) {
    directive.fault = reader.fault(reader.at(), "a `:` is missing behind `cfn-ecs-lint`");
  } else {
    return std::nullopt;  // prose may begin with the name of the tool
  }
  if (directive.fault) directive.names.clear();
  return directive;
}

}  // namespace cfn_ecs_lint
