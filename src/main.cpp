#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace {

std::size_t terminal_columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

int main(int argc, char** argv) {
  namespace cli = cfn_ecs_lint::cli;
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> words(argv + 1, argv + argc);

  cli::Linter linter;
  linter.lint = [](std::span<const cfn_ecs_lint::Input>, const cli::Settings&) {
    return cli::Outcome();
  };
  linter.dump = [](cli::Stage, std::span<const cfn_ecs_lint::Input>, const cli::Settings&) {
    return std::string();
  };
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  const cli::Console console{std::cin, std::cout, std::cerr, terminal,
                             terminal ? terminal_columns() : 0};
  const int status = cli::run(words, linter, console);
  std::cout.flush();
  return status;
}
