// Findings as Markdown, for the summary of a job or a comment.
#pragma once

#include <cstddef>
#include <string>

#include "output/report.h"

namespace cfn_ecs_lint::output {

// GitHub throws a summary away that has more than 1 MiB together with what other programs of the
// step write to it: the rest of the MiB is theirs.
inline constexpr std::size_t kLargestMarkdown = 1'000'000;

// A summary, a table of the findings, and what their rules say; in GitHub's flavour. No text of a
// template or of a rule is markup in it. It has at most `largest` bytes: where findings are left
// out, the least severe ones are, and it says how many.
std::string to_markdown(const Report& report, std::size_t largest);
std::string to_markdown(const Report& report);

}  // namespace cfn_ecs_lint::output
