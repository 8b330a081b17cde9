#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/yaml/read.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {
namespace {

using ::testing::ElementsAre;

Read json(std::string text) { return Read(std::move(text), "template.json"); }

TEST(Json, GivesTheTreeThatYamlGives) {
  const Read read = json("{\"A\": [1, \"x\\n\\u00e9\\/\", true, null, {}]}");
  EXPECT_TRUE(read.document().is_json());
  const Node& list = read.value("A");
  ASSERT_EQ(list.items.size(), 5u);
  EXPECT_EQ(read.words(*read.root().members[0].key), "\"A\"");
  EXPECT_EQ(read.words(list), "[1, \"x\\n\\u00e9\\/\", true, null, {}]");
  EXPECT_EQ(list.items[0]->style, Style::plain);
  EXPECT_EQ(list.items[1]->style, Style::double_quoted);
  EXPECT_EQ(list.items[1]->text, "x\n\xC3\xA9/");
  EXPECT_EQ(list.items[2]->text, "true");
  EXPECT_EQ(list.items[3]->kind, Kind::null);
  EXPECT_EQ(list.items[3]->text, "null");
  EXPECT_EQ(list.items[4]->kind, Kind::mapping);
}

TEST(Json, EveryEscape) {
  const Read read = json(R"(["\"\\\/\b\f\n\r\t", "\u0041\u20AC", "\uD83D\uDE00", "\u0000"])");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.item(0).text, "\"\\/\b\f\n\r\t");
  EXPECT_EQ(read.item(1).text, "A\u20AC");
  EXPECT_EQ(read.item(2).text, "\U0001F600");
  EXPECT_EQ(read.item(3).text, std::string_view("\0", 1));
}

TEST(Json, NumbersAreKeptAsWritten) {
  const Read read = json("[0, -0, 12, 1.50, 1e3, -2.5E-07, 123456789012345678901234567890]");
  EXPECT_EQ(read.problem(), "");
  std::vector<std::string> texts;
  for (const Node* item : read.root().items) texts.emplace_back(item->text);
  EXPECT_THAT(texts, ElementsAre("0", "-0", "12", "1.50", "1e3", "-2.5E-07",
                                 "123456789012345678901234567890"));
}

TEST(Json, WhatIsNoNumberIsRefused) {
  for (const char* text : {"[01]", "[+1]", "[.5]", "[1.]", "[1e]", "[-]", "[0x10]", "[NaN]"}) {
    EXPECT_NE(json(text).problem(), "") << text;
  }
}

TEST(Json, TabsCarriageReturnsAndLongKeysAreFine) {
  const std::string key(5000, 'k');
  const Read read = json("{\r\n\t\"" + key + "\"\t:\r\n\t\t\"x\"\r\n}\r\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value(key).text, "x");
}

TEST(Json, ACommaBeforeAClosingBracketIsNoted) {
  const Read read = json("{\"A\": [1, 2,],\n}\n");
  EXPECT_EQ(read.problem(), "");
  ASSERT_EQ(read.document().trailing_commas().size(), 2u);
  EXPECT_EQ(read.document().trailing_commas()[0].begin, 11u);
  EXPECT_EQ(read.words(read.document().trailing_commas()[1]), ",");
  EXPECT_EQ(read.value("A").items.size(), 2u);
  EXPECT_NE(json("[,]").problem(), "");
  EXPECT_NE(json("[1,,]").problem(), "");
}

TEST(Json, DuplicateKeysAreKept) {
  const Read read = json(R"({"a": 1, "a": 2})");
  EXPECT_EQ(read.root().members.size(), 2u);
}

TEST(Json, PiecesOfTextAreLocated) {
  const Read read = json(R"({"UserData": "#!/bin/bash\necho \"é\" \u00e9 > a\\b\n"})");
  const Node& script = read.value("UserData");
  EXPECT_EQ(read.located(script, "echo"), "echo");
  EXPECT_EQ(read.located(script, "echo \""), "echo \\\"");
  EXPECT_EQ(read.located(script, "\xC3\xA9 >"), "\\u00e9 >");
  EXPECT_EQ(read.located(script, "a\\b"), "a\\\\b");
  EXPECT_EQ(read.located(script, "bash\necho"), "bash\\necho");
}

TEST(Json, WhatStoodBeforeAnErrorIsKept) {
  const Read read = json("{\"A\": {\"B\": 1}, \"C\": [2, x");
  EXPECT_EQ(read.problems().size(), 1u);
  EXPECT_FALSE(read.document().complete());
  EXPECT_EQ(read.value("A").members[0].value->text, "1");
  EXPECT_EQ(read.value("C").items.size(), 1u);
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml
