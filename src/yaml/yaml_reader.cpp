#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "yaml/readers.h"
#include "yaml/scalar.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string_view;
using std::uint32_t;

bool is_flow_indicator(char c) { return string_view(",[]{}").find(c) != string_view::npos; }

// Leaves yaml-cpp's parser from within an event. Stays in this file.
struct Stop {
  ReadProblem problem;
};

// Tag and anchor of a node.
struct Properties {
  uint32_t begin = 0;
  uint32_t end = 0;      // behind the last one
  uint32_t content = 0;  // the next token behind them
  Span tag;
  string_view anchor;
};

// Builds the tree from yaml-cpp's events. They say what there is and where it begins; where it
// ends, how it is written and what stands between is read from the source.
class Reader final : public YAML::EventHandler {
 public:
  Reader(Tree& tree, uint32_t begin)
      : tree_(tree), builder_(tree), bytes_(tree.file->bytes()), base_(begin), cursor_(begin) {}

  std::optional<ReadProblem> read() {
    std::optional<ReadProblem> problem = parse();
    if (!problem) cursor_ = skip_gap(cursor_);
    builder_.finish();
    return problem;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) stop(position(mark), position(mark), "a second document begins here");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override {
    pass_separator();
    Properties properties{cursor_, cursor_, skip_gap(cursor_), {}, {}};
    if (anchor != YAML::NullAnchor) properties = read_properties(properties.content);
    const uint32_t begin = properties.content;
    uint32_t end = begin;
    if (belongs_here(begin) && begin < size() && string_view("~nN").find(bytes_[begin]) < 3) {
      end += bytes_[begin] == '~' ? 1 : 4;
    } else {
      check_empty(properties.end);
    }
    const bool spelt = end > begin;
    Node& node =
        builder_.add(Kind::null, spelt ? begin : properties.end, spelt ? end : properties.end);
    if (spelt) node.text = bytes_.substr(begin, end - begin);
    finish_node(node, properties);
    cursor_ = node.span.end;
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { add_alias(start(mark)); }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    const Properties properties = read_properties(start(mark));
    ScalarWords words = scalar_words(properties, value);
    std::string_view text = decode(bytes_, words, buffer_);
    if (text.data() == buffer_.data()) text = builder_.keep(text);
    Node& node = builder_.add_scalar(words.style, words.begin, words.end, text);
    node.block_indent = words.block_indent;
    finish_node(node, properties);
    if (words.block_indent > 0) note_comments(words.begin, line_end(bytes_, words.begin));
    cursor_ = words.end;
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin_collection(Kind::sequence, mark, tag, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin_collection(Kind::mapping, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end_collection(']'); }
  void OnMapEnd() override { end_collection('}'); }

 private:
  // `pair` is a mapping of one in a flow sequence, without braces: `[a: b]`.
  enum class Form { block, flow, pair };
  struct Level {
    Form form;
    int column;                 // of the entries of a block collection, from 0
    bool explicit_key = false;  // the last key is written `? key`
  };

  std::optional<ReadProblem> parse() {
    try {
      std::istringstream stream{std::string(bytes_.substr(base_))};
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(*this)) {
      }
      return std::nullopt;
    } catch (Stop& stop) {
      return std::move(stop.problem);
    } catch (const YAML::Exception& error) {
      const uint32_t at = std::min(position(error.mark), size());
      return ReadProblem{{}, {tree_.file, at, at}, error.msg, {}, {}};
    }
  }

  [[noreturn]] void stop(uint32_t begin, uint32_t end, std::string message, std::string help = {}) {
    throw Stop{{{}, {tree_.file, begin, end}, std::move(message), {}, std::move(help)}};
  }

  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }
  uint32_t position(const YAML::Mark& mark) const {
    return base_ + static_cast<uint32_t>(mark.pos);
  }
  bool in_flow() const { return !levels_.empty() && levels_.back().form != Form::block; }

  int column(uint32_t at) const {
    uint32_t begin = at;
    while (begin > base_ && !is_break(bytes_[begin - 1])) --begin;
    return static_cast<int>(at - begin);
  }

  // Whether what stands at `at`, behind the separator at the cursor, can be the value at hand and
  // is not the next entry of an open block collection.
  bool belongs_here(uint32_t at) const {
    return levels_.empty() || in_flow() || column(at) > levels_.back().column;
  }

