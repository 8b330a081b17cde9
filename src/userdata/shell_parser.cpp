#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "userdata/shell_syntax.h"

namespace cfn_ecs_lint::userdata::shell {
namespace {

constexpr int kMostNesting = 32;

constexpr std::array<std::string_view, 10> kClosingWords = {"then", "elif", "else", "fi", "do",
                                                            "done", "esac", "}",    ")",  ";;"};

// What a backslash takes the meaning from: in double quotes, and in here-documents.
constexpr std::string_view kQuotedEscapes = "$`\\\"";
constexpr std::string_view kDocumentEscapes = "$`\\";

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return is_name_start(c) || is_digit(c); }
bool ends_word(char c) {
  return is_blank(c) || c == '\n' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' ||
         c == '(' || c == ')';
}

class Parser {
 public:
  explicit Parser(Script& script) : script_(script), str_(script.text.str()), end_(str_.size()) {}

  void run() {
    parse_list(script_.list);
    while (at_ < end_) {  // a closing word that closes nothing
      script_.well_formed = false;
      skip_closing_word();
      List rest;
      parse_list(rest);
      std::move(rest.pipelines.begin(), rest.pipelines.end(),
                std::back_inserter(script_.list.pipelines));
    }
  }

 private:
  // A here-document whose body begins behind the next line break.
  struct Pending {
    std::string tag;
    bool strips_tabs;
    bool expands;
    Word* body;
  };

  bool has(std::string_view text) const { return str_.substr(at_, end_ - at_).starts_with(text); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? str_[at_ + ahead] : '\n'; }
  bool take(std::string_view text) {
    if (!has(text)) return false;
    at_ += text.size();
    return true;
  }

  void skip_blanks() {
    while (at_ < end_) {
      if (is_blank(str_[at_])) {
        ++at_;
      } else if (has("\\\n")) {
        at_ += 2;
      } else {
        break;
      }
    }
    if (at_ < end_ && str_[at_] == '#') at_ = std::min(str_.find('\n', at_), end_);
  }

  void skip_newlines() {
    for (skip_blanks(); at_ < end_ && str_[at_] == '\n'; skip_blanks()) take_newline();
  }

  void take_newline() {
    ++at_;
    std::vector<Pending> pending = std::exchange(pending_, {});
    for (Pending& document : pending) read_here_document(document);
  }

  // The reserved word at this place, which must end here as a word.
  bool at_word(std::string_view word) const {
    if (!has(word)) return false;
    const std::size_t behind = at_ + word.size();
    return behind >= end_ || ends_word(str_[behind]);
  }
  bool take_word(std::string_view word) {
    if (!at_word(word)) return false;
    at_ += word.size();
    return true;
  }

  bool at_closing_word() const {
    if (peek() == ')' || has(";;") || has(";&")) return true;
    return std::any_of(kClosingWords.begin(), kClosingWords.end(),
                       [&](std::string_view word) { return at_word(word); });
  }

  void skip_closing_word() {
    if (has(";;") || has(";&")) {
      at_ += 2;
      return;
    }
    const std::size_t before = at_;
    while (at_ < end_ && !ends_word(str_[at_])) ++at_;
    if (at_ == before && at_ < end_) ++at_;
  }

  // Pipelines up to a closing word, which stays.
  void parse_list(List& list) {
    if (++depth_ > kMostNesting) {
      give_up();
    }
    Pipeline::Joined joined = Pipeline::Joined::next;
    while (true) {
      skip_newlines();
      if (at_ >= end_ || at_closing_word()) break;
      const std::size_t before = at_;
      Pipeline& pipeline = list.pipelines.emplace_back();
      pipeline.joined = joined;
      parse_pipeline(pipeline);
      joined = Pipeline::Joined::next;
      skip_blanks();
      if (take("&&")) {
        joined = Pipeline::Joined::and_;
      } else if (take("||")) {
        joined = Pipeline::Joined::or_;
      } else if (peek() == '&') {
        ++at_;
        mark_background(list);
      } else if (peek() == ';' && !has(";;") && !has(";&")) {
        ++at_;
      } else if (at_ == before) {  // what no command begins with
        script_.well_formed = false;
        ++at_;
      }
    }
    --depth_;
  }

