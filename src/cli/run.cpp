#include "cli/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <ostream>
#include <set>

#include "cli/discover.h"
#include "cli/files.h"
#include "cli/parameters.h"
#include "output/sarif.h"
#include "output/text.h"
#include "version.h"

namespace cfn_ecs_lint::cli {
namespace {

enum ExitStatus { kNothing = 0, kFindings = 1, kWrongUse = 2, kUnreadable = 3 };

constexpr std::string_view kStdinName = "<stdin>";

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value != '\0';
}

// https://no-color.org and https://force-color.org; the flag stands over both.
bool wants_color(Color color, bool terminal) {
  if (color != Color::automatic) return color == Color::always;
  if (is_set("NO_COLOR")) return false;
  for (const char* variable : {"FORCE_COLOR", "CLICOLOR_FORCE"}) {
    if (is_set(variable)) return std::string_view(std::getenv(variable)) != "0";
  }
  const char* kind = std::getenv("TERM");
  return terminal && kind && std::string_view(kind) != "dumb";
}

output::TextOptions text_options(const Arguments& arguments, const Console& console) {
  output::TextOptions options;
  options.color = wants_color(arguments.color, console.terminal);
  if (console.terminal && console.columns > 0) {
    options.columns = std::max<std::size_t>(console.columns, 60);
    options.help_columns = std::min<std::size_t>(options.columns, 120);
  }
  return options;
}

// The chosen rules; the error names what is neither a rule nor a group.
std::variant<std::vector<std::string_view>, UsageError> select_rules(
    std::span<const output::RuleInfo> rules, const Arguments& arguments) {
  std::set<std::string_view> known;
  for (const output::RuleInfo& rule : rules) known.insert({rule.name, rule.group});
  for (const auto& [option, names] :
       {std::pair("--only", &arguments.only), std::pair("--skip", &arguments.skip)}) {
    for (const std::string& name : *names) {
      if (known.contains(name)) continue;
      const std::vector<std::string_view> candidates(known.begin(), known.end());
      return UsageError{fmt::format("`{}`: there is no rule or group `{}`{}", option, name,
                                    did_you_mean(name, candidates))};
    }
  }
  const auto names = [](const std::vector<std::string>& list, const output::RuleInfo& rule) {
    return std::ranges::any_of(
        list, [&](const std::string& name) { return name == rule.name || name == rule.group; });
  };
  std::vector<std::string_view> selected;
  for (const output::RuleInfo& rule : rules) {
    const bool wanted = arguments.only.empty() || names(arguments.only, rule);
    if (wanted && !names(arguments.skip, rule)) selected.push_back(rule.name);
  }
  return selected;
}

// The values of files and of the command line together; the last one of a name stands.
std::variant<ParameterValues, ReadProblem> all_parameters(const Arguments& arguments,
                                                          SourceMap& sources) {
  ParameterValues all;
  for (const std::string& path : arguments.parameter_files) {
    auto bytes = read_bytes(path);
    if (const auto* error = std::get_if<ReadError>(&bytes)) {
      return ReadProblem{path, {}, error->message, {}, ""};
    }
    auto values = read_parameters(sources.add(path, std::move(std::get<std::string>(bytes))));
    if (auto* problem = std::get_if<ReadProblem>(&values)) return std::move(*problem);
    for (auto& [name, value] : std::get<ParameterValues>(values)) all[name] = std::move(value);
  }
  for (const auto& [name, value] : arguments.parameters) all[name] = value;
  return all;
}

// The files of the command line, read.
struct Inputs {
  SourceMap sources;
  std::vector<Input> files;
  std::vector<std::size_t> argument_of;  // a file, by its index: the path that led to it
  std::vector<std::size_t> folders;      // the paths that are folders
  std::vector<ReadProblem> problems;
};

void add(Inputs& inputs, const Candidate& candidate, std::variant<std::string, ReadError> bytes) {
  if (const auto* error = std::get_if<ReadError>(&bytes)) {
    // What is too large for a template is none, and is passed over like others that are none.
    if (error->too_large && !candidate.named) return;
    inputs.problems.push_back({candidate.path, {}, error->message, {}, ""});
    return;
  }
  const SourceFile& file =
      inputs.sources.add(candidate.path, std::move(std::get<std::string>(bytes)));
  inputs.files.push_back({&file, candidate.named});
  inputs.argument_of.push_back(candidate.argument);
}

void read(Inputs& inputs, std::span<const std::string> paths, const Arguments& arguments,
          std::istream& in) {
  Discovery discovery = discover(paths);
  inputs.folders = std::move(discovery.folders);
  inputs.problems = std::move(discovery.problems);
  for (const Candidate& candidate : discovery.files) {
    add(inputs, candidate, read_bytes(candidate.path));
  }
  const auto input = std::ranges::find(paths, "-");
  if (input != paths.end()) {
    const std::string name =
        arguments.stdin_filename.empty() ? std::string(kStdinName) : arguments.stdin_filename;
    add(inputs, {name, true, static_cast<std::size_t>(input - paths.begin())}, read_bytes(in));
  }
}

// A folder in which there is no template is a mistake of the one who names it.
void note_empty_folders(Inputs& inputs, std::span<const std::string> paths,
                        const Outcome& outcome) {
  std::set<std::size_t> fruitful;
  for (std::size_t at = 0; at < inputs.files.size(); ++at) {
    const SourceFile* file = inputs.files[at].file;
    const bool is_template = std::ranges::find(outcome.templates, file) != outcome.templates.end();
    const bool has_problem = std::ranges::find(outcome.problems, file->path(),
                                               &ReadProblem::path) != outcome.problems.end();
    if (is_template || has_problem) fruitful.insert(inputs.argument_of[at]);
  }
  for (const std::size_t folder : inputs.folders) {
    if (fruitful.contains(folder)) continue;
    inputs.problems.push_back(
        {paths[folder],
         {},
         "there is no template in this folder",
         {},
         "templates are files *.yaml, *.yml, *.json or *.template with `Resources` at the top"});
  }
}

// A parameter that no template has is misspelt, or of another system.
void warn_of_strange_parameters(const Arguments& arguments, const Outcome& outcome,
                                std::ostream& err) {
  const std::vector<std::string_view> known(outcome.parameters.begin(), outcome.parameters.end());
  for (const auto& [name, value] : arguments.parameters) {
    if (outcome.parameters.contains(name)) continue;
    err << fmt::format("cfn-ecs-lint: no template has a parameter `{}`{}\n", name,
                       did_you_mean(name, known));
  }
}

bool fails(const Arguments& arguments, const std::vector<Diagnostic>& findings) {
  Severity least = arguments.level;
  switch (arguments.fail_on) {
    case FailOn::shown:
      break;
    case FailOn::note:
      least = Severity::note;
      break;
    case FailOn::warning:
      least = Severity::warning;
      break;
    case FailOn::error:
      least = Severity::error;
      break;
    case FailOn::never:
      return false;
  }
  return std::ranges::any_of(findings,
                             [&](const Diagnostic& finding) { return finding.severity >= least; });
}

std::string render(Format format, const output::Report& report,
                   const output::TextOptions& options) {
  switch (format) {
    case Format::text:
      return output::to_text(report, options);
    case Format::sarif:
      return output::to_sarif(report);
  }
  return "";
}

int wrong_use(const Console& console, std::string_view message) {
  console.err << fmt::format("cfn-ecs-lint: {}\n", message);
  return kWrongUse;
}

int explain(const std::string& name, const Linter& linter, const Arguments& arguments,
            const Console& console) {
  std::vector<std::string_view> names;
  for (const output::RuleInfo& rule : linter.rules) {
    if (rule.name == name) {
      console.out << output::explain(rule, text_options(arguments, console));
      return kNothing;
    }
    names.push_back(rule.name);
  }
  return wrong_use(console,
                   fmt::format("there is no rule `{}`{}", name, did_you_mean(name, names)));
}

int lint(const Arguments& arguments, const Linter& linter, const Console& console) {
  const auto start = std::chrono::steady_clock::now();
  Settings settings;
  settings.closed = arguments.closed;
  auto rules = select_rules(linter.rules, arguments);
  if (const auto* error = std::get_if<UsageError>(&rules)) {
    return wrong_use(console, error->message);
  }
  settings.rules = std::move(std::get<0>(rules));
  SourceMap parameter_files;
  auto parameters = all_parameters(arguments, parameter_files);
  if (const auto* problem = std::get_if<ReadProblem>(&parameters)) {
    console.err << output::to_text(*problem, {});
    return kWrongUse;
  }
  settings.parameters = std::move(std::get<0>(parameters));

  std::vector<std::string> paths = arguments.paths;
  if (paths.empty()) paths.push_back(".");
  Inputs inputs;
  read(inputs, paths, arguments, console.in);
  if (arguments.dump) {
    console.out << linter.dump(*arguments.dump, inputs.files, settings, inputs.problems);
    for (const ReadProblem& problem : inputs.problems) console.err << output::to_text(problem, {});
    return inputs.problems.empty() ? kNothing : kUnreadable;
  }

  Outcome outcome = linter.lint(inputs.files, settings);
  warn_of_strange_parameters(arguments, outcome, console.err);
  note_empty_folders(inputs, paths, outcome);
  std::ranges::move(outcome.problems, std::back_inserter(inputs.problems));
  std::ranges::stable_sort(inputs.problems, {}, &ReadProblem::path);
  const bool failed = fails(arguments, outcome.findings);
  const std::size_t all = outcome.findings.size();
  std::erase_if(outcome.findings,
                [&](const Diagnostic& finding) { return finding.severity < arguments.level; });

  output::Report report;
  report.findings = outcome.findings;
  report.problems = inputs.problems;
  report.rules = linter.rules;
  report.templates = outcome.templates;
  report.below_level = all - outcome.findings.size();
  report.suppressed = outcome.suppressed;
  report.version = kVersion;
  report.exit_code = !inputs.problems.empty() ? kUnreadable : failed ? kFindings : kNothing;

  const Repository repository;
  for (const SourceFile* file : report.templates) {
    report.repository_paths[file->path()] = repository.path_of(file->path());
  }
  for (const ReadProblem& problem : inputs.problems) {
    report.repository_paths[problem.path] = repository.path_of(problem.path);
  }
  if (arguments.stdin_filename.empty()) {
    report.repository_paths[std::string(kStdinName)] = "stdin";
  }

  for (const OutputFile& file : arguments.outputs) {
    const std::string error = write_bytes(file.path, render(file.format, report, {}));
    if (!error.empty()) {
      return wrong_use(console, fmt::format("`{}` cannot be written: {}", file.path, error));
    }
  }
  output::TextOptions options = text_options(arguments, console);
  if (console.terminal) {
    options.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
  }
  console.out << render(arguments.format, report, options);
  return report.exit_code;
}

}  // namespace

int run(std::span<const std::string> words, const Linter& linter, const Console& console) {
  const auto parsed = parse_arguments(words);
  if (const auto* error = std::get_if<UsageError>(&parsed)) {
    return wrong_use(console, error->message + "\nTry `cfn-ecs-lint --help`.");
  }
  const Arguments& arguments = std::get<Arguments>(parsed);
  if (arguments.help) {
    console.out << help_text();
    return kNothing;
  }
  if (arguments.version) {
    console.out << fmt::format("cfn-ecs-lint {}\n", kVersion);
    return kNothing;
  }
  if (arguments.list_rules) {
    console.out << output::list_rules(linter.rules, text_options(arguments, console));
    return kNothing;
  }
  if (arguments.explain) return explain(*arguments.explain, linter, arguments, console);
  return lint(arguments, linter, console);
}

}  // namespace cfn_ecs_lint::cli
