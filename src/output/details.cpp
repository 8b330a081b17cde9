#include "output/details.h"

#include <fmt/format.h>

#include <utility>

#include "output/display.h"
#include "output/place.h"
#include "text/utf8.h"

namespace cfn_ecs_lint::output {
namespace {

std::vector<Detail> places_of(const Report& report, const std::vector<Label>& labels) {
  std::vector<Detail> places;
  for (const Label& label : labels) {
    if (!label.span) continue;
    places.push_back({place_in_repository(report, label.span), printable(label.text), true});
  }
  return places;
}

}  // namespace

std::string place_in_repository(const Report& report, const Span& span) {
  const LineColumn place = character_place(*span.file, span.begin);
  return fmt::format("{}:{}:{}", printable(report.repository_path(span.file->path())), place.line,
                     place.column);
}

std::vector<Detail> details(const Report& report, const Diagnostic& finding) {
  std::vector<Detail> all;
  for (const std::string& condition : finding.when) all.push_back({"when", printable(condition)});
  for (Detail& place : places_of(report, finding.labels)) all.push_back(std::move(place));
  const RuleInfo* rule = report.rule(finding.rule);
  const std::string_view remedy = rule ? rule->remedy : std::string_view();
  const std::string_view help = finding.help.empty() ? remedy : std::string_view(finding.help);
  if (!help.empty()) all.push_back({"help", printable(help)});
  return all;
}

std::vector<Detail> details(const Report& report, const ReadProblem& problem) {
  std::vector<Detail> all = places_of(report, problem.labels);
  if (!problem.help.empty()) all.push_back({"help", printable(problem.help)});
  return all;
}

std::string cut(std::string_view text, std::size_t units) {
  std::size_t used = 0;
  std::size_t fits = 0;  // bytes that leave room for an ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint character = decode(text.substr(at));
    used += character.value > 0xFFFF ? 2 : 1;
    if (used > units) return std::string(text.substr(0, fits)) + "…";
    at += character.size;
    if (used < units) fits = at;
  }
  return std::string(text);
}

}  // namespace cfn_ecs_lint::output