  // The next byte at or after `at` that is neither space nor comment.
  uint32_t skip_gap(uint32_t at) {
    while (at < size()) {
      if (is_space(bytes_[at])) {
        ++at;
      } else if (bytes_[at] == '#' && (at == base_ || is_space(bytes_[at - 1]))) {
        at = note_comment(at);
      } else {
        break;
      }
    }
    return at;
  }

  uint32_t note_comment(uint32_t at) {
    const uint32_t end = line_end(bytes_, at);
    if (tree_.comments.empty() || tree_.comments.back().begin < at) {
      tree_.comments.push_back({tree_.file, at, end});
    }
    return end;
  }

  // Comments of bytes that hold no scalar: directives, document marks, block headers.
  void note_comments(uint32_t at, uint32_t end) {
    for (; at < end; ++at) {
      if (bytes_[at] == '#' && (at == base_ || is_space(bytes_[at - 1]))) at = note_comment(at);
    }
  }

  // Moves the cursor behind what announces the next node: `-`, `?`, `:` or `,`.
  void pass_separator() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    const uint32_t at = skip_gap(cursor_);
    const char c = at < size() ? bytes_[at] : '\0';
    const bool alone = at + 1 >= size() || is_space(bytes_[at + 1]);
    if (builder_.next_is_value()) {
      if (c == ':') {
        cursor_ = at + 1;
      } else if (level.form == Form::block && !level.explicit_key) {
        const Node& key = *builder_.last_child(builder_.depth() - 1);
        stop(key.span.begin, key.span.end, "a `:` is missing");
      }
    } else if (level.form == Form::block) {
      if (builder_.next_is_key()) level.explicit_key = c == '?' && alone;
      if (c == '-' || (level.explicit_key && c == '?')) cursor_ = at + 1;
      if (builder_.next_is_key() && c == '-') cursor_ = at;
      if (!builder_.next_is_key()) check_tab(cursor_);
    } else {
      if (c == ',' && builder_.child_count() > 0) cursor_ = at + 1;
    }
  }

  void check_tab(uint32_t at) {
    const uint32_t begin = at;
    while (at < size() && bytes_[at] == ' ') ++at;
    if (at >= size() || bytes_[at] != '\t') return;
    while (at < size() && is_blank(bytes_[at])) ++at;
    if (at < size() && !is_break(bytes_[at]) && bytes_[at] != '#') {
      stop(begin, at, "a tab stands between `-` and the entry");
    }
  }

  void check_empty(uint32_t at) {
    if (levels_.empty()) return;
    const Node& open = *builder_.open();
    if (open.kind == Kind::sequence && levels_.back().form == Form::flow) {
      stop(at, at, "an entry is missing");
    }
    if (builder_.next_is_key()) stop(at, at, "a key is missing");
  }

  // Moves the cursor to the node that begins at `mark`.
  uint32_t start(const YAML::Mark& mark) {
    pass_separator();
    cursor_ = skip_gap(cursor_);
    const uint32_t at = position(mark);
    if (cursor_ < at) note_comments(cursor_, at);
    return cursor_ = at;
  }

  Properties read_properties(uint32_t at) {
    Properties properties{at, at, at, {}, {}};
    while (at < size() && (bytes_[at] == '!' || bytes_[at] == '&')) {
      const uint32_t begin = at;
      if (bytes_.substr(at, 2) == "!<") {
        while (at < size() && bytes_[at] != '>') ++at;
        ++at;
      } else {
        while (at < size() && !is_space(bytes_[at]) && !is_flow_indicator(bytes_[at])) ++at;
      }
      if (bytes_[begin] == '!') {
        properties.tag = {tree_.file, begin, at};
      } else {
        properties.anchor = bytes_.substr(begin + 1, at - begin - 1);
      }
      properties.end = at;
      at = properties.content = skip_gap(at);
    }
    return properties;
  }

  ScalarWords scalar_words(const Properties& properties, const std::string& value) {
    const uint32_t at = properties.content;
    const char c = at < size() ? bytes_[at] : '\0';
    if (value.empty() && !belongs_here(at)) {
      return {Style::plain, properties.end, properties.end, 0};
    }
    if (c == '"' || c == '\'') {
      const std::size_t end = quoted_end(bytes_, at);
      if (end == string_view::npos) stop(at, at + 1, "this quote is never closed");
      return {c == '"' ? Style::double_quoted : Style::single_quoted, at,
              static_cast<uint32_t>(end), 0};
    }
    if (c == '|' || c == '>') {
      return block_scalar(bytes_, at, levels_.empty() ? -1 : levels_.back().column);
    }
    if (value.empty()) return {Style::plain, properties.end, properties.end, 0};
    return {Style::plain, at, plain_end(at, value), 0};
  }

  // The end of a plain scalar: its source and its value are walked side by side.
  uint32_t plain_end(uint32_t at, const std::string& value) const {
    if (bytes_.compare(at, value.size(), value) == 0) {
      return at + static_cast<uint32_t>(value.size());
    }
    const uint32_t begin = at;
    for (std::size_t i = 0; i < value.size() && at < size();) {
      uint32_t behind = at;
      std::size_t breaks = 0;
      while (behind < size() && is_space(bytes_[behind])) {
        if (is_break(bytes_[behind])) ++breaks;
        behind = is_break(bytes_[behind]) ? after_break(bytes_, behind) : behind + 1;
      }
      if (breaks > 0) {
        i += breaks == 1 ? 1 : breaks - 1;
        at = behind;
      } else {
        if (bytes_[at] != value[i]) return line_end(bytes_, begin);
        ++at;
        ++i;
      }
    }
    return at;
  }

  void add_alias(uint32_t at) {
    uint32_t end = at + 1;
    while (end < size() && !is_space(bytes_[end]) && !is_flow_indicator(bytes_[end])) ++end;
    Node& node = builder_.add(Kind::alias, at, end);
    const auto anchor = anchors_.find(bytes_.substr(at + 1, end - at - 1));
    if (anchor != anchors_.end() && !is_open(anchor->second)) node.target = anchor->second;
    finish_node(node, {});
    cursor_ = end;
  }

  bool is_open(const Node* node) const {
    for (std::size_t depth = 0; depth < builder_.depth(); ++depth) {
      if (builder_.open(depth) == node) return true;
    }
    return false;
  }

  void finish_node(Node& node, const Properties& properties) {
    if (properties.tag) {
      node.tag_span = properties.tag;
      node.tag = tree_.file->text(properties.tag);
    }
    if (!properties.anchor.empty()) anchors_[properties.anchor] = &node;
    if (builder_.full()) stop(node.span.begin, node.span.begin, "nested too deep");
  }

  void begin_collection(Kind kind, const YAML::Mark& mark, const std::string& tag,
                        YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    const uint32_t at = start(mark);
    Properties properties{at, at, at, {}, {}};
    // Without a tag or anchor of its own, those at the mark belong to its first key.
    if (tag != "?" || anchor != YAML::NullAnchor) properties = read_properties(at);
    const uint32_t begin = properties.content;
    const bool brackets = begin < size() && (bytes_[begin] == '[' || bytes_[begin] == '{');
    Level level{Form::block, 0};
    if (style == YAML::EmitterStyle::Flow) level.form = brackets ? Form::flow : Form::pair;
    if (level.form == Form::block) level.column = begin == at ? mark.column : column(begin);
    Node& node = builder_.add(kind, begin, begin);
    levels_.push_back(level);
    cursor_ = level.form == Form::flow ? begin + 1 : begin;
    finish_node(node, properties);
  }

  void end_collection(char bracket) {
    const Form form = levels_.back().form;
    if (form == Form::flow) {
      uint32_t at = skip_gap(cursor_);
      if (at < size() && bytes_[at] == ',') at = skip_gap(at + 1);
      cursor_ = at < size() && bytes_[at] == bracket ? at + 1 : cursor_;
      builder_.close(cursor_);
    } else {
      builder_.close();
    }
    levels_.pop_back();
  }

  Tree& tree_;
  TreeBuilder builder_;
  const string_view bytes_;
  const uint32_t base_;
  uint32_t cursor_;  // behind the last token
  std::vector<Level> levels_;
  std::unordered_map<string_view, const Node*> anchors_;
  std::string buffer_;
  int documents_ = 0;
};

}  // namespace

std::optional<ReadProblem> read_yaml(Tree& tree, std::uint32_t begin) {
  return Reader(tree, begin).read();
}

}  // namespace cfn_ecs_lint::yaml
