#include "output/sarif.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "output/fingerprint.h"
#include "output/place.h"
#include "output/uri.h"
#include "version.h"

namespace cfn_ecs_lint::output {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kRoot = "%SRCROOT%";
constexpr std::string_view kNotRead = "template-not-read";
constexpr std::size_t kLargestContext = 2000;  // bytes

// "spot-draining-disabled" is "SpotDrainingDisabled".
std::string pascal_case(std::string_view name) {
  std::string result;
  bool upper = true;
  for (const char c : name) {
    if (c != '-') result += upper ? static_cast<char>(std::toupper(c)) : c;
    upper = c == '-';
  }
  return result;
}

// Begins with a capital, unless with code, and ends with a full stop.
std::string sentence(std::string_view text) {
  std::string result(text);
  if (result.empty()) return result;
  result.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(result.front())));
  if (std::string_view(".!?").find(result.back()) == std::string_view::npos) result += '.';
  return result;
}

// The text of an embedded link (3.11.6): brackets and backslashes are escaped.
std::string link(std::string_view text, std::size_t id) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return fmt::format("[{}]({})", escaped, id);
}

Json text_message(std::string text) { return {{"text", std::move(text)}}; }

// Of a fault that does not say more: how much GitHub makes of it.
std::string_view problem_severity(Severity severity) {
  return severity == Severity::note ? "recommendation" : to_string(severity);
}

Json rule_of(const RuleInfo& rule) {
  std::string text = fmt::format("{} {}", rule.why, rule.remedy);
  std::string markdown =
      fmt::format("{}\n\n{}\n\n**What to do:** {}\n", rule.summary, rule.why, rule.remedy);
  Json json;
  json["id"] = rule.name;
  // A name may not be the id in other letters.
  if (rule.name.find('-') != std::string_view::npos) json["name"] = pascal_case(rule.name);
  json["shortDescription"] = text_message(sentence(rule.summary));
  json["fullDescription"] = text_message(sentence(rule.why));
  if (!rule.reference.empty()) {
    json["helpUri"] = rule.reference;
    text += fmt::format(" See {}", rule.reference);
    markdown += fmt::format("\n[Reference]({})\n", rule.reference);
  }
  json["help"] = {{"text", text}, {"markdown", markdown}};
  json["defaultConfiguration"] = {{"level", to_string(rule.severity)}};
  json["properties"] = {{"tags", {rule.group}},
                        {"precision", "high"},
                        {"problem.severity", problem_severity(rule.severity)}};
  return json;
}

