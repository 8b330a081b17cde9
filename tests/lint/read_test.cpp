// Reading templates: what is wrong with a file is told once.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "lint/lint.h"
#include "tests/support/testdata.h"

namespace cfn_ecs_lint {
namespace {

namespace fs = std::filesystem;

std::vector<ReadProblem> problems_of(SourceMap& sources, const std::string& path,
                                     std::string bytes) {
  const Input inputs[] = {{&sources.add(path, std::move(bytes)), true}};
  std::vector<ReadProblem> problems;
  read_templates(inputs, problems);
  return problems;
}

TEST(ReadTemplates, ABrokenFileIsToldOnce) {
  for (const fs::directory_entry& entry : fs::directory_iterator(testing::testdata("broken"))) {
    if (entry.path().extension() == ".expect") continue;
    const std::string name = entry.path().filename();
    SourceMap sources;
    EXPECT_EQ(problems_of(sources, name, testing::read_file(entry.path())).size(), 1u) << name;
  }
}

TEST(ReadTemplates, AnEmptyFileIsCalledEmpty) {
  SourceMap sources;
  const auto problems = problems_of(sources, "empty.yaml", " \n\n");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message, "this file is empty");
}

}  // namespace
}  // namespace cfn_ecs_lint
