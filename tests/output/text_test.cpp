#include "output/text.h"

#include <gtest/gtest.h>

#include "tests/output/sample.h"
#include "tests/support/golden.h"

namespace cfn_ecs_lint::output {
namespace {

using testing::expect_golden;

TEST(Text, ShowsFindingsAndProblems) {
  const Sample sample;
  expect_golden(to_text(sample.report(), {}), "output/sample.txt");
}

TEST(Text, ColoursAndFitsATerminal) {
  const Sample sample;
  TextOptions options;
  options.color = true;
  options.columns = 60;
  options.help_columns = 60;
  options.elapsed = std::chrono::milliseconds(14);
  expect_golden(to_text(sample.report(), options), "output/sample.ansi");
}

TEST(Text, SaysThatThereIsNothingToSay) {
  const SourceFile file("a.yaml", "Resources: {}");
  const SourceFile* const templates[] = {&file};
  Report report;
  report.templates = templates;
  EXPECT_EQ(to_text(report, {}), "no findings in 1 template\n");
}

TEST(Text, ExplainsARule) {
  const Sample sample;
  expect_golden(explain(*sample.report().rule("deployment-deadlock"), {}), "output/explain.txt");
}

TEST(Text, ListsTheRules) {
  const Sample sample;
  expect_golden(list_rules(sample.report().rules, {}), "output/list-rules.txt");
}

}  // namespace
}  // namespace cfn_ecs_lint::output
