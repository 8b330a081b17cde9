#include "cli/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cfn_ecs_lint::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

ParameterValues values(std::string text) {
  const SourceFile file("parameters", std::move(text));
  auto result = read_parameters(file);
  if (auto* problem = std::get_if<ReadProblem>(&result)) {
    ADD_FAILURE() << problem->message;
    return {};
  }
  return std::get<ParameterValues>(result);
}

// The problem as "words: message".
std::string problem(std::string text) {
  const SourceFile file("parameters", std::move(text));
  const auto result = read_parameters(file);
  const auto* problem = std::get_if<ReadProblem>(&result);
  if (!problem) return "none";
  return std::string(problem->span ? file.text(problem->span) : "") + ": " + problem->message;
}

TEST(ParameterFile, OfTheCommandLineInterface) {
  EXPECT_THAT(values(R"([{"ParameterKey": "B", "ParameterValue": "1"},
                         {"ParameterKey": "A", "ParameterValue": "x,y"},
                         {"ParameterKey": "C", "UsePreviousValue": true}])"),
              ElementsAre(Pair("A", "x,y"), Pair("B", "1")));
}

TEST(ParameterFile, OfAStackConfiguration) {
  EXPECT_THAT(values(R"({"Parameters": {"B": "1", "A": "2"}, "Tags": {"T": "3"}})"),
              ElementsAre(Pair("A", "2"), Pair("B", "1")));
}

TEST(ParameterFile, PlainMap) {
  EXPECT_THAT(values(R"({"Parameters": "a value", "N": 3, "T": true, "L": ["a", "b"], "E": []})"),
              ElementsAre(Pair("E", ""), Pair("L", "a,b"), Pair("N", "3"),
                          Pair("Parameters", "a value"), Pair("T", "true")));
}

TEST(ParameterFile, InYaml) {
  EXPECT_THAT(values("Account: 012345678901\nZones: [a, b]\nNone:\n"),
              ElementsAre(Pair("Account", "012345678901"), Pair("None", ""), Pair("Zones", "a,b")));
}

TEST(ParameterFile, SaysWhatIsWrong) {
  EXPECT_NE(problem("{\"A\": \"1"), "none");
  EXPECT_EQ(problem(""), ": this is neither a list nor a map of parameters");
  EXPECT_EQ(problem("a word"), "a word: this is neither a list nor a map of parameters");
  EXPECT_EQ(problem(R"([{"ParameterKey": "A"}, {"Key": "A"}])"),
            R"({"Key": "A"}: this entry has no `ParameterKey`)");
  EXPECT_EQ(problem(R"({"A": {"B": 1}})"),
            R"({"B": 1}: the value of `A` is neither a string nor a list)");
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
