// The words by which a template asks not to show findings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace cfn_ecs_lint {

inline constexpr std::string_view kTool = "cfn-ecs-lint";

struct DirectiveName {
  std::string_view name;  // of a rule or a group, or `*`
  Span span;
  bool used = false;
};

// What is wrong with the words of a directive.
struct DirectiveFault {
  Span span;
  std::string message;
};

struct Directive {
  Span span;                         // its words, on one line
  Span scope;                        // findings that begin in it are not shown
  std::vector<DirectiveName> names;  // empty when there is a fault
  std::string_view reason;
  bool whole_file = false;
  std::optional<DirectiveFault> fault = {};
};

// What is wrong when a name stands where that of the tool does.
std::string mistyped_tool(std::string_view name);

// The directive in a comment, `# cfn-ecs-lint: ignore[rule, rule] reason` or `ignore-file[...]`,
// or nothing. The span of the comment begins with `#`. The scope is not set.
std::optional<Directive> read_directive(const Span& comment);

}  // namespace cfn_ecs_lint
