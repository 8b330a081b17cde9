// From files to findings: every room in its order.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "link/template_set.h"
#include "lint/rule.h"
#include "source/source.h"

namespace cfn_ecs_lint {

// A file to read.
struct Input {
  const SourceFile* file = nullptr;
  bool named = true;  // by the user; false: found in a folder, where other files are passed over
};

// Reads the templates among the files. What cannot be read is added to `problems`.
std::vector<cfn::Template> read_templates(std::span<const Input> inputs,
                                          std::vector<ReadProblem>& problems);

// What the rules find in the templates that are deployed together, sorted by file, place and rule,
// equal findings merged.
std::vector<Diagnostic> lint(const TemplateSet& set, std::span<const Rule* const> rules);

}  // namespace cfn_ecs_lint
