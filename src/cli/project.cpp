#include "cli/project.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "cli/files.h"
#include "cli/parameters.h"
#include "cli/stacks.h"
#include "text/nearest.h"

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;

// The configuration file of the current folder or the nearest one above it in the repository.
fs::path find_config() {
  std::error_code ignored;
  const fs::path current = fs::current_path(ignored);
  const fs::path root = Repository().root();
  for (fs::path folder = current;; folder = folder.parent_path()) {
    for (const std::string_view name : kConfigNames) {
      if (fs::is_regular_file(folder / name, ignored)) return folder / name;
    }
    if (folder == root || folder == folder.root_path()) return {};
  }
}

// The way to a file from the current folder.
std::string shown(const fs::path& path) {
  std::error_code ignored;
  return path.lexically_normal().lexically_proximate(fs::current_path(ignored)).generic_string();
}

class ProjectReader {
 public:
  ProjectReader(const Arguments& arguments, std::span<const output::RuleInfo> rules,
                SourceMap& sources)
      : arguments_(arguments), rules_(rules), sources_(sources) {}

  std::variant<Project, WrongUse> read() && {
    read_config();
    if (fault_.message.empty() && fault_.problems.empty()) {
      apply_options();
      select_rules();
      add_parameters();
    }
    if (!fault_.message.empty() || !fault_.problems.empty()) return std::move(fault_);
    return std::move(project_);
  }

 private:
  void read_config() {
    std::error_code ignored;
    project_.folder = fs::current_path(ignored);
    if (arguments_.no_config) return;
    const fs::path path =
        arguments_.config.empty() ? find_config() : project_.folder / arguments_.config;
    if (path.empty()) return;
    project_.folder = fs::weakly_canonical(path, ignored).parent_path();
    project_.config_path = arguments_.config.empty() ? shown(path) : arguments_.config;
    auto bytes = read_bytes(path);
    if (const auto* error = std::get_if<ReadError>(&bytes)) {
      fault_.message = fmt::format("`{}`: {}", project_.config_path, error->message);
      return;
    }
    const SourceFile& file =
        sources_.add(project_.config_path, std::move(std::get<std::string>(bytes)));
    std::vector<config::RuleName> names;
    for (const output::RuleInfo& rule : rules_) names.push_back({rule.name, rule.group});
    project_.config = config::read(file, project_.folder, names, fault_.problems);
    check_stacks(project_, sources_, fault_.problems);
    if (!project_.config.baseline.empty()) {
      project_.baseline = shown(project_.folder / project_.config.baseline);
    }
  }

  void apply_options() {
    config::Config& config = project_.config;
    if (arguments_.level) config.level = arguments_.level;
    if (arguments_.fail_on) config.fail_on = arguments_.fail_on;
    if (arguments_.closed) config.closed = true;
    if (!arguments_.baseline.empty()) project_.baseline = arguments_.baseline;
    if (!arguments_.write_baseline.empty()) {
      project_.baseline = arguments_.write_baseline;
      project_.write_baseline = true;
    }
    if (project_.baseline.empty()) return;
    std::error_code ignored;
    config.baseline = fs::weakly_canonical(fs::current_path(ignored) / project_.baseline, ignored)
                          .lexically_proximate(project_.folder)
                          .generic_string();
  }

  // Rules that the configuration turns off run when the command line names them.
  void select_rules() {
    check_names("--only", arguments_.only);
    check_names("--skip", arguments_.skip);
    const auto has = [](const std::vector<std::string>& list, std::string_view name) {
      return std::ranges::find(list, name) != list.end();
    };
    for (const output::RuleInfo& rule : rules_) {
      const bool named = has(arguments_.only, rule.name);
      const bool wanted = arguments_.only.empty() || named || has(arguments_.only, rule.group);
      const bool skipped = has(arguments_.skip, rule.name) || has(arguments_.skip, rule.group);
      if (!wanted || skipped) continue;
      if (named && project_.config.level_of({rule.name, rule.group}) == Level::off) {
        project_.config.rules.emplace_back(rule.name, level_of(rule.severity));
      }
      if (!project_.config.is_off({rule.name, rule.group})) project_.rules.push_back(rule.name);
    }
  }

  void check_names(std::string_view option, const std::vector<std::string>& names) {
    std::set<std::string_view> known;
    for (const output::RuleInfo& rule : rules_) known.insert({rule.name, rule.group});
    for (const std::string& name : names) {
      if (known.contains(name) || !fault_.message.empty()) continue;
      const std::vector<std::string_view> candidates(known.begin(), known.end());
      fault_.message = fmt::format("`{}`: there is no rule or group `{}`{}", option, name,
                                   did_you_mean(name, candidates));
    }
  }

  // The values of the configuration, of files and of the command line; the last of a name stands.
  void add_parameters() {
    for (const std::string& path : arguments_.parameter_files) {
      auto bytes = read_bytes(path);
      if (const auto* error = std::get_if<ReadError>(&bytes)) {
        fault_.problems.push_back({path, {}, error->message, {}, ""});
        continue;
      }
      auto values = read_parameters(sources_.add(path, std::move(std::get<std::string>(bytes))));
      if (auto* problem = std::get_if<ReadProblem>(&values)) {
        fault_.problems.push_back(std::move(*problem));
        continue;
      }
      for (auto& [name, value] : std::get<ParameterValues>(values)) {
        project_.config.parameters.values[name] = std::move(value);
      }
    }
    for (const auto& [name, value] : arguments_.parameters) {
      project_.config.parameters.values[name] = value;
    }
  }

  const Arguments& arguments_;
  std::span<const output::RuleInfo> rules_;
  SourceMap& sources_;
  Project project_;
  WrongUse fault_;
};

}  // namespace

std::variant<Project, WrongUse> read_project(const Arguments& arguments,
                                             std::span<const output::RuleInfo> rules,
                                             SourceMap& sources) {
  return ProjectReader(arguments, rules, sources).read();
}

config::Config in_full(const Project& project, std::span<const output::RuleInfo> rules) {
  config::Config config = project.config;
  config.level = config.level.value_or(Severity::warning);
  config.closed = config.closed.value_or(false);
  config.rules.clear();
  for (const output::RuleInfo& rule : rules) {
    const bool runs = std::ranges::find(project.rules, rule.name) != project.rules.end();
    const std::optional<Level> level = project.config.level_of({rule.name, rule.group});
    config.rules.emplace_back(rule.name,
                              runs ? level.value_or(level_of(rule.severity)) : Level::off);
  }
  return config;
}

}  // namespace cfn_ecs_lint::cli