  // `a && b &` runs all of it in the background.
  static void mark_background(List& list) {
    for (auto one = list.pipelines.rbegin(); one != list.pipelines.rend(); ++one) {
      one->background = true;
      if (one->joined == Pipeline::Joined::next) break;
    }
  }

  void give_up() {
    script_.well_formed = false;
    at_ = end_;
  }

  void parse_pipeline(Pipeline& pipeline) {
    while (take_word("!")) {
      pipeline.negated = !pipeline.negated;
      skip_blanks();
    }
    while (at_ < end_) {
      parse_command(pipeline.commands.emplace_back());
      skip_blanks();
      if (peek() != '|' || has("||")) break;
      at_ += has("|&") ? 2 : 1;
      skip_newlines();
    }
  }

  void parse_command(Command& command) {
    command.range.from = at_;
    if (has("((")) {
      skip_arithmetic(command);
    } else if (take("(")) {
      parse_block(command, Command::Kind::subshell, ")");
    } else if (take_word("{")) {
      parse_block(command, Command::Kind::group, "}");
    } else if (take_word("if")) {
      parse_if(command);
    } else if (take_word("while") || take_word("until")) {
      command.kind = Command::Kind::loop;
      parse_list(command.lists.emplace_back());
      parse_do(command);
    } else if (take_word("for") || take_word("select")) {
      parse_for(command);
    } else if (take_word("case")) {
      parse_case(command);
    } else if (at_word("[[")) {
      parse_condition(command);
    } else if (const std::optional<std::string_view> name = take_function_head()) {
      command.kind = Command::Kind::function;
      command.name = *name;
      skip_newlines();
      if (++depth_ > kMostNesting) return give_up();
      parse_pipeline(command.lists.emplace_back().pipelines.emplace_back());
      --depth_;
    } else {
      parse_simple(command);
      command.range.to = words_end_;
      return;
    }
    command.range.to = at_;
    parse_redirections(command);
  }

  void expect(std::string_view word) {
    skip_newlines();
    if (!take_word(word) && !(word == ")" && take(word))) script_.well_formed = false;
  }

  void parse_block(Command& command, Command::Kind kind, std::string_view close) {
    command.kind = kind;
    parse_list(command.lists.emplace_back());
    expect(close);
  }

  void parse_if(Command& command) {
    command.kind = Command::Kind::if_;
    do {
      parse_list(command.lists.emplace_back());
      expect("then");
      parse_list(command.lists.emplace_back());
    } while (take_word("elif"));
    if (take_word("else")) parse_list(command.lists.emplace_back());
    expect("fi");
  }

  void parse_do(Command& command) {
    skip_newlines();
    if (take(";")) skip_newlines();
    const bool braces = !at_word("do") && take_word("{");
    if (!braces) expect("do");
    parse_list(command.lists.emplace_back());
    expect(braces ? "}" : "done");
  }

  void parse_for(Command& command) {
    command.kind = Command::Kind::for_;
    skip_blanks();
    if (has("((")) {
      Command head;
      skip_arithmetic(head);
    } else {
      const std::size_t from = at_;
      while (at_ < end_ && is_name(str_[at_])) ++at_;
      command.name = str_.substr(from, at_ - from);
      skip_newlines();
      if (take_word("in")) {
        for (skip_blanks(); at_ < end_ && !ends_word(str_[at_]); skip_blanks()) {
          parse_word(command.words.emplace_back());
        }
      }
    }
    parse_do(command);
  }

