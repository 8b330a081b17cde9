// What the command line and the configuration file ask for together.
#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/arguments.h"
#include "config/config.h"
#include "diagnostic/diagnostic.h"
#include "output/report.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

// What the configuration file may be called.
inline constexpr std::array<std::string_view, 2> kConfigNames = {".cfn-ecs-lint.yaml",
                                                                 ".cfn-ecs-lint.yml"};

struct Project {
  config::Config config;                // with what the command line says instead
  std::filesystem::path folder;         // absolute; what paths in the configuration are relative to
  std::string config_path;              // as the user knows it; empty: there is no file
  std::string baseline;                 // as the user knows it; empty: none
  bool write_baseline = false;          // it is to be written, not read
  std::vector<std::string_view> rules;  // the names of those that run
};

// Why a run cannot begin: a sentence, or what is wrong in a file.
struct WrongUse {
  std::string message;
  std::vector<ReadProblem> problems = {};
};

// `sources` keeps the files that are read. The project refers to the rules.
std::variant<Project, WrongUse> read_project(const Arguments& arguments,
                                             std::span<const output::RuleInfo> rules,
                                             SourceMap& sources);

// The project's configuration with a level for every rule.
config::Config in_full(const Project& project, std::span<const output::RuleInfo> rules);

}  // namespace cfn_ecs_lint::cli
