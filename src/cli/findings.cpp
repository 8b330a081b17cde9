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

#include "baseline/baseline.h"
#include "cli/files.h"

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStale = "baseline-stale";

// The path of a file as the patterns of the configuration see it.
std::string config_path(const SourceFile& file, const Project& project) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(fs::current_path(error) / file.path(), error);
  return path.lexically_proximate(project.folder).generic_string();
}

void mark_known(Diagnostic& finding, const Project& project) {
  finding.suppression = Suppression{{}, fmt::format("known in `{}`", project.baseline)};
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Diagnostic stale_note(const baseline::Entry& entry) {
  Diagnostic note;
  note.rule = kStale;
  note.severity = Severity::note;
  note.span = entry.span;
  note.message = fmt::format("`{}` is mended at {} in `{}`", entry.rule, entry.at, entry.path);
  return note;
}

// The findings that the baseline of a project has.
class Known {
 public:
  Known(const Project& project, std::vector<Diagnostic>& findings)
      : project_(project), findings_(findings) {}

  // Writes the findings into the baseline, and marks them.
  std::optional<WrongUse> write() {
    std::vector<baseline::Entry> entries;
    for (Diagnostic& finding : findings_) {
      if (finding.suppression) continue;
      entries.push_back(baseline::entry_of(finding, path_of(finding)));
      mark_known(finding, project_);
    }
    const std::string error = write_bytes(project_.baseline, baseline::to_json(std::move(entries)));
    if (error.empty()) return std::nullopt;
    return WrongUse{fmt::format("`{}` cannot be written: {}", project_.baseline, error)};
  }

  // Marks the findings that the baseline has, and adds a note for each entry that is mended.
  std::optional<WrongUse> read(std::span<const SourceFile* const> templates,
                               std::span<const ReadProblem> problems, SourceMap& sources) {
    auto bytes = read_bytes(project_.baseline);
    if (const auto* error = std::get_if<ReadError>(&bytes)) {
      return WrongUse{fmt::format("the baseline `{0}`: {1}; `--write-baseline {0}` makes one",
                                  project_.baseline, error->message)};
    }
    std::vector<ReadProblem> faults;
    const std::vector<baseline::Entry> entries = baseline::read(
        sources.add(project_.baseline, std::move(std::get<std::string>(bytes))), faults);
    if (!faults.empty()) return WrongUse{"", std::move(faults)};

    const std::vector<bool> matched = match(entries);
    std::set<std::string> linted;
    for (const SourceFile* file : templates) linted.insert(repository_.path_of(file->path()));
    for (const ReadProblem& problem : problems) linted.erase(repository_.path_of(problem.path));
    for (std::size_t at = 0; at < entries.size(); ++at) {
      const baseline::Entry& entry = entries[at];
      const bool was_looked_for = linted.contains(entry.path) || is_gone(entry.path);
      if (matched[at] || !was_looked_for || !contains(project_.rules, entry.rule)) continue;
      ++stale_;
      if (contains(project_.rules, kStale)) findings_.push_back(stale_note(entry));
    }
    return std::nullopt;
  }

  std::size_t stale() const { return stale_; }

 private:
  // Marks what the baseline has; returns the entries that were found again.
  std::vector<bool> match(std::span<const baseline::Entry> entries) {
    const auto suppressed = std::ranges::stable_partition(
        findings_, [](const Diagnostic& finding) { return !finding.suppression; });
    const std::span<Diagnostic> open(findings_.begin(), suppressed.begin());
    const baseline::Matches matches = baseline::match(
        entries, open, [&](const Diagnostic& finding) { return path_of(finding); },
        [&](std::string_view path) { return is_gone(path); });
    for (std::size_t at = 0; at < open.size(); ++at) {
      if (matches.known[at]) mark_known(open[at], project_);
    }
    return matches.matched;
  }

  std::string path_of(const Diagnostic& finding) const {
    return repository_.path_of(finding.span.file->path());
  }
  bool is_gone(std::string_view path) const {
    std::error_code ignored;
    return !fs::exists(repository_.root() / path, ignored);
  }

  const Project& project_;
  std::vector<Diagnostic>& findings_;
  Repository repository_;
  std::size_t stale_ = 0;
};

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
    std::optional<WrongUse> wrong = project.write_baseline
                                        ? known.write()
                                        : known.read(outcome.templates, inputs.problems, sources);
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