  void parse_case(Command& command) {
    command.kind = Command::Kind::case_;
    skip_blanks();
    parse_word(command.words.emplace_back());
    expect("in");
    skip_newlines();
    while (at_ < end_ && !at_word("esac")) {
      const std::size_t before = at_;
      take("(");
      while (at_ < end_ && peek() != ')' && peek() != '\n') {  // patterns
        Word pattern;
        skip_blanks();
        const std::size_t start = at_;
        parse_word(pattern);
        skip_blanks();
        if (!take("|") && at_ == start) break;
      }
      if (!take(")")) script_.well_formed = false;
      parse_list(command.lists.emplace_back());
      if (!take(";;&") && !take(";;") && !take(";&") && !at_word("esac")) {
        script_.well_formed = false;
      }
      skip_newlines();
      if (at_ == before) return give_up();
    }
    expect("esac");
  }

  // `[[ a == b && c ]]`: operators are words here.
  void parse_condition(Command& command) {
    while (at_ < end_) {
      while (at_ < end_ && (is_blank(str_[at_]) || str_[at_] == '\n' || has("\\\n"))) ++at_;
      if (at_ >= end_) break;
      const bool last = at_word("]]");
      Word& word = command.words.emplace_back();
      const std::size_t before = at_;
      parse_word(word);
      if (at_ == before) {  // an operator
        while (at_ < end_ && ends_word(str_[at_]) && !is_blank(str_[at_])) ++at_;
        word.range = {before, at_};
        word.parts.push_back(literal(before, at_, false));
      }
      if (last) return;
    }
    script_.well_formed = false;
  }

  // `name()` or `function name`.
  std::optional<std::string_view> take_function_head() {
    const std::size_t before = at_;
    const bool keyword = take_word("function");
    if (keyword) skip_blanks();
    const std::size_t from = at_;
    while (at_ < end_ && !ends_word(str_[at_]) && str_[at_] != '=' && str_[at_] != '$' &&
           str_[at_] != '"' && str_[at_] != '\'' && str_[at_] != '\\') {
      ++at_;
    }
    const std::string_view name = str_.substr(from, at_ - from);
    while (at_ < end_ && is_blank(str_[at_])) ++at_;
    bool parentheses = false;
    if (take("(")) {
      while (at_ < end_ && is_blank(str_[at_])) ++at_;
      parentheses = take(")");
    }
    if (!name.empty() && (parentheses || keyword)) return name;
    at_ = before;
    return std::nullopt;
  }

  void skip_arithmetic(Command& command) {
    command.kind = Command::Kind::other;
    at_ += 2;
    int open = 2;
    while (at_ < end_ && open > 0) {
      if (str_[at_] == '(') ++open;
      if (str_[at_] == ')') --open;
      ++at_;
    }
    if (open > 0) script_.well_formed = false;
  }

  void parse_simple(Command& command) {
    words_end_ = at_;
    while (at_ < end_) {
      skip_blanks();
      if (parse_redirection(command)) continue;
      if (at_ >= end_ || ends_word(peek())) {
        if (!has("<(") && !has(">(")) break;
      }
      if (command.words.empty() && parse_assignment(command)) continue;
      parse_word(command.words.emplace_back());
      words_end_ = at_;
    }
  }

  bool parse_assignment(Command& command) {
    std::size_t behind = at_;
    if (behind >= end_ || !is_name_start(str_[behind])) return false;
    while (behind < end_ && is_name(str_[behind])) ++behind;
    const std::string_view name = str_.substr(at_, behind - at_);
    if (behind < end_ && str_[behind] == '[') {  // name[index]=value
      const std::size_t close = str_.substr(0, end_).find_first_of("]\n", behind);
      if (close == std::string_view::npos || str_[close] != ']') return false;
      behind = close + 1;
    }
    const bool appends = behind < end_ && str_[behind] == '+';
    if (appends) ++behind;
    if (behind >= end_ || str_[behind] != '=') return false;
    Assignment& assignment = command.assignments.emplace_back();
    assignment.name = name;
    assignment.appends = appends;
    at_ = behind + 1;
    if (take("(")) {
      assignment.is_array = true;
      while (at_ < end_) {
        while (at_ < end_ && (is_blank(peek()) || peek() == '\n')) ++at_;
        if (take(")")) break;
        const std::size_t before = at_;
        Word item;
        parse_word(item);
        if (at_ == before && at_ < end_) ++at_;
      }
    } else {
      parse_word(assignment.value);
    }
    words_end_ = at_;
    return true;
  }

