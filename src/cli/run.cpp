#include "cli/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>

#include "cli/completion.h"
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/help.h"
#include "cli/inputs.h"
#include "cli/modes.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/schema.h"
#include "output/format.h"
#include "output/headline.h"
#include "output/place.h"
#include "output/text.h"
#include "text/nearest.h"
#include "version.h"

namespace cfn_ecs_lint::cli {
namespace {

// A parameter that no template has is misspelt, or of another system. Those of the configuration
// are for its templates, all of which must be there.
void warn_of_strange_parameters(const Arguments& arguments, const config::Parameters& configured,
                                const Outcome& outcome, std::ostream& err) {
  const std::vector<std::string_view> known(outcome.parameters.begin(), outcome.parameters.end());
  const auto warn = [&](std::string_view where, const std::string& name) {
    if (outcome.parameters.contains(name)) return;
    err << fmt::format("{}: no template has a parameter `{}`{}\n", where, name,
                       did_you_mean(name, known));
  };
  for (const auto& [name, value] : arguments.parameters) warn("cfn-ecs-lint", name);
  const bool all = arguments.paths.empty() || arguments.project || arguments.report_only;
  if (!all || !outcome.problems.empty()) return;
  for (const auto& [name, place] : configured.places) {
    warn(output::place_of(place) + ": warning", name);
  }
}

// What there is to show of a run; it refers to its parts.
output::Report report_of(const Arguments& arguments, const Linter& linter, const Project& project,
                         const Inputs& inputs, std::span<const SourceFile* const> templates,
                         const Verdict& verdict) {
  output::Report report;
  report.findings = verdict.shown;
  report.problems = inputs.problems;
  report.rules = linter.rules;
  report.templates = templates;
  report.below_level = verdict.below_level;
  report.suppressed = verdict.suppressed_in_source;
  report.in_baseline = verdict.in_baseline;
  report.stale = verdict.stale;
  if (arguments.include_suppressed) report.suppressed_findings = verdict.suppressed;
  report.version = kVersion;
  report.exit_code = !inputs.problems.empty() ? kUnreadable : verdict.failed ? kFindings : kNothing;

  const Repository repository;
  for (const SourceFile* file : report.templates) {
    report.repository_paths[file->path()] = repository.path_of(file->path());
  }
  for (const ReadProblem& problem : inputs.problems) {
    report.repository_paths[problem.path] = repository.path_of(problem.path);
  }
  if (!project.baseline.empty()) {
    report.repository_paths[project.baseline] = repository.path_of(project.baseline);
  }
  if (arguments.stdin_filename.empty()) {
    report.repository_paths[std::string(kStdinName)] = "stdin";
  }
  report.address = repository_address();
  return report;
}

// Writes the report to the files that were asked for and to the console; returns the exit status.
int write(const output::Report& report, const Arguments& arguments,
          const output::TextOptions& options, const Console& console) {
  output::TextOptions plain;
  plain.summary = options.summary;
  plain.statistics = options.statistics;
  for (const OutputFile& file : arguments.outputs) {
    const std::string error = write_bytes(file.path, file.format->render(report, plain));
    if (!error.empty()) {
      return wrong_use(console, fmt::format("`{}` cannot be written: {}", file.path, error));
    }
  }
  console.out << format_of(arguments, console).render(report, options);
  return report.exit_code;
}

int lint(const Arguments& arguments, const Linter& linter, const Console& console) {
  const auto start = std::chrono::steady_clock::now();
  SourceMap sources;  // of configuration
  auto read = read_project(arguments, linter.rules, sources);
  if (const auto* wrong = std::get_if<WrongUse>(&read)) return wrong_use(console, *wrong);
  const Project& project = std::get<Project>(read);
  const config::Config& config = project.config;
  if (arguments.print_config) {
    console.out << config::to_yaml(in_full(project, linter.rules));
    return kNothing;
  }
  Progress progress(console.err, console.err_terminal && !arguments.quiet);
  progress.doing("reading templates");
  Inputs inputs;
  read_inputs(inputs, arguments, project, console.in);
  progress.doing(fmt::format("linting {}", output::counted(inputs.files.size(), "file")));
  const Settings settings{project.rules, config.parameters.values, config.closed.value_or(false),
                          config.require_reason, inputs.partial};
  if (arguments.dump) {
    progress.done();
    console.out << linter.dump(*arguments.dump, inputs.files, settings, inputs.problems);
    for (const ReadProblem& problem : inputs.problems) console.err << output::to_text(problem, {});
    return inputs.problems.empty() ? kNothing : kUnreadable;
  }
  if (arguments.list_files) {
    progress.done();
    return list_files(linter, inputs, console);
  }

  Outcome outcome = linter.lint(inputs.files, settings);
  progress.done();
  warn_of_strange_parameters(arguments, config.parameters, outcome, console.err);
  note_what_is_empty(inputs, project, outcome.templates, outcome.problems);
  std::ranges::move(outcome.problems, std::back_inserter(inputs.problems));
  std::ranges::stable_sort(inputs.problems, {}, &ReadProblem::path);
  const std::vector<const SourceFile*> templates = outcome.templates;
  auto judged = judge(std::move(outcome), inputs, project, linter.rules, sources);
  if (const auto* wrong = std::get_if<WrongUse>(&judged)) return wrong_use(console, *wrong);
  const Verdict& verdict = std::get<Verdict>(judged);
  std::erase_if(inputs.problems,
                [&](const ReadProblem& problem) { return !is_reported(inputs, problem.path); });

  output::TextOptions options = text_options(arguments, console);
  if (console.terminal) {
    options.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
  }
  return write(report_of(arguments, linter, project, inputs, templates, verdict), arguments,
               options, console);
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
  if (arguments.manual) {
    console.out << manual();
    return kNothing;
  }
  if (arguments.completions) {
    console.out << completions(*arguments.completions, linter.rules);
    return kNothing;
  }
  if (arguments.list_rules) {
    console.out << output::list_rules(linter.rules, text_options(arguments, console));
    return kNothing;
  }
  if (arguments.config_schema) {
    console.out << config_schema(linter.rules);
    return kNothing;
  }
  if (arguments.init) return init(arguments, linter, console);
  if (arguments.explain) return explain(*arguments.explain, linter, arguments, console);
  return lint(arguments, linter, console);
}

}  // namespace cfn_ecs_lint::cli
