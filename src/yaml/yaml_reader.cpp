#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "yaml/line.h"
#include "yaml/readers.h"
#include "yaml/repair.h"
#include "yaml/scalar.h"
#include "yaml/syntax_error.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string_view;
using std::uint32_t;

bool is_flow_indicator(char c) { return string_view(",[]{}").find(c) != string_view::npos; }

// What a tag is made of (YAML 1.2.2, ns-tag-char) and the `!` between its parts.
bool is_tag_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         string_view("!-#;/?:@&=+$_.~*'()%").find(c) != string_view::npos;
}

constexpr uint32_t kMaxIndent = 0xFFFF;  // of the text of a block

// Leaves yaml-cpp's parser from within an event. Stays in this file.
struct Stop {
  ReadProblem problem;
};

// Tag and anchor of a node.
struct Properties {
  uint32_t end = 0;      // after the last one
  uint32_t content = 0;  // the next token after them
  string_view tag;
  string_view anchor;
};

// Builds the tree from yaml-cpp's events. They say what there is and where it begins; where it
// ends, how it is written and what stands between is read from the source.
class Reader final : public YAML::EventHandler {
 public:
  Reader(Tree& tree, uint32_t begin)
      : tree_(tree),
        builder_(tree),
        bytes_(tree.file->bytes()),
        repaired_(repair(bytes_)),
        base_(begin),
        cursor_(begin) {}

  std::optional<ReadProblem> read() {
    std::optional<ReadProblem> problem = parse();
    if (!problem) note_comments(cursor_, size());
    builder_.finish();
    return problem;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    throw Stop{explain_second_document(breakdown(position(mark)), tree_.root->span)};
  }
  void OnDocumentEnd() override {}

  // The mark of a null is that of the next token, wherever that stands.
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {
    pass_separator();
    Properties properties{cursor_, skip_gap(cursor_), {}, {}};
    if (belongs_here(properties.content) && byte(properties.content) == '&') {
      properties = read_properties(properties.content);
    }
    uint32_t begin = properties.content;
    uint32_t end = begin + null_word_size(begin);
    const bool spelt = end > begin && (builder_.next_is_key() || belongs_here(begin));
    if (!spelt) {
      check_null_may_be_empty(begin);
      begin = end = properties.end;
    }
    Node& node = builder_.add(Kind::null, begin, end);
    node.text = bytes_.substr(begin, end - begin);
    finish_node(node, properties);
    cursor_ = end;
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { add_alias(start(mark), {}); }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    const Properties properties = read_properties(start(mark));
    if (byte(properties.content) == '*' && !value.empty()) {
      add_alias(properties.content, properties);  // made text by a repair
      return;
    }
    const ScalarWords words = scalar_words(properties, value);
    string_view text = decode_scalar(bytes_, words, buffer_);
    if (text.data() == buffer_.data()) text = builder_.keep(text);
    Node& node = builder_.add_scalar(words.style, words.begin, words.end, text);
    node.block_indent = static_cast<std::uint16_t>(words.block_indent);
    finish_node(node, properties);
    if (words.block_indent > 0) note_comments(words.begin, line_end(bytes_, words.begin));
    cursor_ = words.end;
    last_scalar_ = &node;
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin_collection(Kind::sequence, mark, tag != "?" || anchor != YAML::NullAnchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin_collection(Kind::mapping, mark, tag != "?" || anchor != YAML::NullAnchor, style);
  }
  void OnSequenceEnd() override { end_collection(']'); }
  void OnMapEnd() override { end_collection('}'); }

 private:
  // `pair` is a mapping of one in a flow sequence, without braces: `[a: b]`.
  enum class Form { block, flow, pair };
  struct Level {
    Form form = Form::block;
    int column = -1;            // of the entries of a block collection, from 0
    bool explicit_key = false;  // the last key is written `? key`
  };

  std::optional<ReadProblem> parse() {
    const string_view text = repaired_.empty() ? bytes_ : string_view(repaired_);
    std::istringstream stream{std::string(text.substr(base_))};
    try {
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(*this)) {
      }
      return std::nullopt;
    } catch (Stop& stop) {
      return std::move(stop.problem);
    } catch (const YAML::Exception& error) {
      return explain(breakdown(std::min(position(error.mark), size())), error.msg);
    }
  }

