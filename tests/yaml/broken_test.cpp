// Every file of testdata/broken is told what is wrong with it, as its .expect file says.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/testdata.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {
namespace {

namespace fs = std::filesystem;

// "2:6-2:9", the second place behind the last byte.
std::string place(const Span& span) {
  const LineColumn begin = span.file->place(span.begin);
  const LineColumn end = span.file->place(span.end);
  return fmt::format("{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
}

std::string describe(const ReadProblem& problem) {
  std::string text = fmt::format("{} {}\n", place(problem.span), problem.message);
  for (const Label& label : problem.labels) {
    text += fmt::format("  {} {}\n", place(label.span), label.text);
  }
  if (!problem.help.empty()) text += fmt::format("  help: {}\n", problem.help);
  return text;
}

std::vector<std::string> broken_files() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(testing::testdata("broken"))) {
    if (entry.path().extension() != ".expect") names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Broken : public ::testing::TestWithParam<std::string> {};

TEST_P(Broken, IsToldWhy) {
  const fs::path path = fs::path("broken") / GetParam();
  const SourceFile file(GetParam(), testing::read_file(testing::testdata(path)));
  std::vector<ReadProblem> problems;
  const Document document = parse(file, problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].path, GetParam());
  EXPECT_FALSE(document.complete());
  ASSERT_NE(document.root(), nullptr);
  const Span& span = problems[0].span;
  EXPECT_EQ(file.place(span.begin).line, file.place(span.end).line);
  testing::expect_golden(describe(problems[0]), fs::path(path).concat(".expect"));
}

INSTANTIATE_TEST_SUITE_P(Testdata, Broken, ::testing::ValuesIn(broken_files()),
                         [](const ::testing::TestParamInfo<std::string>& info) {
                           std::string name = info.param;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return c == '-' || c == '.'; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace cfn_ecs_lint::yaml
