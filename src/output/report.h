// What the renderers show: one finished run, as plain data.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "diagnostic/diagnostic.h"
#include "source/source.h"

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
  std::span<const RuleInfo> rules;               // all that the linter knows
  std::span<const SourceFile* const> templates;  // that were read
  std::size_t below_level = 0;                   // findings not shown because of `--level`
  std::size_t suppressed = 0;                    // findings not shown because the template says so
  std::size_t in_baseline = 0;                   // findings not shown because the baseline has them
  std::span<const Diagnostic> suppressed_findings = {};  // those of both to show all the same
  std::size_t stale = 0;                                 // findings of the baseline that are mended
  int exit_code = 0;
  std::string_view version;  // of the linter
  // The paths of files from the root of their repository, with `/`, where they are not the paths
  // by which the user knows the files.
  std::map<std::string, std::string, std::less<>> repository_paths = {};

  // Where a file of the repository can be seen, up to its path: "https://.../blob/main/". Empty:
  // not known.
  std::string address = {};

  // The rule with this name, or null.
  const RuleInfo* rule(std::string_view name) const;
  // How many of the findings to show are so severe.
  std::size_t count(Severity severity) const;
  // The path of a file from the root of its repository.
  std::string_view repository_path(std::string_view path) const;
};

}  // namespace cfn_ecs_lint::output
