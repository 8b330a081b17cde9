#include "cli/console.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>

namespace cfn_ecs_lint::cli {
namespace {

constexpr std::size_t kLeastColumns = 40;
constexpr std::size_t kMostHelpColumns = 120;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool is_terminal_that_obeys(const Console& console) {
  const std::string_view kind = variable("TERM");
  return console.terminal && !kind.empty() && kind != "dumb";
}

// https://no-color.org and https://force-color.org; the flag stands over both.
bool wants_color(Color color, const Console& console) {
  if (color != Color::automatic) return color == Color::always;
  if (!variable("NO_COLOR").empty()) return false;
  for (const char* name : {"FORCE_COLOR", "CLICOLOR_FORCE"}) {
    if (!variable(name).empty()) return variable(name) != "0";
  }
  return is_terminal_that_obeys(console);
}

// FORCE_HYPERLINK as in npm's supports-hyperlinks. The console of Linux and VTE before 0.50 do not
// pass over links that they do not know, as GCC's -fdiagnostics-urls says.
bool wants_links(const Console& console) {
  const std::string_view forced = variable("FORCE_HYPERLINK");
  if (!forced.empty()) return forced != "0";
  const std::string_view vte = variable("VTE_VERSION");
  if (!vte.empty() && std::atoi(vte.data()) < 5000) return false;
  return is_terminal_that_obeys(console) && variable("TERM") != "linux";
}

}  // namespace

output::TextOptions text_options(const Arguments& arguments, const Console& console) {
  output::TextOptions options;
  options.color = wants_color(arguments.color, console);
  options.links = options.color && wants_links(console);
  options.summary = !arguments.quiet;
  options.statistics = arguments.statistics;
  if (console.terminal && console.columns > 0) {
    options.columns = std::max(console.columns, kLeastColumns);
    options.help_columns = std::min(options.columns, kMostHelpColumns);
  }
  return options;
}

// GITHUB_ACTIONS: https://docs.github.com/actions/reference/workflows-and-actions/variables
const output::Format& format_of(const Arguments& arguments, const Console& console) {
  if (arguments.format) return *arguments.format;
  const bool github = variable("GITHUB_ACTIONS") == "true" && !console.terminal;
  return *output::find_format(github ? "github" : "text");
}

std::string repository_address() {
  const std::string_view server = variable("GITHUB_SERVER_URL");
  const std::string_view repository = variable("GITHUB_REPOSITORY");
  const std::string_view commit = variable("GITHUB_SHA");
  if (server.empty() || repository.empty() || commit.empty()) return "";
  return fmt::format("{}/{}/blob/{}/", server, repository, commit);
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
