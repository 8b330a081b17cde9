#include "cli/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cfn_ecs_lint::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

ParameterValues values(std::string_view json) {
  auto result = read_parameters(json);
  if (auto* error = std::get_if<std::string>(&result)) {
    ADD_FAILURE() << *error;
    return {};
  }
  return std::get<ParameterValues>(result);
}

std::string error(std::string_view json) {
  const auto result = read_parameters(json);
  const auto* message = std::get_if<std::string>(&result);
  return message ? *message : "none";
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

TEST(ParameterFile, SaysWhatIsWrong) {
  EXPECT_THAT(error("{\n  \"A\": }"), ::testing::StartsWith("line 2, column 8: this is no JSON: "));
  EXPECT_THAT(error(""), ::testing::StartsWith("line 1, column 1: this is no JSON: "));
  EXPECT_EQ(error("3"), "this is neither a list nor a map");
  EXPECT_EQ(error(R"([{"ParameterKey": "A"}, {"Key": "A"}])"), "entry 2 has no `ParameterKey`");
  EXPECT_EQ(error(R"({"A": {"B": 1}})"), "the value of `A` is neither a string nor a list");
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
