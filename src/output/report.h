// What the renderers show: one finished run, as plain data.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint::output {

// What the user is told about a rule. `summary`, `why` and `remedy` are sentences.
struct RuleInfo {
  std::string_view name;
  Severity severity = Severity::warning;
  std::string_view group;
  std::string_view summary;
  std::string_view why;
  std::string_view remedy;
  std::string_view reference;  // the address of a page, of AWS as a rule; may be empty
};

struct Report {
  std::span<const Diagnostic> findings;  // those to show, in the order to show them
  std::span<const ReadProblem> problems;
  std::span<const RuleInfo> rules;  // all that the linter knows
  std::size_t templates = 0;        // that were read
  std::size_t below_level = 0;      // findings not shown because of `--level`
  std::size_t suppressed = 0;       // findings not shown because the template says so
  std::string_view version;         // of the linter
  int exit_code = 0;

  // The rule with this name, or null.
  const RuleInfo* rule(std::string_view name) const;
};

}  // namespace cfn_ecs_lint::output