  void parse_redirections(Command& command) {
    skip_blanks();
    while (parse_redirection(command)) {
      command.range.to = words_end_;
      skip_blanks();
    }
  }

  bool parse_redirection(Command& command) {
    const std::size_t before = at_;
    Redirection one;
    if (is_digit(peek())) {
      std::size_t behind = at_;
      while (behind < end_ && is_digit(str_[behind])) ++behind;
      if (behind < end_ && (str_[behind] == '<' || str_[behind] == '>') && behind - at_ < 3) {
        one.descriptor = std::stoi(std::string(str_.substr(at_, behind - at_)));
        at_ = behind;
      }
    }
    using Kind = Redirection::Kind;
    bool strips_tabs = false;
    if (has("<(") || has(">(")) {
      at_ = before;
      return false;
    }
    if (take("&>>")) {
      one.kind = Kind::append;
      one.with_errors = true;
    } else if (take("&>")) {
      one.kind = Kind::write;
      one.with_errors = true;
    } else if (take("<<<")) {
      one.kind = Kind::here_string;
    } else if (take("<<-")) {
      one.kind = Kind::here_document;
      strips_tabs = true;
    } else if (take("<<")) {
      one.kind = Kind::here_document;
    } else if (take(">>")) {
      one.kind = Kind::append;
    } else if (take(">&") || take("<&")) {
      one.kind = Kind::duplicate;
    } else if (take(">|") || take("<>")) {
      one.kind = Kind::write;
    } else if (take(">")) {
      one.kind = Kind::write;
    } else if (take("<")) {
      one.kind = Kind::read;
    } else {
      at_ = before;
      return false;
    }
    skip_blanks();
    const bool one_is_document = one.kind == Kind::here_document;
    command.redirections.push_back(std::move(one));
    Redirection& kept = command.redirections.back();
    parse_word(kept.target);
    words_end_ = at_;
    if (one_is_document) {
      kept.document = &script_.here_documents.emplace_back();
      pending_.push_back({plain_text(kept.target), strips_tabs, !kept.target.quoted,
                          &script_.here_documents.back()});
    }
    return true;
  }

  std::string plain_text(const Word& word) const {
    std::string text;
    for (const Part& part : word.parts) {
      text += part.text.empty() ? text_of(part.range) : std::string_view(part.text);
    }
    return text;
  }

  std::string_view text_of(const Range& range) const {
    return str_.substr(range.from, range.to - range.from);
  }

  void read_here_document(const Pending& pending) {
    const std::size_t from = at_;
    std::size_t to = end_;
    std::size_t behind = end_;
    for (std::size_t line = from; line < end_;) {
      const std::size_t line_end = std::min(str_.find('\n', line), end_);
      std::size_t begin = line;
      while (pending.strips_tabs && begin < line_end && str_[begin] == '\t') ++begin;
      if (str_.substr(begin, line_end - begin) == pending.tag) {
        to = line;
        behind = std::min(line_end + 1, end_);
        break;
      }
      line = line_end + 1;
    }
    const std::size_t outer_end = std::exchange(end_, to);
    pending.body->range = {from, to};
    bool line_start = true;
    while (at_ < end_) {
      while (line_start && pending.strips_tabs && at_ < end_ && str_[at_] == '\t') ++at_;
      const std::size_t begin = at_;
      while (at_ < end_ && str_[at_] != '\n' && !(pending.expands && is_expansion(str_[at_]))) {
        ++at_;
      }
      line_start = at_ < end_ && str_[at_] == '\n';
      if (line_start) ++at_;
      if (at_ > begin) pending.body->parts.push_back(literal(begin, at_, true));
      if (!line_start && at_ < end_) parse_expansion(*pending.body, true, kDocumentEscapes);
    }
    end_ = outer_end;
    at_ = behind;
  }

