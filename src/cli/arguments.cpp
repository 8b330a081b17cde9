#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iterator>

#include "cli/options.h"
#include "text/nearest.h"

namespace cfn_ecs_lint::cli {
namespace {

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const output::Format& format : output::formats()) names.push_back(format.name);
  return names;
}

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

  void format(const std::string& word, const output::Format*& value) {
    value = output::find_format(word);
    if (value || word == kAutoFormat) return;
    const std::vector<std::string_view> names = words_of(Values::format);
    fail(fmt::format("`--format` takes {}, not `{}`{}", fmt::join(names, ", "), word,
                     did_you_mean(word, names)));
  }

  void output(const std::string& word, std::vector<OutputFile>& outputs) {
    const std::size_t colon = word.find(':');
    const std::string prefix = word.substr(0, colon);
    if (colon != std::string::npos) {
      if (const output::Format* format = output::find_format(prefix)) {
        outputs.push_back({format, word.substr(colon + 1)});
        if (outputs.back().path.empty()) fail(fmt::format("`--output {}` names no file", word));
        if (outputs.back().path == "-") fail("`--output` writes files; `--format` is that of `-`");
        return;
      }
    }
    if (const output::Format* format = output::format_of_file(word)) {
      outputs.push_back({format, word});
      return;
    }
    const std::vector<std::string_view> names = format_names();
    const bool misspelt = colon != std::string::npos && !nearest(prefix, names).empty();
    fail(misspelt
             ? fmt::format("`{}` is no format{}", prefix, did_you_mean(prefix, names))
             : fmt::format("the name `{0}` does not show its format: write one before it, as in "
                           "`text:{0}`; there are {1}",
                           word, fmt::join(names, ", ")));
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

}  // namespace

std::variant<Arguments, UsageError> parse_arguments(std::span<const std::string> words) {
  Arguments arguments;
  std::string format(kAutoFormat);
  std::string color = "auto";
  std::string level;
  std::string fail_on;
  std::string dump;
  std::string explain;
  std::string shell;
  std::vector<std::string> outputs;
  std::vector<std::string> parameters;

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.add_option("paths", arguments.paths);
  const auto flag = [&](std::string_view name, bool& value) {
    app.add_flag(spelling(name), value);
  };
  const auto text = [&](std::string_view name, std::string& value) {
    app.add_option(spelling(name), value);
  };
  const auto each = [&](std::string_view name, std::vector<std::string>& value) {
    return app.add_option(spelling(name), value)->allow_extra_args(false);
  };
  const auto list = [&](std::string_view name, std::vector<std::string>& value) {
    each(name, value)->delimiter(',');
  };
  text("format", format);
  each("output", outputs);
  text("color", color);
  text("level", level);
  list("only", arguments.only);
  list("skip", arguments.skip);
  flag("list-rules", arguments.list_rules);
  text("explain", explain);
  each("parameter", parameters);
  each("parameters", arguments.parameter_files);
  flag("closed", arguments.closed);
  flag("include-suppressed", arguments.include_suppressed);
  flag("quiet", arguments.quiet);
  flag("statistics", arguments.statistics);
  flag("project", arguments.project);
  flag("report-only", arguments.report_only);
  text("config", arguments.config);
  flag("no-config", arguments.no_config);
  text("baseline", arguments.baseline);
  text("write-baseline", arguments.write_baseline);
  flag("init", arguments.init);
  flag("config-schema", arguments.config_schema);
  flag("print-config", arguments.print_config);
  flag("list-files", arguments.list_files);
  text("stdin-filename", arguments.stdin_filename);
  text("fail-on", fail_on);
  text("dump", dump);
  text("completions", shell);
  flag("man", arguments.manual);
  flag("version", arguments.version);
  flag("help", arguments.help);

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
  reader.format(format, arguments.format);
  reader.choose("--color", color, kColors, arguments.color);
  if (app.count("--level") > 0)
    reader.choose("--level", level, kSeverities, arguments.level.emplace());
  if (app.count("--fail-on") > 0)
    reader.choose("--fail-on", fail_on, kFailOn, arguments.fail_on.emplace());
  if (!dump.empty()) reader.choose("--dump", dump, kStages, arguments.dump.emplace());
  if (app.count("--completions") > 0) {
    reader.choose("--completions", shell, kShells, arguments.completions.emplace());
  }
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
