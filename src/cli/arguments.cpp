#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iterator>

#include "text/nearest.h"

namespace cfn_ecs_lint::cli {
namespace {

constexpr Choice<Format> kFormats[] = {{"text", Format::text}, {"sarif", Format::sarif}};
constexpr Choice<Color> kColors[] = {
    {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
constexpr Choice<Stage> kStages[] = {
    {"yaml", Stage::yaml}, {"template", Stage::cfn_template}, {"graph", Stage::graph}};
constexpr Choice<Format> kExtensions[] = {
    {".txt", Format::text}, {".sarif", Format::sarif}, {".sarif.json", Format::sarif}};

// Reads the words that options were given; the first thing wrong with one of them is kept.
class Reader {
 public:
  template <typename Value, std::size_t size>
  void choose(std::string_view option, const std::string& word,
              const Choice<Value> (&choices)[size], Value& value) {
    if (const Choice<Value>* choice = find_choice(choices, word)) {
      value = choice->value;
      return;
    }
    fail(fmt::format("`{}` takes {}, not `{}`{}", option, fmt::join(choice_names(choices), ", "),
                     word, did_you_mean(word, choice_names(choices))));
  }

  void output(const std::string& word, std::vector<OutputFile>& outputs) {
    const std::size_t colon = word.find(':');
    const std::string prefix = word.substr(0, colon);
    if (colon != std::string::npos) {
      if (const Choice<Format>* format = find_choice(kFormats, prefix)) {
        outputs.push_back({format->value, word.substr(colon + 1)});
        if (outputs.back().path.empty()) fail(fmt::format("`--output {}` names no file", word));
        if (outputs.back().path == "-") fail("`--output` writes files; `--format` is that of `-`");
        return;
      }
    }
    for (const Choice<Format>& extension : kExtensions) {
      if (!word.ends_with(extension.name)) continue;
      outputs.push_back({extension.value, word});
      return;
    }
    const bool misspelt =
        colon != std::string::npos && !nearest(prefix, choice_names(kFormats)).empty();
    fail(misspelt ? fmt::format("`{}` is no format{}", prefix,
                                did_you_mean(prefix, choice_names(kFormats)))
                  : fmt::format("the name `{0}` does not show its format: write `text:{0}` or "
                                "`sarif:{0}`",
                                word));
  }

  void parameter(const std::string& word, std::vector<std::pair<std::string, std::string>>& all) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      fail(fmt::format("`--parameter` takes NAME=VALUE, not `{}`", word));
      return;
    }
    all.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }

  void fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
  }
  const std::string& error() const { return error_; }

 private:
  std::string error_;
};

std::string unknown_option(const CLI::App& app, std::string word) {
  word.erase(std::min(word.find('='), word.size()));
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  return fmt::format("there is no option `{}`{}", word, did_you_mean(word, candidates));
}

constexpr std::string_view kHelp =
    R"(Finds, before the deployment, what goes wrong in CloudFormation templates of ECS services.

Usage: cfn-ecs-lint [OPTION]... [PATH | -]...

PATH is a template, or a folder that is searched for *.yaml, *.yml, *.json and *.template; `-` is
standard input; without a PATH the templates of the configuration are linted, or those of the
current folder. All templates given are read as one
system: exports answer imports, and parameters, outputs and user data are followed across them.
What a project lints, and how, stands in its .cfn-ecs-lint.yaml; the command line stands over it.

Output
  -f, --format FORMAT          of standard output: text (default) or sarif
  -o, --output [FORMAT:]FILE   write also to FILE, in the format of its name (.txt, .sarif) or
                               FORMAT; may be repeated
      --color WHEN             auto (default), always or never; NO_COLOR, FORCE_COLOR and
                               CLICOLOR_FORCE are heeded too
      --level SEVERITY         show findings from here on: error, warning (default) or note
      --include-suppressed     show also what templates and the baseline suppress
      --quiet                  no summary
      --statistics             count the findings of each rule, too
Rules
      --only LIST              only these rules, names and groups with commas between
      --skip LIST              not these
      --list-rules             print the rules by group
      --explain RULE           print what a rule finds, why, and what to do
Templates
      --parameter NAME=VALUE   the value of a parameter; may be repeated
      --parameters FILE        values of parameters, in one of the forms of the AWS tools:
                               [{"ParameterKey": K, "ParameterValue": V}], {"Parameters": {K: V}}
                               or {K: V}; may be repeated, the last value stands
      --closed                 the given templates are all there is: an import that none of them
                               exports is a finding
      --stdin-filename NAME    what standard input is called
      --project                with a PATH: lint the templates of the configuration as well
      --report-only            lint all, and tell only what touches a PATH: for changed files, of
                               which those that are no templates are passed over
      --list-files             print the templates that are linted
Known findings
      --write-baseline FILE    write what is found now to FILE; it is not shown
      --baseline FILE          do not show what FILE has; say what of it is mended
Configuration
      --config FILE            not the nearest .cfn-ecs-lint.yaml upward from the current folder
      --no-config              none
      --init                   write a .cfn-ecs-lint.yaml for the templates in the current folder
      --print-config           print the configuration that holds in the end
      --config-schema          print the JSON Schema of .cfn-ecs-lint.yaml
Exit
      --fail-on SEVERITY       exit with 1 from this severity on: error, warning, note or never;
                               by default, when there is something to show
Other
      --dump STAGE             print what was understood as JSON, and do not lint; places are
                               "line:column", the column in bytes:
                               yaml      files as trees: [{path, complete, root: {kind, at, ...}}]
                               template  sections, functions in long form: [{path, parameters,
                                         mappings, conditions, resources, outputs}]
                               graph     links: {resources, references, exports, imports}
      --version                print the version
  -h, --help                   print this

Exit status
  0  nothing to fail on
  1  findings
  2  wrong use, or a mistake in the configuration
  3  a template could not be read; what was found in the others is printed
)";

}  // namespace

