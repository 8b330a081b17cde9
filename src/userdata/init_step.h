// What cfn-init does, for those who know the templates to tell those who read user data.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "resolve/value.h"

namespace cfn_ecs_lint {

struct Command;

struct InitStep {
  enum class Kind : std::uint8_t {
    file,     // writes `text` to the file `name`
    command,  // gives `text` to the shell, or runs `words` where there are some
  };
  Kind kind = Kind::file;
  std::string_view name;
  Span span;  // of the name
  Text text;
  std::vector<Text> words;
  bool known = true;    // false: text or words that nobody knows before the deployment
  bool certain = true;  // false: a command with a test, which may not run
};

// The steps that a call of cfn-init runs through; nothing where they are not known.
using InitReader = std::function<std::optional<std::vector<InitStep>>(const Command& call)>;

}  // namespace cfn_ecs_lint
