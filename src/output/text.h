// Findings for people to read.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "output/report.h"

namespace cfn_ecs_lint::output {

struct TextOptions {
  bool color = false;
  bool links = false;              // rules are links to their pages, as OSC 8 has them
  std::size_t columns = 160;       // of an excerpt of source, line numbers included
  std::size_t help_columns = 100;  // help is wrapped to
  bool summary = true;
  bool statistics = false;  // before the summary: how many findings each rule has
  // Shown in the summary; not given where output must be the same each time.
  std::optional<std::chrono::milliseconds> elapsed;
};

// Each problem and finding as `path:line:column: severity[rule]: message`, its source lines, the
// conditions, help; and a summary line.
std::string to_text(const Report& report, const TextOptions& options);

// One problem, without a summary.
std::string to_text(const ReadProblem& problem, const TextOptions& options);

// A rule as `--explain` shows it.
std::string explain(const RuleInfo& rule, const TextOptions& options);

// The rules, one a line: name, severity, summary; a line above those of each group.
std::string list_rules(std::span<const RuleInfo> rules, const TextOptions& options);

}  // namespace cfn_ecs_lint::output
