#include "output/headline.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "output/display.h"
#include "output/place.h"

namespace cfn_ecs_lint::output {
namespace {

std::string line(std::string_view place, std::string_view kind, std::string_view message,
                 const Paint& paint) {
  return fmt::format("{}: {}: {}", paint(Tone::strong, place), kind,
                     paint(Tone::strong, printable(message)));
}

}  // namespace

std::string headline(const Diagnostic& finding, const Report& report, const Paint& paint) {
  const RuleInfo* rule = report.rule(finding.rule);
  const std::string kind = fmt::format("{}[{}]", to_string(finding.severity), finding.rule);
  return line(place_of(finding.span),
              paint.link(rule ? rule->reference : "", paint(tone_of(finding.severity), kind)),
              finding.message, paint);
}

std::string headline(const ReadProblem& problem, const Paint& paint) {
  return line(problem.span ? place_of(problem.span) : printable(problem.path),
              paint(Tone::error, "error"), problem.message, paint);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string counted_findings(const Report& report, const Paint& paint) {
  std::string words;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    const std::size_t count = report.count(severity);
    if (count == 0) continue;
    if (!words.empty()) words += ", ";
    words += paint(tone_of(severity), counted(count, to_string(severity)));
  }
  return words;
}

std::string summary(const Report& report, const Paint& paint,
                    std::optional<std::chrono::milliseconds> elapsed) {
  std::set<std::string_view> files;
  for (const Diagnostic& finding : report.findings) files.insert(finding.span.file->path());
  const std::string templates = counted(report.templates.size(), "template");
  std::string words = counted_findings(report, paint);
  if (words.empty()) {
    words = fmt::format("no findings in {}", templates);
  } else {
    const auto with_findings = std::ranges::count_if(
        report.templates, [&](const SourceFile* each) { return files.contains(each->path()); });
    words += fmt::format(" in {} of {}", with_findings, templates);
  }
  if (elapsed) words += fmt::format(" ({} ms)", elapsed->count());
  if (!report.problems.empty()) {
    std::set<std::string_view> unread;
    for (const ReadProblem& problem : report.problems) unread.insert(problem.path);
    words += fmt::format("; {} could not be read", counted(unread.size(), "input"));
  }
  if (report.suppressed > 0) words += fmt::format("; {} suppressed", report.suppressed);
  if (report.in_baseline > 0) words += fmt::format("; {} in the baseline", report.in_baseline);
  if (report.stale > 0) {
    words += fmt::format("; {} of the baseline mended (--write-baseline)", report.stale);
  }
  if (report.below_level > 0) {
    words += fmt::format("; {} less severe not shown (--level note)", report.below_level);
  }
  return words;
}

std::string statistics(const Report& report) {
  std::map<std::string_view, std::size_t> counts;
  for (const Diagnostic& finding : report.findings) ++counts[finding.rule];
  std::vector<std::pair<std::string_view, std::size_t>> rows(counts.begin(), counts.end());
  std::ranges::stable_sort(rows, std::ranges::greater(),
                           [](const auto& row) { return row.second; });
  std::string lines;
  for (const auto& [rule, count] : rows) lines += fmt::format("{:>6}  {}\n", count, rule);
  return lines;
}

}  // namespace cfn_ecs_lint::output
