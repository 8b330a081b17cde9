// The shell's grammar as far as scripts at boot use it. Every part knows its bytes in the script,
// so nothing is copied and nothing is expanded here.
// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html and the Bash manual.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "userdata/texts.h"

namespace cfn_ecs_lint::userdata::shell {

struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

struct List;

struct Part {
  enum class Kind : std::uint8_t {
    literal,       // `range` of the script; `text` where an escape stands for it
    variable,      // $name, ${name}, ${name:-word}
    substitution,  // $(...), `...`, <(...), >(...)
    other,         // ${name%x}, $((...)): not known here
  };
  Kind kind = Kind::literal;
  bool quoted = false;
  Range range;
  std::string text;
  std::string_view name;
  bool has_default = false;  // ${name:-word}
  std::unique_ptr<List> list;
};

struct Word {
  Range range;
  std::vector<Part> parts;
  bool quoted = false;  // some of it is in quotes
};

struct Assignment {
  std::string_view name;
  Word value;
  bool appends = false;   // name+=value
  bool is_array = false;  // name=(...): `value` is empty
};

struct Redirection {
  enum class Kind : std::uint8_t { write, append, read, here_document, here_string, duplicate };
  Kind kind = Kind::write;
  int descriptor = -1;             // -1: that of the operator
  bool with_errors = false;        // &> and &>>
  Word target;                     // a file, a descriptor, or the text of a here-string
  const Word* document = nullptr;  // the text of a here-document
};

struct Command {
  enum class Kind : std::uint8_t {
    simple,
    group,     // { ...; }
    subshell,  // ( ... )
    if_,       // lists: condition, then, condition, then, ..., perhaps else
    loop,      // while, until; lists: condition, body
    for_,      // lists: body
    case_,     // lists: one a branch
    function,  // lists: body
    other,     // (( ... ))
  };
  Kind kind = Kind::simple;
  Range range;
  std::string_view name;  // of a function, or of the variable of `for`
  std::vector<Assignment> assignments;
  std::vector<Word> words;  // of a simple command; the items of `for`
  std::vector<Redirection> redirections;
  std::vector<List> lists;
};

struct Pipeline {
  enum class Joined : std::uint8_t { next, and_, or_ };  // to the pipeline before it
  Joined joined = Joined::next;
  bool negated = false;
  bool background = false;
  std::vector<Command> commands;
};

struct List {
  std::vector<Pipeline> pipelines;
};

struct Script {
  explicit Script(const Text& source) : text(source) {}

  Cuttable text;
  List list;
  std::deque<Word> here_documents;
  bool well_formed = true;  // false: a quote or a block is not closed, or nested without end
};

// Reads a script. Whatever the text is, it ends, in linear time.
std::unique_ptr<Script> parse(const Text& text);

}  // namespace cfn_ecs_lint::userdata::shell
