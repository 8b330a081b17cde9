// The command line, read and checked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint::cli {

enum class Format { text, sarif };
enum class Color { automatic, always, never };
enum class Stage { yaml, cfn_template, graph };

// What makes the exit status 1: a finding that is shown, or one at least so severe, or nothing.
enum class FailOn { shown, note, warning, error, never };

struct OutputFile {
  Format format = Format::text;
  std::string path;
};

struct Arguments {
  std::vector<std::string> paths;  // as given; none: the current folder
  std::string stdin_filename;      // what `-` is called; empty: not given
  Format format = Format::text;    // of standard output
  std::vector<OutputFile> outputs;
  Color color = Color::automatic;
  Severity level = Severity::warning;  // the least that is shown
  FailOn fail_on = FailOn::shown;
  std::vector<std::string> only;  // rules and groups; empty: all
  std::vector<std::string> skip;
  std::vector<std::string> parameter_files;
  std::vector<std::pair<std::string, std::string>> parameters;
  bool closed = false;

  // Instead of linting:
  std::optional<std::string> explain;
  bool list_rules = false;
  bool help = false;
  bool version = false;
  std::optional<Stage> dump;
};

// What is wrong with the use of the program, in a sentence or two.
struct UsageError {
  std::string message;
};

// `words` is the command line without the program's name.
std::variant<Arguments, UsageError> parse_arguments(std::span<const std::string> words);

// What `--help` prints.
std::string_view help_text();

// " - did you mean `x`?" with the nearest of the candidates, or nothing.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> candidates);

}  // namespace cfn_ecs_lint::cli
