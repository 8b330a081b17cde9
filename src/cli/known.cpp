#include "cli/known.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStale = "baseline-stale";

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

}  // namespace

std::optional<WrongUse> Known::write() {
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

std::optional<WrongUse> Known::read(std::span<const SourceFile* const> searched,
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
  std::set<std::string> paths;
  for (const SourceFile* file : searched) paths.insert(repository_.path_of(file->path()));
  for (const ReadProblem& problem : problems) paths.erase(repository_.path_of(problem.path));
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const baseline::Entry& entry = entries[at];
    const bool was_looked_for = paths.contains(entry.path) || is_gone(entry.path);
    if (matched[at] || !was_looked_for || !contains(project_.rules, entry.rule)) continue;
    ++stale_;
    if (contains(project_.rules, kStale)) findings_.push_back(stale_note(entry));
  }
  return std::nullopt;
}

// Returns the entries that were found again.
std::vector<bool> Known::match(std::span<const baseline::Entry> entries) {
  const auto suppressed =
      std::stable_partition(findings_.begin(), findings_.end(),
                            [](const Diagnostic& finding) { return !finding.suppression; });
  const std::span<Diagnostic> open(findings_.begin(), suppressed);
  const baseline::Matches matches = baseline::match(
      entries, open, [&](const Diagnostic& finding) { return path_of(finding); },
      [&](std::string_view path) { return is_gone(path); });
  for (std::size_t at = 0; at < open.size(); ++at) {
    if (matches.known[at]) mark_known(open[at], project_);
  }
  return matches.matched;
}

std::string Known::path_of(const Diagnostic& finding) const {
  return repository_.path_of(finding.span.file->path());
}

bool Known::is_gone(std::string_view path) const {
  std::error_code ignored;
  return !fs::exists(repository_.root() / path, ignored);
}

}  // namespace cfn_ecs_lint::cli