Json region_of(const Span& span) {
  const LineColumn begin = character_place(*span.file, span.begin);
  const LineColumn end = character_place(*span.file, span.end);
  return {{"startLine", begin.line},
          {"startColumn", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

// The lines about a span, when there are others and they are not large.
Json context_of(const Span& span) {
  const SourceFile& file = *span.file;
  const std::uint32_t first = std::max(file.place(span.begin).line, 3u) - 2;
  const std::uint32_t last = std::min(file.place(span.end).line + 2, file.line_count());
  const std::uint32_t begin = file.line_start(first);
  const auto end = static_cast<std::uint32_t>(file.line_start(last) + file.line(last).size());
  if (first == last || end - begin > kLargestContext) return nullptr;
  return {{"startLine", first},
          {"endLine", last},
          {"snippet", text_message(std::string(file.text({&file, begin, end})))}};
}

Json logical_locations(const std::vector<std::string>& path) {
  return Json::array(
      {{{"name", path.back()}, {"fullyQualifiedName", fmt::format("{}", fmt::join(path, "."))}}});
}

class SarifWriter {
 public:
  explicit SarifWriter(const Report& report) : report_(report) {}

  std::string write() && {
    for (const SourceFile* file : report_.templates) artifact_index(*file);
    Json rules = Json::array();
    for (const RuleInfo& rule : report_.rules) rules.push_back(rule_of(rule));
    Json results = Json::array();
    for (const Diagnostic& finding : report_.findings) results.push_back(result_of(finding));
    for (const Diagnostic& finding : report_.suppressed_findings) {
      results.push_back(result_of(finding));
    }

    Json driver;
    driver["name"] = "cfn-ecs-lint";
    driver["version"] = report_.version;
    driver["semanticVersion"] = report_.version;
    driver["informationUri"] = kHomepage;
    driver["rules"] = std::move(rules);
    driver["notifications"] = Json::array({notification_descriptor()});

    Json run;
    run["tool"]["driver"] = std::move(driver);
    run["invocations"] = Json::array({invocation()});
    run["originalUriBaseIds"][kRoot]["description"] =
        text_message("The root of the repository, or the folder in which the linter ran.");
    run["artifacts"] = std::move(artifacts_);
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results);

    Json log;
    log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    log["version"] = "2.1.0";
    log["runs"] = Json::array({std::move(run)});
    return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  std::string uri_of(std::string_view path) const {
    return percent_encoded(report_.repository_path(path));
  }

  std::size_t artifact_index(const SourceFile& file) {
    const auto [known, is_new] = artifact_indices_.emplace(&file, artifacts_.size());
    if (is_new) {
      const std::string_view bytes = file.bytes();
      const std::size_t first = bytes.find_first_not_of(" \t\r\n");
      const bool json = first != bytes.npos && (bytes[first] == '{' || bytes[first] == '[');
      artifacts_.push_back({{"location", {{"uri", uri_of(file.path())}, {"uriBaseId", kRoot}}},
                            {"length", bytes.size()},
                            {"roles", {"analysisTarget"}},
                            {"mimeType", json ? "application/json" : "application/yaml"}});
    }
    return known->second;
  }

  Json artifact_location(const SourceFile& file) {
    return {{"uri", uri_of(file.path())}, {"uriBaseId", kRoot}, {"index", artifact_index(file)}};
  }

  Json physical_location(const Span& span) {
    Json region = region_of(span);
    if (span.size() > 0 && span.size() <= kLargestContext) {
      region["snippet"] = text_message(std::string(span.file->text(span)));
    }
    Json location;
    location["artifactLocation"] = artifact_location(*span.file);
    location["region"] = std::move(region);
    if (Json context = context_of(span); !context.is_null()) {
      location["contextRegion"] = std::move(context);
    }
    return location;
  }

  Json related_locations(const std::vector<Label>& labels) {
    Json related = Json::array();
    for (const Label& label : labels) {
      if (!label.span) continue;
      Json location;
      location["id"] = related.size() + 1;
      location["physicalLocation"] = physical_location(label.span);
      if (!label.logical_path.empty()) {
        location["logicalLocations"] = logical_locations(label.logical_path);
      }
      location["message"] = text_message(sentence(label.text));
      related.push_back(std::move(location));
    }
    return related;
  }

  Json result_of(const Diagnostic& finding) {
    std::string text = sentence(finding.message);
    if (!finding.when.empty()) {
      text += fmt::format(" This holds when {}.", fmt::join(finding.when, " and "));
    }
    std::vector<std::string> links;
    for (const Label& label : finding.labels) {
      if (label.span) links.push_back(link(label.text, links.size() + 1));
    }
    if (!links.empty()) text += fmt::format(" See {}.", fmt::join(links, ", "));

    Json location;
    location["physicalLocation"] = physical_location(finding.span);
    if (!finding.logical_path.empty()) {
      location["logicalLocations"] = logical_locations(finding.logical_path);
    }

    Json result;
    result["ruleId"] = finding.rule;
    const auto rule = std::ranges::find(report_.rules, finding.rule, &RuleInfo::name);
    if (rule != report_.rules.end()) result["ruleIndex"] = rule - report_.rules.begin();
    result["level"] = to_string(finding.severity);
    result["message"] = text_message(std::move(text));
    result["locations"] = Json::array({std::move(location)});
    if (!links.empty()) result["relatedLocations"] = related_locations(finding.labels);
    result["partialFingerprints"] = fingerprints_of(finding);
    if (finding.suppression) result["suppressions"] = suppressions_of(*finding.suppression);
    if (!finding.fixes.empty()) result["fixes"] = fixes_of(finding.fixes);
    return result;
  }

  Json fingerprints_of(const Diagnostic& finding) {
    const SourceFile& file = *finding.span.file;
    auto [hashes, is_new] = line_hashes_.try_emplace(&file);
    if (is_new) hashes->second = line_hashes(file.bytes());
    const std::string lasting = fingerprint_of(finding);
    return {{"primaryLocationLineHash", hashes->second[file.place(finding.span.begin).line - 1]},
            {"cfnEcsLint/v1", fmt::format("{}:{}", lasting, ++seen_[{&file, lasting}])}};
  }

  Json fixes_of(const std::vector<Fix>& fixes) {
    Json result = Json::array();
    for (const Fix& fix : fixes) {
      std::vector<std::pair<const SourceFile*, Json>> changes;  // by file, in order
      for (const Edit& edit : fix.edits) {
        auto change = std::ranges::find(changes, edit.span.file, [](auto& c) { return c.first; });
        if (change == changes.end()) {
          change = changes.emplace(changes.end(), edit.span.file, Json::array());
        }
        change->second.push_back({{"deletedRegion", region_of(edit.span)},
                                  {"insertedContent", {{"text", edit.replacement}}}});
      }
      Json artifact_changes = Json::array();
      for (auto& [file, replacements] : changes) {
        artifact_changes.push_back({{"artifactLocation", artifact_location(*file)},
                                    {"replacements", std::move(replacements)}});
      }
      result.push_back({{"description", text_message(sentence(fix.title))},
                        {"artifactChanges", std::move(artifact_changes)}});
    }
    return result;
  }

  Json suppressions_of(const Suppression& suppression) {
    Json json = {{"kind", suppression.span ? "inSource" : "external"}};
    if (!suppression.reason.empty()) json["justification"] = suppression.reason;
    if (suppression.span) {
      json["location"] = {{"physicalLocation", physical_location(suppression.span)}};
    }
    return Json::array({std::move(json)});
  }

  static Json notification_descriptor() {
    return {{"id", kNotRead},
            {"name", pascal_case(kNotRead)},
            {"shortDescription", text_message("A template could not be read.")},
            {"fullDescription",
             text_message("What is missing from the template is unknown, so the rules say nothing "
                          "about it.")},
            {"help", text_message("Mend the template at the place that is named, and run again.")},
            {"defaultConfiguration", {{"level", "error"}}}};
  }

  Json notification_of(const ReadProblem& problem) {
    std::string text = sentence(problem.message);
    if (!problem.help.empty()) text += " " + sentence(problem.help);
    Json location;
    if (problem.span) {
      location["physicalLocation"] = physical_location(problem.span);
    } else {
      location["physicalLocation"]["artifactLocation"] = {{"uri", uri_of(problem.path)},
                                                          {"uriBaseId", kRoot}};
    }
    return {{"descriptor", {{"id", kNotRead}, {"index", 0}}},
            {"level", "error"},
            {"message", text_message(std::move(text))},
            {"locations", Json::array({std::move(location)})}};
  }

  Json invocation() {
    Json notifications = Json::array();
    for (const ReadProblem& problem : report_.problems) {
      notifications.push_back(notification_of(problem));
    }
    return {{"executionSuccessful", report_.problems.empty()},
            {"exitCode", report_.exit_code},
            {"toolExecutionNotifications", std::move(notifications)}};
  }

  const Report& report_;
  Json artifacts_ = Json::array();
  std::map<const SourceFile*, std::size_t> artifact_indices_;
  std::map<const SourceFile*, std::vector<std::string>> line_hashes_;
  std::map<std::pair<const SourceFile*, std::string>, int> seen_;  // fingerprints
};

}  // namespace

std::string to_sarif(const Report& report) { return SarifWriter(report).write(); }

}  // namespace cfn_ecs_lint::output
