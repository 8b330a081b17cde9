// Findings that a project has taken note of: they stay quiet until they are mended.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "source/source.h"

namespace cfn_ecs_lint::baseline {

struct Entry {
  std::string rule;
  std::string path;  // of the template, from the root of its repository
  std::string at;    // "Resources.Web.Properties.DesiredCount"
  std::string message;
  std::string fingerprint;
  Span span = {};  // of the rule's name in the file that was read
};

// A finding as a baseline has it; `path` is that of its template from the root of its repository.
Entry entry_of(const Diagnostic& finding, std::string_view path);

// Reads what `to_json` wrote. What is wrong with it is added to `problems`.
std::vector<Entry> read(const SourceFile& file, std::vector<ReadProblem>& problems);

// Sorted by what the entries say, so that a change of one is a change of few lines.
std::string to_json(std::vector<Entry> entries);

struct Matches {
  std::vector<bool> known;    // of the findings, those that the baseline has
  std::vector<bool> matched;  // of the baseline, the entries that were found again
};

// Matches each finding with at most one entry of its template: by its fingerprint, and of several
// with the same one by the message first. `is_gone` tells whether there is no template with a path
// any more: its entries go to the template that has most of them.
Matches match(std::span<const Entry> baseline, std::span<const Diagnostic> findings,
              const std::function<std::string(const Diagnostic&)>& path_of,
              const std::function<bool(std::string_view)>& is_gone);

}  // namespace cfn_ecs_lint::baseline
