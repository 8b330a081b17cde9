#include "cli/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>

namespace cfn_ecs_lint::cli {
namespace {

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

}  // namespace

output::TextOptions text_options(const Arguments& arguments, const Console& console) {
  output::TextOptions options;
  options.color = wants_color(arguments.color, console.terminal);
  if (console.terminal && console.columns > 0) {
    options.columns = std::max<std::size_t>(console.columns, 60);
    options.help_columns = std::min<std::size_t>(options.columns, 120);
  }
  options.summary = !arguments.quiet;
  options.statistics = arguments.statistics;
  return options;
}

int wrong_use(const Console& console, std::string_view message) {
  console.err << fmt::format("cfn-ecs-lint: {}\n", message);
  return kWrongUse;
}

int wrong_use(const Console& console, const WrongUse& wrong) {
  for (const ReadProblem& problem : wrong.problems) console.err << output::to_text(problem, {});
  return wrong.message.empty() ? int{kWrongUse} : wrong_use(console, wrong.message);
}

}  // namespace cfn_ecs_lint::cli