std::string_view help_text() { return kHelp; }

std::variant<Arguments, UsageError> parse_arguments(std::span<const std::string> words) {
  Arguments arguments;
  std::string format = "text";
  std::string color = "auto";
  std::string level;
  std::string fail_on;
  std::string dump;
  std::string explain;
  std::vector<std::string> outputs;
  std::vector<std::string> parameters;

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.add_option("paths", arguments.paths);
  app.add_option("-f,--format", format);
  app.add_option("-o,--output", outputs)->allow_extra_args(false);
  app.add_option("--color", color);
  app.add_option("--level", level);
  app.add_option("--only", arguments.only)->allow_extra_args(false)->delimiter(',');
  app.add_option("--skip", arguments.skip)->allow_extra_args(false)->delimiter(',');
  app.add_flag("--list-rules", arguments.list_rules);
  app.add_option("--explain", explain);
  app.add_option("--parameter", parameters)->allow_extra_args(false);
  app.add_option("--parameters", arguments.parameter_files)->allow_extra_args(false);
  app.add_flag("--closed", arguments.closed);
  app.add_flag("--include-suppressed", arguments.include_suppressed);
  app.add_flag("--quiet", arguments.quiet);
  app.add_flag("--statistics", arguments.statistics);
  app.add_flag("--project", arguments.project);
  app.add_flag("--report-only", arguments.report_only);
  app.add_option("--config", arguments.config);
  app.add_flag("--no-config", arguments.no_config);
  app.add_option("--baseline", arguments.baseline);
  app.add_option("--write-baseline", arguments.write_baseline);
  app.add_flag("--init", arguments.init);
  app.add_flag("--config-schema", arguments.config_schema);
  app.add_flag("--print-config", arguments.print_config);
  app.add_flag("--list-files", arguments.list_files);
  app.add_option("--stdin-filename", arguments.stdin_filename);
  app.add_option("--fail-on", fail_on);
  app.add_option("--dump", dump);
  app.add_flag("--version", arguments.version);
  app.add_flag("-h,--help", arguments.help);

  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // last word first
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string_view what = error.what();
    return UsageError{fmt::format("`{}` needs a value", what.substr(0, what.find(':')))};
  } catch (const CLI::ParseError& error) {
    return UsageError{error.what()};
  }

  Reader reader;
  for (const std::string& word : app.remaining()) {
    if (word != "--") reader.fail(unknown_option(app, word));
  }
  reader.choose("--format", format, kFormats, arguments.format);
  reader.choose("--color", color, kColors, arguments.color);
  if (app.count("--level") > 0)
    reader.choose("--level", level, kSeverities, arguments.level.emplace());
  if (app.count("--fail-on") > 0)
    reader.choose("--fail-on", fail_on, kFailOn, arguments.fail_on.emplace());
  if (!dump.empty()) reader.choose("--dump", dump, kStages, arguments.dump.emplace());
  for (const std::string& word : outputs) reader.output(word, arguments.outputs);
  for (const std::string& word : parameters) reader.parameter(word, arguments.parameters);
  if (app.count("--explain") > 0) arguments.explain = explain;
  const auto inputs = std::ranges::count(arguments.paths, "-");
  if (inputs > 1) reader.fail("`-` can be given once only");
  if (inputs == 0 && !arguments.stdin_filename.empty()) {
    reader.fail("`--stdin-filename` names standard input, which `-` asks for");
  }
  if (!reader.error().empty()) return UsageError{reader.error()};
  return arguments;
}

}  // namespace cfn_ecs_lint::cli
