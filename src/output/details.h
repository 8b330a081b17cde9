// A finding in plain words, for formats that show no source.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "output/report.h"

namespace cfn_ecs_lint::output {

// `path:line:column` with the path from the root of the repository, control characters escaped.
std::string place_in_repository(const Report& report, const Span& span);

// A line below the first one of a finding, "HEAD: TEXT": the head is "when", "help", or the place
// of a label. Control characters are escaped.
struct Detail {
  std::string head;
  std::string text;
  bool is_place = false;

  std::string line() const { return head + ": " + text; }
};

std::vector<Detail> details(const Report& report, const Diagnostic& finding);
std::vector<Detail> details(const Report& report, const ReadProblem& problem);

// At most `units` UTF-16 units of a text, as programs count that are not written in C++; where
// something is cut off, there is an ellipsis.
std::string cut(std::string_view text, std::size_t units);

}  // namespace cfn_ecs_lint::output
