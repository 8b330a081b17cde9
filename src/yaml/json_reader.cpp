#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "yaml/readers.h"
#include "yaml/scalar.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string_view;
using std::uint32_t;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
         c == '+' || c == '.' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// RFC 8259, with the place of everything. The one thing it lets pass is a comma before a closing
// bracket, which is noted.
class Reader {
 public:
  Reader(Tree& tree, uint32_t begin)
      : tree_(tree), builder_(tree), bytes_(tree.file->bytes()), at_(begin) {}

  std::optional<ReadProblem> read() {
    Expected expected = Expected::value;
    while (!problem_ && expected != Expected::nothing) {
      skip_space();
      switch (expected) {
        case Expected::value:
          expected = value();
          break;
        case Expected::first_value:
          expected = next() == ']' ? close() : value();
          break;
        case Expected::key:
          expected = key();
          break;
        case Expected::first_key:
          expected = next() == '}' ? close() : key();
          break;
        case Expected::colon:
          expected = colon();
          break;
        case Expected::separator:
          expected = separator();
          break;
        case Expected::nothing:
          break;
      }
      if (!problem_ && builder_.full()) problem_ = too_much(tree_, builder_, at_);
    }
    skip_space();
    if (!problem_ && at_ < bytes_.size()) stop_behind_end();
    builder_.finish();
    return std::move(problem_);
  }

 private:
  enum class Expected { value, first_value, key, first_key, colon, separator, nothing };

  char next() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
  void skip_space() {
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
  }
  Expected after_value() const {
    return builder_.depth() == 0 ? Expected::nothing : Expected::separator;
  }

  Expected value() {
    switch (next()) {
      case '{':
        return open(Kind::mapping, Expected::first_key);
      case '[':
        return open(Kind::sequence, Expected::first_value);
      case '"':
        string();
        return after_value();
      default:
        word();
        return after_value();
    }
  }

  Expected open(Kind kind, Expected first) {
    builder_.add(kind, at_, at_ + 1);
    ++at_;
    return first;
  }

  Expected close() {
    ++at_;
    builder_.close(at_);
    return after_value();
  }

  Expected key() {
    if (next() != '"') return stop_at_key();
    string();
    return Expected::colon;
  }

  Expected colon() {
    if (next() != ':') return stop_at_colon();
    ++at_;
    return Expected::value;
  }

  Expected separator() {
    const bool mapping = builder_.open()->kind == Kind::mapping;
    const char bracket = mapping ? '}' : ']';
    if (next() == bracket) return close();
    if (next() != ',') return stop_between();
    const uint32_t comma = at_++;
    skip_space();
    if (next() == bracket) {
      tree_.trailing_commas.push_back({tree_.file, comma, comma + 1});
      return close();
    }
    return mapping ? Expected::key : Expected::value;
  }

  void string() {
    const uint32_t begin = at_++;
    bool escapes = false;
    for (;; ++at_) {
      while (at_ < bytes_.size() && kOrdinary[static_cast<unsigned char>(bytes_[at_])]) ++at_;
      const char c = next();
      if (c == '"') break;
      if (c == '\\') {
        escapes = true;
        if (!escape()) return;
      } else {
        stop_in_string(begin);
        return;
      }
    }
    ++at_;
    string_view text = bytes_.substr(begin + 1, at_ - begin - 2);
    if (escapes) {
      text = builder_.keep(decode_scalar(bytes_, {Style::double_quoted, begin, at_, 0}, buffer_));
    }
    builder_.add_scalar(Style::double_quoted, begin, at_, text);
  }

  // Checks the escape at hand and moves to its last byte.
  bool escape() {
    const uint32_t begin = at_++;
    if (next() == 'u') {
      const int unit = code_unit(begin);
      if (unit < 0xD800 || unit > 0xDFFF) return unit >= 0;
      if (unit < 0xDC00 && bytes_.substr(at_ + 1, 2) == "\\u") {
        at_ += 2;
        const int low = code_unit(begin);
        if (low >= 0xDC00 && low <= 0xDFFF) return true;
      }
      if (!problem_) {
        stop(begin, begin + 6, "half of a surrogate pair",
             "a character beyond U+FFFF is written as two escapes, such as `\\uD83D\\uDE00`");
      }
      return false;
    }
    if (at_ < bytes_.size() && string_view("\"\\/bfnrt").find(bytes_[at_]) < 8) return true;
    stop(begin, std::min(at_ + 1, size()), "this is not an escape of JSON",
         "a backslash in text is written `\\\\`");
    return false;
  }

