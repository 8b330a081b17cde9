#include "yaml/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/yaml/read.h"

namespace cfn_ecs_lint::yaml {
namespace {

using ::testing::ElementsAre;

TEST(Document, KeysAndValuesKnowTheirWords) {
  const Read read("Name: web\nPort: \"80\"\nTag: !Sub '${A}b' # why\nList: [1, {a: b}]\n");
  ASSERT_EQ(read.root().members.size(), 4u);
  EXPECT_EQ(read.words(*read.root().members[0].key), "Name");
  EXPECT_EQ(read.words(read.value("Name")), "web");
  EXPECT_EQ(read.words(read.value("Port")), "\"80\"");
  EXPECT_EQ(read.value("Port").text, "80");
  EXPECT_EQ(read.words(read.value("Tag")), "'${A}b'");
  EXPECT_EQ(read.value("Tag").tag, "!Sub");
  EXPECT_EQ(read.words(read.value("Tag").tag_span()), "!Sub");
  EXPECT_EQ(read.words(read.value("List")), "[1, {a: b}]");
  EXPECT_EQ(read.words(*read.value("List").items[1]), "{a: b}");
}

TEST(Document, BlockCollectionsReachFromTheirFirstWordToTheirLast) {
  const Read read("A: # why\n  B: 1\n  C:\n  - x\n  - y # z\n\nD: 2\n");
  EXPECT_EQ(read.words(read.value("A")), "B: 1\n  C:\n  - x\n  - y");
  EXPECT_EQ(read.words(*read.value("A").members[1].value), "- x\n  - y");
  EXPECT_EQ(read.words(read.root()), read.words(read.root()).substr(0, 42));
}

TEST(Document, NodesAreNumberedInDocumentOrder) {
  const Read read("A: [x, y]\nB: z\n");
  EXPECT_EQ(read.root().id, 0u);
  EXPECT_EQ(read.root().members[0].key->id, 1u);
  EXPECT_EQ(read.value("A").id, 2u);
  EXPECT_EQ(read.value("A").items[1]->id, 4u);
  EXPECT_EQ(read.value("B").id, 6u);
  EXPECT_EQ(read.document().node_count(), 7u);
}

TEST(Document, AnEmptyValueStandsAfterItsColon) {
  const Read read("A:\nB: # soon\nC:\n  -\n  - x\nD: {e, f: }\nG: !Ref\nH: &h\nnull: x\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("A").kind, Kind::null);
  EXPECT_EQ(read.value("A").span.begin, 2u);
  EXPECT_EQ(read.value("A").span.size(), 0u);
  EXPECT_EQ(read.value("B").span.begin, 5u);
  EXPECT_EQ(read.value("C").items[0]->kind, Kind::null);
  EXPECT_EQ(read.file().place(read.value("C").items[0]->span.begin).column, 4u);
  EXPECT_EQ(read.value("D").members[0].value->kind, Kind::null);
  EXPECT_EQ(read.value("D").members[1].value->kind, Kind::null);
  EXPECT_EQ(read.value("G").kind, Kind::scalar) << "as PyYAML has it: a tagged empty text";
  EXPECT_EQ(read.value("G").text, "");
  EXPECT_EQ(read.value("H").kind, Kind::null);
  EXPECT_EQ(read.value("null").text, "x");
  ASSERT_EQ(read.document().comments().size(), 1u);
  EXPECT_EQ(read.words(read.document().comments()[0]), "# soon");
}

TEST(Document, ANullThatIsSpeltOutHasItsWord) {
  const Read read("A: ~\nB: null\nC: Null\nD:\n  NULL\nE: \"null\"\n");
  EXPECT_EQ(read.words(read.value("A")), "~");
  EXPECT_EQ(read.value("B").kind, Kind::null);
  EXPECT_EQ(read.value("C").text, "Null");
  EXPECT_EQ(read.words(read.value("D")), "NULL");
  EXPECT_EQ(read.value("E").kind, Kind::scalar);
}

TEST(Document, TextIsKeptAsWritten) {
  const Read read(
      "[yes, on, 010, 1e3, 012345678901, 0x1F, 1_000, 12:30, 2010-09-09, true, \"true\"]");
  std::vector<std::string> texts;
  for (const Node* item : read.root().items) texts.emplace_back(item->text);
  EXPECT_THAT(texts, ElementsAre("yes", "on", "010", "1e3", "012345678901", "0x1F", "1_000",
                                 "12:30", "2010-09-09", "true", "true"));
  EXPECT_FALSE(read.item(9).quoted());
  EXPECT_TRUE(read.item(10).quoted());
}

TEST(Document, DuplicateAndMergeKeysAreKept) {
  const Read read("base: &base {a: 1}\na: 1\na: 2\n<<: *base\n");
  ASSERT_EQ(read.root().members.size(), 4u);
  EXPECT_EQ(read.root().members[1].key->text, "a");
  EXPECT_EQ(read.root().members[2].key->text, "a");
  EXPECT_EQ(read.root().members[3].key->text, "<<");
  const Node& alias = *read.root().members[3].value;
  EXPECT_EQ(alias.kind, Kind::alias);
  EXPECT_EQ(read.words(alias), "*base");
  EXPECT_EQ(alias.target, &read.value("base"));
}

TEST(Document, AnAnchorThatIsSetAgainIsAnother) {
  const Read read("- &a 1\n- *a\n- &a 2\n- *a\n");
  EXPECT_EQ(read.item(1).target, &read.item(0));
  EXPECT_EQ(read.item(3).target, &read.item(2));
}

TEST(Document, AnAliasInsideItsOwnAnchorHasNoTarget) {
  const Read read("a: &x [1, *x]\nb: *x\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("a").items[1]->kind, Kind::alias);
  EXPECT_EQ(read.value("a").items[1]->target, nullptr);
  EXPECT_EQ(read.value("b").target, &read.value("a"));
}

TEST(Document, CommentsAreFoundWhereYamlHasThem) {
  const Read read(
      "# top\n"
      "A: x # after a value\n"
      "B: 'no # comment' # but this\n"
      "C: a#b\n"
      "D: | # after a header\n"
      "  # text of the block\n"
      "  text\n"
      " # below the block\n"
      "E: [a, # in brackets\n"
      "    b]\n"
      "F: # before a value\n"
      "  !Sub # after a tag\n"
      "  x\n"
      "# end");
  EXPECT_EQ(read.problem(), "");
  std::vector<std::string> comments;
  for (const Span& comment : read.document().comments()) comments.push_back(read.words(comment));
  EXPECT_THAT(comments, ElementsAre("# top", "# after a value", "# but this", "# after a header",
                                    "# below the block", "# in brackets", "# before a value",
                                    "# after a tag", "# end"));
  EXPECT_EQ(read.value("D").text, "# text of the block\ntext\n");
  EXPECT_EQ(read.value("F").text, "x");
}

TEST(Document, ATabAfterAPlainScalarIsNoPartOfIt) {
  const Read read("A: x\t\nB: y\t# comment\nC:\tz\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.words(read.value("A")), "x");
  EXPECT_EQ(read.words(read.value("B")), "y");
  EXPECT_EQ(read.words(read.value("C")), "z");
}

TEST(Document, EveryKindOfLineBreak) {
  for (const std::string eol : {"\n", "\r\n", "\r"}) {
    const Read read("A: x" + eol + "B: |" + eol + "  one" + eol + "  two" + eol + "C: a" + eol +
                    "  b" + eol);
    EXPECT_EQ(read.problem(), "");
    EXPECT_EQ(read.value("A").text, "x");
    EXPECT_EQ(read.value("B").text, "one\ntwo\n");
    EXPECT_EQ(read.value("C").text, "a b");
    EXPECT_EQ(read.located(read.value("B"), "two"), "two");
  }
}

TEST(Document, AByteOrderMarkIsSkippedAndCounted) {
  const Read read("\xEF\xBB\xBF# top\nA: x\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("A").span.begin, 12u);
  EXPECT_EQ(read.words(read.document().comments()[0]), "# top");
  const Read first(
      "\xEF\xBB\xBF"
      "A:\n  B: x\nC:\n");
  EXPECT_EQ(first.problem(), "");
  EXPECT_EQ(first.words(*first.value("A").members[0].value), "x");
  const Read json("\xEF\xBB\xBF{\"A\": 1}", "a.json");
  EXPECT_EQ(json.problem(), "");
  EXPECT_EQ(json.words(json.value("A")), "1");
}

TEST(Document, ADocumentMayBeIndentedAsAWhole) {
  const Read read("\n    A:\n      B: x\n    C:\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.words(*read.value("A").members[0].value), "x");
  EXPECT_EQ(read.value("C").kind, Kind::null);
}

TEST(Document, MarksOfTheDocumentAndDirectives) {
  const Read read("%YAML 1.1 # old\n--- # begin\nA: x\n...\n# after\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("A").text, "x");
  EXPECT_EQ(read.document().comments().size(), 3u);
}

TEST(Document, NothingToRead) {
  for (const char* text : {"", "\n", "# only a comment\n", "---\n", "\xEF\xBB\xBF"}) {
    const Read read(text);
    EXPECT_EQ(read.problem(), "");
    EXPECT_EQ(read.root().kind, Kind::null);
    EXPECT_TRUE(read.document().complete());
  }
  const Document none;
  EXPECT_EQ(none.root()->kind, Kind::null);
}

TEST(Document, TagsInEveryPlace) {
  const Read read(
      "- !Ref A\n"
      "- !Sub\n  'x'\n"
      "- !If [c, !Ref B, !Ref C]\n"
      "- !Join\n  - ''\n  - [!Ref D, {k: !GetAtt e.f}]\n"
      "- !Fn {a: b}\n"
      "- !Map\n  a: b\n"
      "- !!str 80\n"
      "- !<tag:x> y\n"
      "- &x !Ref Z\n"
      "- ! 80\n");
  EXPECT_EQ(read.problem(), "");
  std::vector<std::string> tags;
  for (const Node* item : read.root().items) tags.emplace_back(item->tag);
  EXPECT_THAT(tags, ElementsAre("!Ref", "!Sub", "!If", "!Join", "!Fn", "!Map", "!!str", "!<tag:x>",
                                "!Ref", "!"));
  EXPECT_EQ(read.item(2).items[2]->tag, "!Ref");
  EXPECT_EQ(read.item(3).items[1]->items[1]->members[0].value->tag, "!GetAtt");
  EXPECT_EQ(read.words(read.item(4)), "{a: b}");
  EXPECT_EQ(read.words(read.item(5)), "a: b");
  EXPECT_EQ(read.item(6).style, Style::plain);
}

TEST(Document, APairInBracketsIsAMapping) {
  const Read read("[a: b, {c: d}, e]");
  ASSERT_EQ(read.root().items.size(), 3u);
  EXPECT_EQ(read.item(0).kind, Kind::mapping);
  EXPECT_EQ(read.words(read.item(0)), "a: b");
  EXPECT_EQ(read.words(read.item(1)), "{c: d}");
  EXPECT_EQ(read.words(read.item(2)), "e");
}

TEST(Document, KeysOfEveryKind) {
  const Read read("? a\n: 1\n? [b, c]\n: 2\n\"d\": 3\n'e' : 4\n{f: g}: 5\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.words(read.value("a")), "1");
  EXPECT_EQ(read.words(*read.root().members[1].key), "[b, c]");
  EXPECT_EQ(read.words(*read.root().members[1].value), "2");
  EXPECT_EQ(read.words(read.value("d")), "3");
  EXPECT_EQ(read.words(read.value("e")), "4");
  EXPECT_EQ(read.words(*read.root().members[4].key), "{f: g}");
}

TEST(Document, WhatStoodBeforeAnErrorIsKept) {
  const Read read("A: 1\nB:\n  C: 2\n  D: [3, 4\nE: 5\n");
  EXPECT_EQ(read.problems().size(), 1u);
  EXPECT_FALSE(read.document().complete());
  EXPECT_EQ(read.value("A").text, "1");
  EXPECT_EQ(read.value("B").members[0].value->text, "2");
}

TEST(Document, ATextThatOnlyBeginsLikeJsonIsReadAsYaml) {
  const Read read("{Resources: {A: !Ref B}} # flow style\n", "template.yaml");
  EXPECT_EQ(read.problem(), "");
  EXPECT_FALSE(read.document().is_json());
  EXPECT_EQ(read.value("Resources").members[0].value->tag, "!Ref");
  const Read json("{Resources: {A: !Ref B}}", "template.json");
  EXPECT_EQ(json.problem(), "a key in double quotes is expected here");
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml
