// The command line, read and checked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/choice.h"
#include "diagnostic/diagnostic.h"
#include "output/format.h"

namespace cfn_ecs_lint::cli {

enum class Color { automatic, always, never };
enum class Stage { yaml, cfn_template, graph };
enum class Shell { bash, zsh, fish };

inline constexpr Choice<Color> kColors[] = {
    {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
inline constexpr Choice<Stage> kStages[] = {
    {"yaml", Stage::yaml}, {"template", Stage::cfn_template}, {"graph", Stage::graph}};
inline constexpr Choice<Shell> kShells[] = {
    {"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}};

// The format that is chosen by where the output goes.
inline constexpr std::string_view kAutoFormat = "auto";

struct OutputFile {
  const output::Format* format = nullptr;
  std::string path;
};

struct Arguments {
  std::vector<std::string> paths;          // as given; none: the current folder
  std::string stdin_filename;              // what `-` is called; empty: not given
  const output::Format* format = nullptr;  // of standard output; null: auto
  std::vector<OutputFile> outputs;
  Color color = Color::automatic;
  std::optional<Severity> level;  // the least that is shown
  std::optional<FailOn> fail_on;
  std::vector<std::string> only;  // rules and groups; empty: all
  std::vector<std::string> skip;
  std::vector<std::string> parameter_files;
  std::vector<std::pair<std::string, std::string>> parameters;
  bool closed = false;
  bool include_suppressed = false;
  bool quiet = false;
  bool statistics = false;
  bool project = false;      // the templates of the project too, when paths are given
  bool report_only = false;  // the paths are what is told about, not what is linted
  std::string config;        // the file; empty: the one that is found
  bool no_config = false;
  std::string baseline;
  std::string write_baseline;

  // Instead of linting:
  std::optional<std::string> explain;
  bool list_rules = false;
  bool init = false;
  bool config_schema = false;
  bool print_config = false;
  bool list_files = false;
  bool help = false;
  bool version = false;
  std::optional<Stage> dump;
  std::optional<Shell> completions;
  bool manual = false;
};

// What is wrong with the use of the program, in a sentence or two.
struct UsageError {
  std::string message;
};

// `words` is the command line without the program's name.
std::variant<Arguments, UsageError> parse_arguments(std::span<const std::string> words);

}  // namespace cfn_ecs_lint::cli
