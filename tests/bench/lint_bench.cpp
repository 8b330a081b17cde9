// What all rooms after the reading of YAML, and all rules together, cost beside it: the counter
// `times_parse`, to stay at or under 0.5. Both run in turns on one system, so that the ratio holds
// on a busy machine, too. With CFN_ECS_LINT_BENCH_FOLDER in the environment the same is measured on
// the templates of that folder.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "lint/lint.h"
#include "rules/all.h"
#include "tests/bench/system.h"

namespace cfn_ecs_lint::bench {
namespace {

namespace fs = std::filesystem;

std::vector<std::pair<std::string, std::string>> texts_in(const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path extension = entry.path().extension();
    if (extension != ".yaml" && extension != ".yml" && extension != ".json" &&
        extension != ".template") {
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(entry.path(), std::string(std::istreambuf_iterator<char>(file), {}));
  }
  return texts;
}

// Seconds of the processor since an earlier moment.
double since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

void measure(benchmark::State& state, const fs::path& folder) {
  const auto texts = texts_in(folder);
  double parsing = 0;
  double rest = 0;
  std::size_t findings = 0;
  for (auto _ : state) {
    SourceMap sources;
    std::vector<Input> inputs;
    for (const auto& [path, text] : texts) inputs.push_back({&sources.add(path, text), false});
    std::vector<ReadProblem> problems;
    const std::clock_t start = std::clock();
    for (const Input& input : inputs) {
      benchmark::DoNotOptimize(yaml::parse(*input.file, problems).root());
    }
    const double parsed = since(start);
    const std::clock_t again = std::clock();
    // Parses as well, which is taken off again.
    const TemplateSet set(read_templates(inputs, problems), {}, false);
    findings = lint(set, rules::all()).size();
    parsing += parsed;
    rest += since(again) - parsed;
  }
  state.counters["times_parse"] = rest / parsing;
  state.counters["templates"] = static_cast<double>(texts.size());
  state.counters["findings"] = static_cast<double>(findings);
}

void BM_AllButParsing(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const fs::path folder =
      fs::temp_directory_path() / ("cfn-ecs-lint-lint-bench-" + std::to_string(count));
  write_system(folder, count);
  measure(state, folder);
  fs::remove_all(folder);
}
BENCHMARK(BM_AllButParsing)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond);

void BM_AllButParsingOfFolder(benchmark::State& state) {
  const char* folder = std::getenv("CFN_ECS_LINT_BENCH_FOLDER");
  if (folder == nullptr) return state.SkipWithError("CFN_ECS_LINT_BENCH_FOLDER names no folder");
  measure(state, folder);
}
BENCHMARK(BM_AllButParsingOfFolder)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cfn_ecs_lint::bench
