// What is made of the findings of a run before they are shown.
#pragma once

#include <cstddef>
#include <span>
#include <variant>
#include <vector>

#include "cli/inputs.h"
#include "cli/project.h"
#include "cli/run.h"
#include "diagnostic/diagnostic.h"
#include "output/report.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

// The findings of a run, sorted out.
struct Verdict {
  std::vector<Diagnostic> shown;
  std::vector<Diagnostic> suppressed;  // by the templates or the baseline, severe enough to show
  std::size_t suppressed_in_source = 0;
  std::size_t in_baseline = 0;
  std::size_t below_level = 0;
  std::size_t stale = 0;  // of the baseline, what is mended
  bool failed = false;    // the exit status is 1
};

// Sorts out what the rules have found: levels, the baseline (which may be written, and from which
// notes may come), the files that are told about. `sources` keeps the baseline. Or else what is
// wrong with the baseline.
std::variant<Verdict, WrongUse> judge(Outcome outcome, const Inputs& inputs, const Project& project,
                                      std::span<const output::RuleInfo> rules, SourceMap& sources);

}  // namespace cfn_ecs_lint::cli
