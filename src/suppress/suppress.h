// What the templates themselves ask not to show.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cfn/template.h"
#include "diagnostic/diagnostic.h"
#include "lint/rule.h"

namespace cfn_ecs_lint {

struct SuppressionOptions {
  std::span<const Rule* const> known;          // every rule there is, those of this room too
  std::span<const std::string_view> selected;  // the names of those that run
  bool require_reason = false;
  // Templates of the system may be missing: what is suppressed may be at fault only beside them.
  bool partial = false;
};

// The rules about suppressions, and the one about the baseline. They have no check of their own:
// `suppress` finds what they name, and whoever reads the baseline.
std::span<const Rule* const> suppression_rules();

// Marks the findings that a comment or metadata of their template suppresses, by the place of the
// finding, and adds what is wrong with the suppressions. Findings stay sorted.
void suppress(std::span<const cfn::Template> templates, const SuppressionOptions& options,
              std::vector<Diagnostic>& findings);

}  // namespace cfn_ecs_lint