  // The number of the four hexadecimal digits after `at_`, which moves to the last; -1 is none.
  int code_unit(uint32_t begin) {
    int unit = 0;
    for (int i = 0; i < 4; ++i) {
      ++at_;
      if (!is_hex(next())) {
        stop(begin, at_, "four hexadecimal digits follow `\\u`");
        return -1;
      }
      const char c = bytes_[at_];
      unit = unit * 16 + (is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return unit;
  }

  void word() {
    const uint32_t begin = at_;
    while (at_ < bytes_.size() && is_word(bytes_[at_])) ++at_;
    const string_view text = bytes_.substr(begin, at_ - begin);
    if (text == "true" || text == "false" || is_number(text)) {
      builder_.add_scalar(Style::plain, begin, at_, text);
    } else if (text == "null") {
      builder_.add(Kind::null, begin, at_).text = text;
    } else {
      stop_at_value(begin, text);
    }
  }

  static bool is_number(string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
      const std::size_t begin = at;
      while (at < text.size() && is_digit(text[at])) ++at;
      return at > begin;
    };
    if (text.starts_with('-')) ++at;
    if (at < text.size() && text[at] == '0') {
      ++at;
    } else if (!digits()) {
      return false;
    }
    if (at < text.size() && text[at] == '.') {
      ++at;
      if (!digits()) return false;
    }
    if (at < text.size() && (text[at] | 0x20) == 'e') {
      ++at;
      if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
      if (!digits()) return false;
    }
    return at == text.size();
  }

  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }

  // ---- What stops reading ----------------------------------------------------------------------

  Expected stop(uint32_t begin, uint32_t end, std::string message, std::string help = {}) {
    begin = std::min(begin, size());
    end = std::clamp(end, begin, line_end(bytes_, begin));
    problem_ = ReadProblem{{}, {tree_.file, begin, end}, std::move(message), {}, std::move(help)};
    return Expected::nothing;
  }

  void label(uint32_t begin, uint32_t end, std::string words) {
    problem_->labels.push_back({{tree_.file, begin, end}, std::move(words)});
  }

  // Says which bracket, and whose value it is, was open.
  void label_open() {
    const uint32_t begin = builder_.open()->span.begin;
    label(begin, begin + 1, fmt::format("this `{}` is open", bytes_[begin]));
  }

  uint32_t token_end() const {
    uint32_t end = at_;
    while (end < size() && is_word(bytes_[end])) ++end;
    return std::max(end, std::min(at_ + 1, size()));
  }

  Expected stop_unclosed() {
    const uint32_t begin = builder_.open()->span.begin;
    const bool mapping = builder_.open()->kind == Kind::mapping;
    stop(begin, begin + 1, fmt::format("this `{}` is never closed", bytes_[begin]),
         fmt::format("is a `{}` missing at the end of the file?", mapping ? '}' : ']'));
    label(size(), size(), "the file ends here");
    return Expected::nothing;
  }

