#include "output/json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "output/fingerprint.h"
#include "output/place.h"
#include "version.h"

namespace cfn_ecs_lint::output {
namespace {

using Json = nlohmann::ordered_json;

// Of the form: the second number grows when something is added, the first one when something that
// was there is gone or means something else.
constexpr std::string_view kFormatVersion = "1.0";

Json place_of(const SourceFile& file, std::uint32_t offset) {
  const LineColumn place = character_place(file, offset);
  return {{"line", place.line}, {"column", place.column}, {"offset", offset}};
}

Json location_of(const Span& span) {
  return {{"path", span.file->path()},
          {"start", place_of(*span.file, span.begin)},
          {"end", place_of(*span.file, span.end)}};
}

Json labels_of(const std::vector<Label>& labels) {
  Json all = Json::array();
  for (const Label& label : labels) {
    if (!label.span) continue;
    Json json = {{"message", label.text}, {"location", location_of(label.span)}};
    if (!label.logical_path.empty()) json["logicalPath"] = label.logical_path;
    all.push_back(std::move(json));
  }
  return all;
}

Json fixes_of(const std::vector<Fix>& fixes) {
  Json all = Json::array();
  for (const Fix& fix : fixes) {
    Json edits = Json::array();
    for (const Edit& edit : fix.edits) {
      edits.push_back({{"location", location_of(edit.span)}, {"replacement", edit.replacement}});
    }
    all.push_back({{"title", fix.title}, {"safe", fix.safe}, {"edits", std::move(edits)}});
  }
  return all;
}

Json suppression_of(const Suppression& suppression) {
  Json json = {{"by", suppression.span ? "template" : "baseline"}};
  if (suppression.span) json["location"] = location_of(suppression.span);
  if (!suppression.reason.empty()) json["reason"] = suppression.reason;
  return json;
}

Json finding_of(const Diagnostic& finding) {
  Json json = {{"rule", finding.rule},
               {"severity", to_string(finding.severity)},
               {"message", finding.message},
               {"location", location_of(finding.span)},
               {"logicalPath", finding.logical_path},
               {"when", finding.when},
               {"labels", labels_of(finding.labels)},
               {"fixes", fixes_of(finding.fixes)},
               {"fingerprint", fingerprint_of(finding)}};
  if (!finding.help.empty()) json["help"] = finding.help;
  if (finding.suppression) json["suppression"] = suppression_of(*finding.suppression);
  return json;
}

Json problem_of(const ReadProblem& problem) {
  Json json = {
      {"path", problem.path}, {"message", problem.message}, {"labels", labels_of(problem.labels)}};
  if (problem.span) json["location"] = location_of(problem.span);
  if (!problem.help.empty()) json["help"] = problem.help;
  return json;
}

// Those that found something.
Json rules_of(const Report& report) {
  std::set<std::string_view> names;
  for (const Diagnostic& finding : report.findings) names.insert(finding.rule);
  for (const Diagnostic& finding : report.suppressed_findings) names.insert(finding.rule);
  Json rules = Json::object();
  for (const std::string_view name : names) {
    const RuleInfo* rule = report.rule(name);
    if (!rule) continue;
    Json json = {{"severity", to_string(rule->severity)},
                 {"group", rule->group},
                 {"summary", rule->summary},
                 {"why", rule->why},
                 {"remedy", rule->remedy}};
    if (!rule->reference.empty()) json["reference"] = rule->reference;
    rules[std::string(name)] = std::move(json);
  }
  return rules;
}

Json summary_of(const Report& report) {
  return {{"errors", report.count(Severity::error)},
          {"warnings", report.count(Severity::warning)},
          {"notes", report.count(Severity::note)},
          {"problems", report.problems.size()},
          {"templates", report.templates.size()},
          {"belowLevel", report.below_level},
          {"suppressed", report.suppressed},
          {"inBaseline", report.in_baseline},
          {"mended", report.stale},
          {"exitStatus", report.exit_code}};
}

}  // namespace

std::string to_json(const Report& report) {
  Json findings = Json::array();
  for (const Diagnostic& finding : report.findings) findings.push_back(finding_of(finding));
  for (const Diagnostic& finding : report.suppressed_findings) {
    findings.push_back(finding_of(finding));
  }
  Json problems = Json::array();
  for (const ReadProblem& problem : report.problems) problems.push_back(problem_of(problem));
  Json templates = Json::array();
  for (const SourceFile* file : report.templates) templates.push_back(file->path());

  Json json;
  json["formatVersion"] = kFormatVersion;
  json["tool"] = {{"name", "cfn-ecs-lint"}, {"version", report.version}, {"homepage", kHomepage}};
  json["summary"] = summary_of(report);
  json["templates"] = std::move(templates);
  json["findings"] = std::move(findings);
  json["problems"] = std::move(problems);
  json["rules"] = rules_of(report);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cfn_ecs_lint::output
