// What is told of a finding in one line, and of a whole run in one line.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/diagnostic.h"
#include "output/paint.h"
#include "output/report.h"

namespace cfn_ecs_lint::output {

// `path:line:column: severity[rule]: message`, without a line break. The rule is a link to its page
// where the terminal knows links.
std::string headline(const Diagnostic& finding, const Report& report, const Paint& paint);

// `path:line:column: error: message`.
std::string headline(const ReadProblem& problem, const Paint& paint);

// "1 template", "2 templates".
std::string counted(std::size_t count, std::string_view noun);

// "1 error, 2 warnings", the worst first; empty when there is no finding.
std::string counted_findings(const Report& report, const Paint& paint);

// The counts of a run on one line, with what is not shown and why.
std::string summary(const Report& report, const Paint& paint,
                    std::optional<std::chrono::milliseconds> elapsed = {});

// How many findings each rule has, a line each, the most first.
std::string statistics(const Report& report);

}  // namespace cfn_ecs_lint::output