  // What JSON has nowhere, wherever it stands.
  bool stop_at_foreign() {
    // The first of two braces was read as one of JSON.
    if (at_ > 0 && next() == '{' && bytes_[at_ - 1] == '{') --at_;
    const string_view rest = bytes_.substr(std::min(at_, size()));
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#')) {
      stop(at_, size(), "a comment; JSON has none", "delete it, or write the template in YAML");
    } else if (rest.starts_with('\'')) {
      stop(at_, at_ + 1, "single quotes; JSON knows double quotes only");
    } else if (rest.starts_with("{{") || rest.starts_with("{%") || rest.starts_with("<%")) {
      stop(at_, at_ + 2,
           fmt::format("`{}` is not JSON: it belongs to a template language such as Jinja or Go's",
                       rest.substr(0, 2)),
           "render the file, and lint the outcome");
    } else if (rest.starts_with('}') || rest.starts_with(']')) {
      const char open = bytes_[builder_.open()->span.begin];
      if ((open == '{') == (rest[0] == '}')) return false;
      stop(at_, at_ + 1, fmt::format("`{}` cannot close `{}`", rest[0], open),
           fmt::format("is a `{}` missing before it?", open == '{' ? '}' : ']'));
    } else {
      return false;
    }
    if (builder_.open() != nullptr) label_open();
    return true;
  }

  Expected stop_at_key() {
    if (at_ >= size()) return stop_unclosed();
    if (stop_at_foreign()) return Expected::nothing;
    const string_view word = bytes_.substr(at_, token_end() - at_);
    stop(at_, token_end(), "a key in double quotes is expected here",
         is_word(word[0]) ? fmt::format("write `\"{}\"`", word) : std::string());
    label_open();
    return Expected::nothing;
  }

  Expected stop_between() {
    if (at_ >= size()) return stop_unclosed();
    if (stop_at_foreign()) return Expected::nothing;
    const Node& before = *builder_.last();
    const char bracket = builder_.open()->kind == Kind::mapping ? '}' : ']';
    if (next() == '"' || next() == '{' || next() == '[' || is_word(next())) {
      const uint32_t end = before.span.end;
      stop(end - 1, end, "a comma is missing after this");
      label(at_, token_end(), "the next entry");
    } else {
      stop(at_, at_ + 1, fmt::format("`,` or `{}` is expected here", bracket));
      label_open();
    }
    return Expected::nothing;
  }

  Expected stop_at_colon() {
    if (at_ >= size()) return stop_unclosed();
    if (stop_at_foreign()) return Expected::nothing;
    const Node& key = *builder_.last();
    stop(key.span.begin, key.span.end, "a `:` is missing after this key");
    label(at_, token_end(), "found in its place");
    return Expected::nothing;
  }

  void stop_at_value(uint32_t begin, string_view word) {
    at_ = begin;
    if (at_ >= size() && builder_.open() != nullptr) {
      stop_unclosed();
      return;
    }
    if (stop_at_foreign()) return;
    if (word.empty()) {
      stop(at_, at_ + 1, "a value is expected here");
    } else if (is_digit(word[0]) || word[0] == '-' || word[0] == '+' || word[0] == '.') {
      stop(at_, token_end(), fmt::format("`{}` is not a JSON number", word),
           "JSON has no leading zeros and no sign `+`, and a point has digits on both sides; put "
           "quotes around a text");
    } else {
      std::size_t end = bytes_.find_first_of(",]}\"\r\n", at_);
      end = bytes_.find_last_not_of(" \t", std::min<std::size_t>(end, size()) - 1) + 1;
      word = bytes_.substr(at_, end - at_);
      stop(at_, static_cast<uint32_t>(end), fmt::format("`{}` is not a JSON value", word),
           fmt::format("put text in double quotes: `\"{}\"`", word));
      for (const string_view known : {"true", "false", "null"}) {
        if (word.size() == known.size() && (word[0] | 0x20) == known[0]) {
          problem_->help = fmt::format("write `{}`", known);
        }
      }
      if (word == "None") problem_->help = "write `null`";
    }
    if (builder_.open() != nullptr) label_open();
  }

  void stop_in_string(uint32_t begin) {
    if (at_ < size() && !is_break(bytes_[at_])) {
      const auto byte = static_cast<unsigned char>(bytes_[at_]);
      stop(
          at_, at_ + 1, "a control character inside a text",
          byte == '\t' ? "a tab is written `\\t`" : fmt::format("it is written `\\u{:04x}`", byte));
      label(begin, begin + 1, "the text begins here");
      return;
    }
    stop(begin, begin + 1, "this quote is not closed on its line",
         "a line break inside a text is written `\\n`");
    label(at_, at_, "the line ends here");
  }

  void stop_behind_end() {
    stop(at_, line_end(bytes_, at_), "text after the end of the template",
         next() == '}' || next() == ']' ? "is a bracket too many, or one missing above?" : "");
    const uint32_t end = tree_.root->span.end;
    label(end - 1, end, "the template ends here");
  }

  static constexpr std::array<bool, 256> kOrdinary = [] {
    std::array<bool, 256> ordinary{};
    for (std::size_t c = 0x20; c < 256; ++c) ordinary[c] = c != '"' && c != '\\';
    return ordinary;
  }();

  Tree& tree_;
  TreeBuilder builder_;
  const string_view bytes_;
  uint32_t at_;
  std::string buffer_;
  std::optional<ReadProblem> problem_;
};

}  // namespace

std::optional<ReadProblem> read_json(Tree& tree, std::uint32_t begin) {
  tree.json = true;
  return Reader(tree, begin).read();
}

}  // namespace cfn_ecs_lint::yaml
