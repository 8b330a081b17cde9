#include "output/compact.h"

#include "output/headline.h"
#include "output/paint.h"

namespace cfn_ecs_lint::output {

std::string to_compact(const Report& report, const TextOptions& options) {
  const Paint paint(options.color, options.links);
  std::string out;
  for (const ReadProblem& problem : report.problems) out += headline(problem, paint) + '\n';
  for (const Diagnostic& finding : report.findings) {
    out += headline(finding, report, paint) + '\n';
  }
  for (const Diagnostic& finding : report.suppressed_findings) {
    out += headline(finding, report, paint) + " (suppressed)\n";
  }
  if (options.statistics) out += statistics(report);
  if (options.summary) out += summary(report, paint, options.elapsed) + '\n';
  return out;
}

}  // namespace cfn_ecs_lint::output