  // ---- What stops reading ----------------------------------------------------------------------

  Breakdown breakdown(uint32_t at) const {
    Breakdown breakdown{*tree_.file, base_, at, cursor_, last_scalar_, {}, {}};
    for (std::size_t depth = 0; depth < builder_.depth(); ++depth) {
      const Node* key = builder_.last_key(depth);
      const bool innermost = depth + 1 == builder_.depth();
      const bool complete = innermost && key != nullptr && builder_.next_is_key();
      breakdown.open.push_back(
          {builder_.open(depth), key, complete ? cursor_ : size(), levels_[depth].column});
    }
    for (const auto& [name, node] : anchors_) breakdown.anchors.push_back(name);
    std::sort(breakdown.anchors.begin(), breakdown.anchors.end());
    return breakdown;
  }

  [[noreturn]] void stop(uint32_t begin, uint32_t end, std::string message, std::string help = {}) {
    ReadProblem problem{{}, {tree_.file, begin, end}, std::move(message), {}, std::move(help)};
    add_context(breakdown(begin), problem);
    throw Stop{std::move(problem)};
  }

  // Of what stands after `-`. YAML would have it that a tab cannot indent.
  void check_no_tab(uint32_t at) {
    const uint32_t begin = at;
    while (byte(at) == ' ') ++at;
    if (byte(at) != '\t') return;
    while (is_blank(byte(at))) ++at;
    if (is_break(byte(at)) || byte(at) == '#') return;
    stop(begin, at, "a tab between `-` and the entry", "replace it by a space");
  }

  // yaml-cpp lets `[a,,b]` and `: b` pass.
  void check_null_may_be_empty(uint32_t at) {
    if (levels_.empty() || levels_.back().explicit_key) return;
    const uint32_t end = std::min(at + 1, size());
    if (builder_.next_is_key()) stop(at, end, "the key before this `:` is missing");
    if (builder_.open()->kind == Kind::sequence && levels_.back().form == Form::flow) {
      stop(at, end, "the entry before this comma is missing", "is a comma too many?");
    }
  }

  void check_indented(uint32_t at) {
    if (builder_.next_is_key() || belongs_here(at)) return;
    stop(at, std::min(at + 1, size()), "this value is not indented deeper than its key",
         "indent it deeper");
  }