  static bool is_expansion(char c) { return c == '$' || c == '`' || c == '\\'; }

  static Part literal(std::size_t from, std::size_t to, bool quoted) {
    Part part;
    part.quoted = quoted;
    part.range = {from, to};
    return part;
  }

  void parse_word(Word& word) {
    word.range.from = at_;
    if (has("<(") || has(">(")) {
      at_ += 2;
      parse_substitution(word, at_ - 2, false);
    }
    while (at_ < end_ && !ends_word(str_[at_])) {
      const char c = str_[at_];
      const std::size_t begin = at_;
      if (c == '\'') {
        at_ = std::min(str_.find('\'', at_ + 1), end_);
        if (at_ == end_) script_.well_formed = false;
        word.parts.push_back(literal(begin + 1, at_, true));
        word.quoted = true;
        at_ = std::min(at_ + 1, end_);
      } else if (c == '"') {
        ++at_;
        parse_double_quoted(word);
      } else if (has("\\\n")) {
        at_ += 2;
      } else if (c == '\\') {
        at_ = std::min(at_ + 2, end_);
        word.parts.push_back(literal(begin + 1, at_, true));
        word.quoted = true;
      } else if (c == '$' || c == '`') {
        parse_expansion(word, false);
      } else {
        while (at_ < end_ && !ends_word(str_[at_]) && !is_expansion(str_[at_]) &&
               str_[at_] != '\'' && str_[at_] != '"') {
          ++at_;
        }
        word.parts.push_back(literal(begin, at_, false));
      }
    }
    word.range.to = at_;
  }

  void parse_double_quoted(Word& word) {
    word.quoted = true;
    word.parts.push_back(literal(at_, at_, true));  // "" is a word too
    while (at_ < end_ && str_[at_] != '"') {
      const std::size_t begin = at_;
      while (at_ < end_ && str_[at_] != '"' && !is_expansion(str_[at_])) ++at_;
      if (at_ > begin) word.parts.push_back(literal(begin, at_, true));
      if (at_ < end_ && str_[at_] != '"') parse_expansion(word, true);
    }
    if (at_ >= end_) script_.well_formed = false;
    at_ = std::min(at_ + 1, end_);
  }

  // At `$`, a backquote, or in quotes and here-documents a backslash.
  void parse_expansion(Word& word, bool quoted, std::string_view escaped = kQuotedEscapes) {
    const std::size_t begin = at_;
    const char next = peek(1);
    if (str_[at_] == '\\') {
      if (next == '\n' && at_ + 1 < end_) {
        at_ += 2;
      } else {
        const bool escapes = escaped.find(next) != std::string_view::npos;
        at_ = std::min(at_ + 2, end_);
        word.parts.push_back(literal(escapes ? begin + 1 : begin, at_, true));
      }
    } else if (str_[at_] == '`') {
      parse_backquoted(word, quoted);
    } else if (has("$((")) {
      Command arithmetic;
      ++at_;
      skip_arithmetic(arithmetic);
      add_other(word, begin, quoted);
    } else if (take("$(")) {
      parse_substitution(word, begin, quoted);
    } else if (take("${")) {
      parse_braced(word, begin, quoted);
    } else if (next == '\'' && !quoted) {
      parse_c_string(word);
    } else if (next == '"' && !quoted) {
      at_ += 2;
      parse_double_quoted(word);
    } else if (is_name_start(next)) {
      ++at_;
      while (at_ < end_ && is_name(str_[at_])) ++at_;
      add_variable(word, begin, begin + 1, at_, quoted);
    } else if (is_digit(next) || std::string_view("@*#?-$!").find(next) != std::string_view::npos) {
      at_ += 2;
      add_variable(word, begin, begin + 1, at_, quoted);
    } else {
      ++at_;
      word.parts.push_back(literal(begin, at_, quoted));
    }
  }

