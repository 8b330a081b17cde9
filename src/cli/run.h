// The program from its command line to its exit status.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "diagnostic/diagnostic.h"
#include "link/template_set.h"
#include "lint/lint.h"
#include "output/report.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

struct Settings {
  std::vector<std::string_view> rules;  // those to run
  ParameterValues parameters;
  bool closed = false;
  bool require_reason = false;  // of each suppression
  bool partial = false;         // there may be templates of the system that are not given
};

struct Outcome {
  std::vector<Diagnostic> findings;  // suppressed ones too
  std::vector<ReadProblem> problems;
  std::vector<const SourceFile*> templates;  // the inputs that are templates
  std::set<std::string> parameters;          // the names that templates declare
};

// What the command line drives.
struct Linter {
  std::span<const output::RuleInfo> rules;  // by group
  std::function<Outcome(std::span<const Input>, const Settings&)> lint;
  std::function<std::string(Stage, std::span<const Input>, const Settings&,
                            std::vector<ReadProblem>&)>
      dump;
};

// Does what the words of the command line ask for and returns the exit status.
int run(std::span<const std::string> words, const Linter& linter, const Console& console);

}  // namespace cfn_ecs_lint::cli
