// The configuration of a project: the file `.cfn-ecs-lint.yaml`.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/choice.h"
#include "config/glob.h"
#include "diagnostic/diagnostic.h"
#include "source/source.h"

namespace cfn_ecs_lint::config {

struct RuleName {
  std::string_view name;
  std::string_view group;
};

// Names of rules and groups with what is made of them.
using RuleLevels = std::vector<std::pair<std::string, Level>>;

struct Override {
  std::vector<Glob> files;
  RuleLevels rules;
};

// Values of parameters.
struct Parameters {
  std::map<std::string, std::string, std::less<>> values;  // a list is joined with commas
  std::map<std::string, Span, std::less<>> places;         // of the names, where the file has them
};

// A stack that is made of a template of the project.
struct Stack {
  std::string name;
  std::string template_path;
  Span template_place = {};  // of the path
  Parameters parameters = {};
  std::string parameter_file = {};  // instead of `parameters`; empty: none
};

// Paths and patterns are relative to the folder of the file.
struct Config {
  std::vector<Glob> templates;
  std::vector<Glob> exclude;
  RuleLevels rules;
  std::vector<Override> overrides;
  std::vector<Stack> stacks;
  Parameters parameters;
  std::optional<bool> closed;
  std::optional<Severity> level;
  std::optional<FailOn> fail_on;
  std::string baseline;  // empty: none
  bool require_reason = false;

  // What is made of a rule where nothing is said about files: a name counts more than a group.
  std::optional<Level> level_of(const RuleName& rule) const;
  // The same for a file: of the overrides the last one counts most.
  std::optional<Level> level_of(const RuleName& rule, std::string_view path) const;
  // No file has findings of the rule.
  bool is_off(const RuleName& rule) const;
};

// Reads a configuration file. All that is wrong with it is added to `problems`. Files that it
// names are looked for in `folder`.
Config read(const SourceFile& file, const std::filesystem::path& folder,
            std::span<const RuleName> rules, std::vector<ReadProblem>& problems);

// The configuration as a file that reads the same.
std::string to_yaml(const Config& config);

// A commented file to begin with, for a project that has these templates (paths with `/`).
std::string starter(std::span<const std::string> templates);

// The JSON Schema of the file; names of rules are not in it.
std::string_view schema();

// The keys of the file, in the order in which they are documented.
std::span<const std::string_view> keys();

}  // namespace cfn_ecs_lint::config
