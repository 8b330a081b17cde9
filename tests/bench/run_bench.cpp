// Whole runs of the program as a user sees them, from its start to its end: on generated systems
// of 10, 100 and 1000 templates (the cost should grow linearly: see the BigO line), and a run that
// does nothing, for the time to start.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/system.h"

extern char** environ;

namespace cfn_ecs_lint::bench {
namespace {

namespace fs = std::filesystem;

// Runs the linter with its output thrown away; its exit status, or -1.
int run_linter(std::vector<std::string> arguments) {
  std::string binary = CFN_ECS_LINT_BINARY;
  std::vector<char*> argv = {binary.data()};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status = 0;
  const bool ran = posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environ) == 0 &&
                   waitpid(child, &status, 0) == child && WIFEXITED(status);
  posix_spawn_file_actions_destroy(&actions);
  return ran ? WEXITSTATUS(status) : -1;
}

void BM_StartUp(benchmark::State& state) {
  for (auto _ : state) {
    if (run_linter({"--version"}) != 0) state.SkipWithError("--version failed");
  }
}
BENCHMARK(BM_StartUp)->UseRealTime()->Unit(benchmark::kMillisecond);

void BM_Run(benchmark::State& state, const char* format) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const fs::path folder =
      fs::temp_directory_path() / ("cfn-ecs-lint-bench-" + std::to_string(count));
  write_system(folder, count);
  for (auto _ : state) {
    const int status = run_linter({"--format", format, folder.string()});
    if (status != 0 && status != 1) state.SkipWithError("the linter failed");
  }
  state.SetComplexityN(state.range(0));
  state.counters["templates/s"] = benchmark::Counter(
      static_cast<double>(state.iterations() * state.range(0)), benchmark::Counter::kIsRate);
  fs::remove_all(folder);
}
BENCHMARK_CAPTURE(BM_Run, text, "text")
    ->RangeMultiplier(10)
    ->Range(10, 1000)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond)
    ->Complexity();
BENCHMARK_CAPTURE(BM_Run, sarif, "sarif")->Arg(1000)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cfn_ecs_lint::bench