  // ---- The source ------------------------------------------------------------------------------

  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }
  char byte(uint32_t at) const { return at < bytes_.size() ? bytes_[at] : '\n'; }
  uint32_t position(const YAML::Mark& mark) const {
    return base_ + static_cast<uint32_t>(mark.pos);
  }
  bool in_flow() const { return !levels_.empty() && levels_.back().form != Form::block; }

  // Whether what stands at `at` can be the value at hand, and is not the next entry of a block.
  bool belongs_here(uint32_t at) const {
    return levels_.empty() || in_flow() ||
           static_cast<int>(column_of(bytes_, at)) > levels_.back().column;
  }

  // The size of a null that is spelt out; 0 when none is.
  uint32_t null_word_size(uint32_t at) const {
    const string_view word = bytes_.substr(std::min(at, size()), 4);
    if (word.starts_with('~')) return 1;
    return word == "null" || word == "Null" || word == "NULL" ? 4 : 0;
  }

  // The next byte at or after `at` that is neither space nor comment.
  uint32_t skip_gap(uint32_t at) {
    while (at < size()) {
      if (is_space(bytes_[at])) {
        ++at;
      } else if (begins_comment(at)) {
        at = note_comment(at);
      } else {
        break;
      }
    }
    return at;
  }

  bool begins_comment(uint32_t at) const {
    return bytes_[at] == '#' && (at == base_ || is_space(bytes_[at - 1]));
  }

  uint32_t note_comment(uint32_t at) {
    const uint32_t end = line_end(bytes_, at);
    if (tree_.comments.empty() || tree_.comments.back().begin < at) {
      tree_.comments.push_back({tree_.file, at, end});
    }
    return end;
  }

  // Comments among bytes that are no gap: directives, document marks, block headers.
  void note_comments(uint32_t at, uint32_t end) {
    for (; at < end; ++at) {
      if (begins_comment(at)) at = note_comment(at);
    }
  }

  // Moves the cursor after what announces the next node: `-`, `?`, `:` or `,`.
  void pass_separator() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    const uint32_t at = skip_gap(cursor_);
    if (builder_.next_is_value()) {
      if (byte(at) == ':') {
        cursor_ = at + 1;
      } else if (level.form == Form::block && !level.explicit_key) {
        const Node& key = *builder_.last_key(builder_.depth() - 1);
        throw Stop{explain_missing_colon(breakdown(key.span.begin), key)};
      }
    } else if (level.form != Form::block) {
      if (byte(at) == ',' && builder_.child_count() > 0) cursor_ = at + 1;
    } else if (builder_.next_is_key()) {
      level.explicit_key = byte(at) == '?' && is_space(byte(at + 1));
      if (level.explicit_key) cursor_ = at + 1;
    } else if (byte(at) == '-') {
      cursor_ = at + 1;
      check_no_tab(cursor_);
    }
  }

  // Moves the cursor to the node that begins at `mark`, and gives its place.
  uint32_t start(const YAML::Mark& mark) {
    pass_separator();
    cursor_ = skip_gap(cursor_);
    const uint32_t at = position(mark);
    const bool property = byte(cursor_) == '!' || byte(cursor_) == '&';
    if (cursor_ < at && property && read_properties(cursor_).content == at) {
      return cursor_;  // yaml-cpp has blanks there
    }
    if (at < cursor_) throw Stop{explain(breakdown(at), {})};  // it was read as part of the last
    note_comments(cursor_, at);
    return cursor_ = at;
  }

  Properties read_properties(uint32_t at) {
    Properties properties{at, at, {}, {}};
    while (byte(at) == '!' || byte(at) == '&') {
      const uint32_t begin = at;
      if (bytes_.substr(at, 2) == "!<") {
        while (!is_space(byte(at)) && bytes_[at] != '>') ++at;
        if (is_space(byte(at))) stop(begin, at, "this tag is not closed: it has no `>`");
        ++at;
      } else if (bytes_[begin] == '!') {
        while (is_tag_char(byte(at))) ++at;
      } else {
        while (!is_space(byte(at)) && !is_flow_indicator(bytes_[at])) ++at;
      }
      if (bytes_[begin] == '!') {
        properties.tag = bytes_.substr(begin, at - begin);
        check_tag_ends(properties.tag, at);
      } else {
        properties.anchor = bytes_.substr(begin + 1, at - begin - 1);
      }
      properties.end = at;
      at = properties.content = skip_gap(at);
    }
    return properties;
  }

  // yaml-cpp lets `!Sub"x"` and `!Equals[a, b]` pass, and to it `!Sub'x'` is all tag.
  void check_tag_ends(string_view tag, uint32_t end) {
    const std::size_t quote = tag.find('\'');
    const bool closed = is_space(byte(end)) || (in_flow() && byte(end) != '[' && byte(end) != '{');
    if (quote == string_view::npos && closed) return;
    const uint32_t begin = end - static_cast<uint32_t>(tag.size());
    const string_view name = tag.substr(0, quote);
    stop(begin, begin + static_cast<uint32_t>(name.size()),
         fmt::format("a space is missing after the tag `{}`", name));
  }

  ScalarWords scalar_words(const Properties& properties, const std::string& value) {
    const uint32_t at = properties.content;
    const ScalarWords nothing{Style::plain, properties.end, properties.end, 0};
    if (value.empty() && !belongs_here(at)) return nothing;
    check_indented(at);
    const char c = byte(at);
    if (c == '"' || c == '\'') {
      const std::size_t end = quoted_end(bytes_, at);
      if (end == string_view::npos) throw Stop{explain_unclosed_quote(breakdown(at))};
      return {c == '"' ? Style::double_quoted : Style::single_quoted, at,
              static_cast<uint32_t>(end), 0};
    }
    if (c == '|' || c == '>') {
      const ScalarWords words =
          block_scalar(bytes_, at, levels_.empty() ? -1 : levels_.back().column);
      if (words.block_indent > kMaxIndent)
        stop(at, at + 1, "this block of text is indented too far");
      return words;
    }
    if (value.empty()) return nothing;
    return {Style::plain, at, plain_end(at, value), 0};
  }

  // The end of a plain scalar: its value and the bytes it was read from are walked side by side.
  uint32_t plain_end(uint32_t at, const std::string& value) const {
    const string_view bytes = repaired_.empty() ? bytes_ : string_view(repaired_);
    if (bytes.compare(at, value.size(), value) == 0)
      return at + static_cast<uint32_t>(value.size());
    for (std::size_t i = 0; i < value.size() && at < size();) {
      std::size_t breaks = 0;
      uint32_t behind = at;
      while (behind < size() && is_space(bytes[behind])) {
        if (is_break(bytes[behind])) ++breaks;
        behind = is_break(bytes[behind]) ? after_break(bytes, behind) : behind + 1;
      }
      if (breaks > 0) {  // one is read as a space, further ones as they are
        i += breaks == 1 ? 1 : breaks - 1;
        at = behind;
      } else if (bytes[at] == value[i]) {
        ++at;
        ++i;
      } else {
        break;
      }
    }
    return at;
  }

  // ---- The tree --------------------------------------------------------------------------------

  void add_alias(uint32_t at, const Properties& properties) {
    uint32_t end = at + 1;
    while (!is_space(byte(end)) && !is_flow_indicator(bytes_[end])) ++end;
    Node& node = builder_.add(Kind::alias, at, end);
    const auto anchor = anchors_.find(bytes_.substr(at + 1, end - at - 1));
    if (anchor != anchors_.end() && !is_open(anchor->second)) node.target = anchor->second;
    finish_node(node, properties);
    cursor_ = end;
  }

  bool is_open(const Node* node) const {
    for (std::size_t depth = 0; depth < builder_.depth(); ++depth) {
      if (builder_.open(depth) == node) return true;
    }
    return false;
  }

  void finish_node(Node& node, const Properties& properties) {
    node.tag = properties.tag;
    if (!properties.anchor.empty()) anchors_[properties.anchor] = &node;
    if (builder_.full()) throw Stop{too_much(tree_, builder_, node.span.begin)};
  }

  void begin_collection(Kind kind, const YAML::Mark& mark, bool has_properties,
                        YAML::EmitterStyle::value style) {
    const uint32_t at = start(mark);
    // Without any of its own, those at the mark belong to its first key.
    Properties properties{at, at, {}, {}};
    if (has_properties) properties = read_properties(at);
    const uint32_t begin = properties.content;
    Level level;
    if (style != YAML::EmitterStyle::Flow) {
      level.column = static_cast<int>(column_of(bytes_, begin));
    } else {
      level.form = byte(begin) == '[' || byte(begin) == '{' ? Form::flow : Form::pair;
      check_indented(begin);
    }
    Node& node = builder_.add(kind, begin, begin);
    levels_.push_back(level);
    cursor_ = level.form == Form::flow ? begin + 1 : begin;
    finish_node(node, properties);
  }

  void end_collection(char bracket) {
    if (levels_.back().form == Form::flow) {
      uint32_t at = skip_gap(cursor_);
      if (byte(at) == ',') at = skip_gap(at + 1);
      if (byte(at) == bracket) cursor_ = at + 1;
      builder_.close(cursor_);
    } else {
      builder_.close();
    }
    levels_.pop_back();
  }

  Tree& tree_;
  TreeBuilder builder_;
  const string_view bytes_;
  const std::string repaired_;  // what yaml-cpp reads; empty: the bytes themselves
  const uint32_t base_;
  uint32_t cursor_;  // after the last token
  std::vector<Level> levels_;
  std::unordered_map<string_view, const Node*> anchors_;
  const Node* last_scalar_ = nullptr;
  std::string buffer_;
  int documents_ = 0;
};

}  // namespace

std::optional<ReadProblem> read_yaml(Tree& tree, std::uint32_t begin) {
  return Reader(tree, begin).read();
}

}  // namespace cfn_ecs_lint::yaml
