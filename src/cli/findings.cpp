#include "cli/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "cli/known.h"

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;

// The path of a file as the patterns of the configuration see it.
std::string config_path(const SourceFile& file, const Project& project) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(fs::current_path(error) / file.path(), error);
  return path.lexically_proximate(project.folder).generic_string();
}

// Whether a finding makes the exit status 1.
bool fails(const Diagnostic& finding, const config::Config& config) {
  switch (config.fail_on.value_or(FailOn::shown)) {
    case FailOn::shown:
      return finding.severity >= config.level.value_or(Severity::warning);
    case FailOn::note:
      return true;
    case FailOn::warning:
      return finding.severity >= Severity::warning;
    case FailOn::error:
      return finding.severity >= Severity::error;
    case FailOn::never:
      return false;
  }
  return false;
}

// Gives findings the severity that the configuration gives their rules in their files, and takes
// out those of rules that are off there.
void apply_levels(std::vector<Diagnostic>& findings, const Project& project,
                  std::span<const output::RuleInfo> rules) {
  std::map<const SourceFile*, std::string> paths;
  std::erase_if(findings, [&](Diagnostic& finding) {
    const auto rule = std::ranges::find(rules, finding.rule, &output::RuleInfo::name);
    if (rule == rules.end()) return false;
    const auto [path, is_new] = paths.try_emplace(finding.span.file);
    if (is_new) path->second = config_path(*finding.span.file, project);
    const std::optional<Level> level =
        project.config.level_of({rule->name, rule->group}, path->second);
    if (!level) return false;
    if (*level == Level::off) return true;
    const Severity severity = severity_of(*level);
    // A finding that says less than its rule does so of itself.
    const bool says_less = finding.severity < rule->severity;
    finding.severity = says_less ? std::min(finding.severity, severity) : severity;
    return false;
  });
}

// Whether a place of a finding is in a file that is told about.
bool is_told(const Diagnostic& finding, const Inputs& inputs) {
  return is_reported(inputs, finding.span.file->path()) ||
         std::ranges::any_of(finding.labels, [&](const Label& label) {
           return label.span && is_reported(inputs, label.span.file->path());
         });
}

}  // namespace

std::variant<Verdict, WrongUse> judge(Outcome outcome, const Inputs& inputs, const Project& project,
                                      std::span<const output::RuleInfo> rules, SourceMap& sources) {
  Verdict verdict;
  std::vector<Diagnostic>& findings = outcome.findings;
  apply_levels(findings, project, rules);
  if (!project.baseline.empty()) {
    Known known(project, findings);
    // What is not found in a part of a system may be there beside the others.
    std::span<const SourceFile* const> searched;
    if (!inputs.partial) searched = outcome.templates;
    std::optional<WrongUse> wrong =
        project.write_baseline ? known.write() : known.read(searched, inputs.problems, sources);
    if (wrong) return std::move(*wrong);
    if (!inputs.reported) verdict.stale = known.stale();
  }
  std::erase_if(findings, [&](const Diagnostic& finding) { return !is_told(finding, inputs); });

  const Severity level = project.config.level.value_or(Severity::warning);
  for (Diagnostic& finding : findings) {
    const bool severe = finding.severity >= level;
    if (finding.suppression) {
      ++(finding.suppression->span ? verdict.suppressed_in_source : verdict.in_baseline);
      if (severe) verdict.suppressed.push_back(std::move(finding));
    } else {
      verdict.failed = verdict.failed || fails(finding, project.config);
      if (!severe) ++verdict.below_level;
      if (severe) verdict.shown.push_back(std::move(finding));
    }
  }
  return verdict;
}

}  // namespace cfn_ecs_lint::cli
