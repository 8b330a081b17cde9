#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "lint/lint.h"
#include "lint/rule.h"
#include "model/service.h"
#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A rule that finds fault with every service of this many tasks or more.
template <int most>
void check(const Service& service, Report& report) {
  const Field<std::int64_t> tasks = service.desired_count();
  if (!tasks.is_known() || *tasks < most) return;
  report.at(tasks, "`{}` is too large", service.logical_id()).label(service, "the service");
}

template <int most>
constinit const Rule too_large{
    .name = "too-large", .severity = Severity::error, .check = each<check<most>>};

std::vector<Diagnostic> find(std::string text, const Rule& rule = too_large<2>) {
  // The findings point into the text.
  static std::deque<testing::System> systems;
  systems.emplace_back(std::initializer_list<std::string>{std::move(text)});
  const Rule* rules[] = {&rule};
  return lint(systems.back().set(), rules);
}

std::string service(const std::string& count, const std::string& condition = "") {
  return "Parameters:\n"
         "  Environment: {Type: String, AllowedValues: [dev, test, prod]}\n"
         "  Cell: {Type: String, AllowedValues: [a, b]}\n"
         "  Count: {Type: Number, Default: 5}\n"
         "Conditions:\n"
         "  IsProd: !Equals [!Ref Environment, prod]\n"
         "  IsTest: !Equals [!Ref Environment, test]\n"
         "  IsA: !Equals [!Ref Cell, a]\n"
         "Resources:\n"
         "  Web:\n"
         "    Type: AWS::ECS::Service\n" +
         (condition.empty() ? "" : "    Condition: " + condition + "\n") +
         "    Properties: {DesiredCount: " + count + "}\n";
}

// A template that is nested several times has a finding once, and says in which of its stacks.
TEST(Report, TellsTheStacksOfOneTemplateApart) {
  static std::deque<testing::System> systems;
  const auto find_in = [&](const std::string& blue, const std::string& green) {
    const auto stack = [](const std::string& count) {
      return "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml,\n"
             "    Parameters: {Count: " +
             count + "}}}\n";
    };
    systems.emplace_back(std::initializer_list<std::string>{
        "Resources:\n  Blue: " + stack(blue) + "  Green: " + stack(green),
        "Parameters: {Count: {Type: Number}}\n"
        "Resources:\n  Web: {Type: AWS::ECS::Service, Properties: {DesiredCount: !Ref Count}}\n"});
    const Rule* rules[] = {&too_large<2>};
    return lint(systems.back().set(), rules);
  };
  const auto labels = [](const Diagnostic& found) {
    std::vector<std::string> said;
    for (const Label& label : found.labels) said.push_back(label.text);
    return said;
  };
  const auto both = find_in("4", "5");
  ASSERT_THAT(both, SizeIs(1));
  EXPECT_EQ(both[0].span.file->path(), "b.yaml");
  EXPECT_EQ(both[0].severity, Severity::error);
  EXPECT_THAT(labels(both[0]), ElementsAre("the service", "given here"));
  const auto one = find_in("1", "5");
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_THAT(labels(one[0]), ElementsAre("the service", "given here",
                                          "in this stack: 1 of 2 that are made from the template"));
}

TEST(Report, SaysNothingOfConditionsThatDoNotMatter) {
  const auto found = find(service("4"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].when, IsEmpty());
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_THAT(found[0].logical_path, ElementsAre("Resources", "Web", "Properties", "DesiredCount"));
}

TEST(Report, SaysWhenAFindingHolds) {
  const auto found = find(service("!If [IsProd, 4, 1]"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].when, ElementsAre("`IsProd` is true"));
}

TEST(Report, NamesOnlyTheConditionsThatMatter) {
  // Not prod and not test is dev: of the two conditions both are needed.
  const auto dev = find(service("!If [IsProd, 1, !If [IsTest, 1, 4]]"));
  ASSERT_THAT(dev, SizeIs(1));
  EXPECT_THAT(dev[0].when, ElementsAre("`IsProd` is false", "`IsTest` is false"));
  // The cell does not matter.
  const auto prod = find(service("!If [IsA, !If [IsProd, 4, 1], !If [IsProd, 4, 1]]"));
  ASSERT_THAT(prod, SizeIs(2));  // two places, one in each branch
  EXPECT_THAT(prod[0].when, ElementsAre("`IsA` is true", "`IsProd` is true"));
}

TEST(Report, JoinsAlternatives) {
  const auto found =
      find(service("!Select [0, !Split [',', !If [IsProd, '4', !If [IsTest, '4', "
                   "'1']]]]"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].when, ElementsAre("`IsTest` is true, or `IsProd` is true"));
}

TEST(Report, TheConditionOfTheSubjectGoesWithoutSaying) {
  const auto found = find(service("!If [IsProd, 4, 1]", "IsProd"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].when, IsEmpty());
}

TEST(Report, WhatRestsOnADefaultIsLessCertainAndSaysSo) {
  const auto found = find(service("!Ref Count"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, Severity::warning);
  ASSERT_THAT(found[0].labels, SizeIs(2));
  EXPECT_EQ(found[0].labels[1].text, "default of parameter `Count`");
  EXPECT_EQ(found[0].labels[1].span.file->text(found[0].labels[1].span), "5");
}

// More conditions than can be combined, of which only the first matters: decided first, it is the
// last to be tried the other way.
TEST(Report, BeyondTheMostWorldsAFindingSaysWhatItWasSeenWith) {
  std::string text = "Parameters:\n";
  std::string conditions = "Conditions:\n";
  std::string name = "!Join ['', [";
  for (int i = 0; i < 14; ++i) {
    const std::string n = std::to_string(i);
    text += "  P" + n + ": {Type: String, AllowedValues: [a, b]}\n";
    conditions += "  C" + n + ": !Equals [!Ref P" + n + ", a]\n";
    name += "!If [C" + n + ", " + (i == 0 ? "1, 4" : "'', ''") + "], ";
  }
  text +=
      conditions +
      "Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties: {DesiredCount: " + name +
      "'']]}\n";
  const auto found = find(text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].when, ElementsAre("`C0` is false"));
}

TEST(Report, BeyondTheMostWorldsNothingIsMadeUp) {
  std::string text = "Parameters:\n";
  std::string count = "1";
  for (int i = 0; i < 16; ++i) {
    text += "  P" + std::to_string(i) + ": {Type: String, AllowedValues: [a, b]}\n";
  }
  text += "Conditions:\n";
  std::string sum;
  for (int i = 0; i < 16; ++i) {
    const std::string n = std::to_string(i);
    text += "  C" + n + ": !Equals [!Ref P" + n + ", a]\n";
    sum += (sum.empty() ? "" : ", ") + ("!If [C" + n + ", 1, '']");
  }
  text +=
      "Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties: {DesiredCount: "
      "!Join ['', [" +
      sum + "]]}\n";
  for (const Diagnostic& finding : find(text)) EXPECT_THAT(finding.when, ::testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace cfn_ecs_lint
