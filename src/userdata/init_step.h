// What cfn-init does with the metadata of a resource, in the order in which it does it.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "resolve/value.h"

namespace cfn_ecs_lint {

struct InitStep {
  enum class Kind : std::uint8_t {
    file,     // writes `text` to `path`
    command,  // gives `text` to the shell, or runs `words`
  };
  Kind kind = Kind::file;
  Text path;
  Text text;
  bool known = true;        // false: a file whose content nobody knows
  std::vector<Text> words;  // of a command that is a list
  bool certain = true;      // false: a command that has a test
  Text place;               // the words to point at
};

// The steps of the configsets (separated by commas; empty: the default) of a resource of the stack;
// nothing where they are not known.
using InitReader = std::function<std::optional<std::vector<InitStep>>(std::string_view resource,
                                                                      std::string_view configsets)>;

}  // namespace cfn_ecs_lint
