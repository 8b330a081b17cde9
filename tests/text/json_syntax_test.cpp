#include "text/json_syntax.h"

#include <gtest/gtest.h>

#include <string>

namespace cfn_ecs_lint {
namespace {

TEST(JsonSyntax, TakesEveryKindOfValue) {
  for (const char* text : {"{}", "[]", "[1,2]", R"({"a": {"b": [true, false, null]}, "c": "d"})",
                           "-0.5e+3", "0", R"("\u00e4\n\"")", "[[[]],{}]", "[ ]", "{ }", "[{}]"}) {
    EXPECT_EQ(json_value_end(text), std::string_view(text).size()) << text;
  }
}

TEST(JsonSyntax, RefusesWhatOnlyLooksLikeIt) {
  for (const char* text : {"",      " ",       "{a:1}",    "{'a':'b'}", "[1,]",      R"({"a":1,})",
                           "[1 2]", "[1",      "]",        "01x[",      "+1",        ".5",
                           "1.",    "1e",      "\"a",      "\"\\x\"",   "\"\\u12\"", "\"a\nb\"",
                           "nul",   "{\"a\"}", "{\"a\":}", "[}",        R"({"a":1])"}) {
    const auto end = json_value_end(text);
    EXPECT_TRUE(!end || *end < std::string_view(text).size()) << text;
  }
}

TEST(JsonSyntax, SaysWhereTheValueEnds) {
  EXPECT_EQ(json_value_end("  [22] # ssh"), 6u);
  EXPECT_EQ(json_value_end("12]"), 2u);
}

TEST(JsonSyntax, NestsAsDeepAsTheTextDoes) {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  EXPECT_EQ(json_value_end(deep), deep.size());
  EXPECT_EQ(json_value_end(deep.substr(0, deep.size() - 1)), std::nullopt);
}

}  // namespace
}  // namespace cfn_ecs_lint