  void add_variable(Word& word, std::size_t begin, std::size_t from, std::size_t to, bool quoted) {
    Part& part = word.parts.emplace_back(literal(begin, at_, quoted));
    part.kind = Part::Kind::variable;
    part.name = str_.substr(from, to - from);
  }

  void add_other(Word& word, std::size_t begin, bool quoted) {
    word.parts.emplace_back(literal(begin, at_, quoted)).kind = Part::Kind::other;
  }

  // Behind `${`.
  void parse_braced(Word& word, std::size_t begin, bool quoted) {
    const std::size_t from = at_;
    while (at_ < end_ && is_name(str_[at_])) ++at_;
    const std::size_t to = at_;
    const bool has_default = has(":-") || has(":=") || has("-") || has("=");
    int open = 1;
    while (at_ < end_ && open > 0) {
      if (str_[at_] == '\\')
        ++at_;
      else if (str_[at_] == '{')
        ++open;
      else if (str_[at_] == '}')
        --open;
      ++at_;
    }
    at_ = std::min(at_, end_);
    if (open > 0) script_.well_formed = false;
    if (to > from && (to + 1 == at_ || has_default)) {
      add_variable(word, begin, from, to, quoted);
      word.parts.back().has_default = has_default;
    } else {
      add_other(word, begin, quoted);
    }
  }

  // Behind `$(`, `<(` or `>(`.
  void parse_substitution(Word& word, std::size_t begin, bool quoted) {
    auto list = std::make_unique<List>();
    parse_list(*list);
    if (!take(")")) script_.well_formed = false;
    add_substitution(word, begin, quoted, std::move(list));
  }

  void parse_backquoted(Word& word, bool quoted) {
    const std::size_t begin = at_++;
    std::size_t close = at_;
    while (close < end_ && str_[close] != '`') close += str_[close] == '\\' ? 2 : 1;
    close = std::min(close, end_);
    if (close == end_) script_.well_formed = false;
    const std::size_t outer_end = std::exchange(end_, close);
    auto list = std::make_unique<List>();
    parse_list(*list);
    end_ = outer_end;
    at_ = std::min(close + 1, end_);
    add_substitution(word, begin, quoted, std::move(list));
  }

  void add_substitution(Word& word, std::size_t begin, bool quoted, std::unique_ptr<List> list) {
    Part& part = word.parts.emplace_back(literal(begin, at_, quoted));
    part.kind = Part::Kind::substitution;
    part.list = std::move(list);
  }

  // $'...'
  void parse_c_string(Word& word) {
    word.quoted = true;
    at_ += 2;
    word.parts.push_back(literal(at_, at_, true));
    while (at_ < end_ && str_[at_] != '\'') {
      const std::size_t begin = at_;
      while (at_ < end_ && str_[at_] != '\'' && str_[at_] != '\\') ++at_;
      if (at_ > begin) word.parts.push_back(literal(begin, at_, true));
      if (at_ < end_ && str_[at_] == '\\') {
        const char escaped = peek(1);
        at_ = std::min(at_ + 2, end_);
        Part part = literal(at_ - 1, at_, true);
        if (escaped == 'n') part.text = "\n";
        if (escaped == 't') part.text = "\t";
        if (escaped == 'r') part.text = "\r";
        word.parts.push_back(std::move(part));
      }
    }
    if (at_ >= end_) script_.well_formed = false;
    at_ = std::min(at_ + 1, end_);
  }

  Script& script_;
  std::string_view str_;
  std::size_t end_;
  std::size_t at_ = 0;
  std::size_t words_end_ = 0;
  int depth_ = 0;
  std::vector<Pending> pending_;
};

}  // namespace

std::unique_ptr<Script> parse(const Text& text) {
  auto script = std::make_unique<Script>(text);
  Parser(*script).run();
  return script;
}

}  // namespace cfn_ecs_lint::userdata::shell
