// What the programs do that scripts at boot call, as far as the agent's configuration goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "userdata/machine.h"

namespace cfn_ecs_lint::userdata {

struct Invocation {
  Machine& machine;
  std::vector<Text> words;
  const Output* input;  // null: no pipe and no redirection
  Output& output;
  bool certain;
  Text line;                // the whole command
  std::string_view folder;  // the current one; empty: not known

  // The word where it is known, else "".
  std::string_view word(std::size_t index) const {
    return index < words.size() && words[index].known() ? words[index].str() : std::string_view();
  }
  // The name of the program without its folder.
  std::string_view program() const;
  // A word as an absolute path.
  Text path(const Text& word) const;
  void print_unknown() { output.push_back({Text(), false, true}); }
};

// Does what a program does. Those of which nothing is known do nothing to the agent, unless they
// run a file or name the agent's configuration.
void run_program(Invocation& call);

// Words of a command that ask a question: what follows them with `&&` runs only if the answer is
// yes, which nobody knows before.
bool asks_question(const Invocation& call);

// sed: applies its scripts to lines that are known.
void run_sed(Invocation& call);

}  // namespace cfn_ecs_lint::userdata
