// The text of scalars, and where in the file pieces of it stand.

#include <gtest/gtest.h>

#include <string>

#include "tests/yaml/read.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {
namespace {

std::string text_of(const std::string& scalar) {
  const Read read("A: " + scalar + "\nZ: z\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("Z").text, "z") << scalar;
  return std::string(read.value("A").text);
}

TEST(PlainText, LinesFold) {
  EXPECT_EQ(text_of("a b\n  c  \n   d"), "a b c d");
  EXPECT_EQ(text_of("a\n\n  b\n\n\n  c"), "a\nb\n\nc");
  EXPECT_EQ(text_of("it's \"so\" \\n"), "it's \"so\" \\n");
}

TEST(SingleQuotedText, OnlyQuotesAreEscaped) {
  EXPECT_EQ(text_of("'it''s \\n'"), "it's \\n");
  EXPECT_EQ(text_of("''"), "");
  EXPECT_EQ(text_of("''''"), "'");
  EXPECT_EQ(text_of("'a\n  b\n\n  c '"), "a b\nc ");
}

TEST(DoubleQuotedText, EveryEscape) {
  EXPECT_EQ(text_of(R"("\a\b\t\n\v\f\r\e\ \"\/\\")"), "\a\b\t\n\v\f\r\x1b \"/\\");
  EXPECT_EQ(text_of(R"("\N\_\L\P")"), "\u0085\u00A0\u2028\u2029");
  EXPECT_EQ(text_of(R"("\x41\u20AC\U0001F600")"), "A\u20AC\U0001F600");
  EXPECT_EQ(text_of(R"("\0")"), std::string(1, '\0'));
  EXPECT_EQ(text_of("\"a\\\n   b\""), "ab");
  EXPECT_EQ(text_of("\"a \\\n   \\ b\\\n\n  c\""), "a  b\nc");
}

TEST(BlockText, LiteralAndFolded) {
  EXPECT_EQ(text_of("|\n  one\n    two\n\n  three"), "one\n  two\n\nthree\n");
  EXPECT_EQ(text_of(">\n  one\n  two\n\n  three"), "one two\nthree\n");
  EXPECT_EQ(text_of(">\n  one\n    two\n    three\n  four"), "one\n  two\n  three\nfour\n");
  EXPECT_EQ(text_of(">\n\n  one\n\n\n   two\n\n  three"), "\none\n\n\n two\n\nthree\n");
}

TEST(BlockText, ChompingAndIndentation) {
  EXPECT_EQ(text_of("|-\n  one\n\n"), "one");
  EXPECT_EQ(text_of("|\n  one\n\n"), "one\n");
  EXPECT_EQ(text_of("|+\n  one\n\n"), "one\n\n\n");
  EXPECT_EQ(text_of("|2\n   one\n  two"), " one\ntwo\n");
  EXPECT_EQ(text_of(">-1\n  one\n two"), " one\ntwo");
  EXPECT_EQ(text_of("|"), "");
  EXPECT_EQ(text_of("|+\n"), "\n");
  EXPECT_EQ(text_of("| # comment\n  one"), "one\n");
}

TEST(BlockText, BlanksThatAreDeeperThanTheTextAreText) {
  EXPECT_EQ(text_of("|\n  one\n    \n  two"), "one\n  \ntwo\n");
  EXPECT_EQ(text_of("|\n  \tone"), "\tone\n");
}

TEST(BlockText, WithoutAFinalLineBreak) {
  const Read read("A: |\n  one\n  two");
  EXPECT_EQ(read.value("A").text, "one\ntwo");
  EXPECT_EQ(read.words(read.value("A")), "|\n  one\n  two");
}

TEST(BlockText, ItsSpanEndsWithItsLastLineOfText) {
  const Read read("A: |+\n  one\n\nB: >\n  two\n  \nC: c\n");
  EXPECT_EQ(read.words(read.value("A")), "|+\n  one");
  EXPECT_EQ(read.words(read.value("B")), ">\n  two");
}

TEST(BlockText, AtTheTop) {
  const Read read("|\ntext\nmore\n");
  EXPECT_EQ(read.root().text, "text\nmore\n");
  const Read ended("--- >\ntext\n...\n");
  EXPECT_EQ(ended.root().text, "text\n");
}

TEST(Locate, InBlocks) {
  const Read read(
      "UserData: !Sub |\n"
      "  #!/bin/bash\n"
      "\n"
      "    echo ${Cluster}\n"
      "  yum update\n"
      "Z: z\n");
  const Node& script = read.value("UserData");
  EXPECT_EQ(read.located(script, "#!/bin/bash"), "#!/bin/bash");
  EXPECT_EQ(read.located(script, "${Cluster}"), "${Cluster}");
  const Span echo = read.document().locate(script, script.text.find("echo"), script.text.size());
  EXPECT_EQ(read.words(echo), "echo ${Cluster}") << "its part on the first line";
  EXPECT_EQ(read.file().place(echo.begin).line, 4u);
  EXPECT_EQ(read.file().place(echo.begin).column, 5u);
  EXPECT_EQ(read.located(script, "yum update"), "yum update");
}

TEST(Locate, InFoldedLines) {
  const Read read(
      "A: >\n  one two\n  three\n\n  four\nB: one\n   two\nC: \"x\n\n  y\\tz\"\nD: 'it''s'\n");
  EXPECT_EQ(read.located(read.value("A"), "three"), "three");
  EXPECT_EQ(read.located(read.value("A"), "four"), "four");
  EXPECT_EQ(read.located(read.value("A"), "two three"), "two");
  EXPECT_EQ(read.located(read.value("B"), "two"), "two");
  EXPECT_EQ(read.located(read.value("C"), "y"), "y");
  EXPECT_EQ(read.located(read.value("C"), "\tz"), "\\tz");
  EXPECT_EQ(read.located(read.value("D"), "t's"), "t''s");
}

TEST(Locate, NothingAndTheEnd) {
  const Read read("A: \"abc\"\nB: ''\n");
  const Node& a = read.value("A");
  const Span empty = read.document().locate(a, 1, 1);
  EXPECT_EQ(empty.begin, 5u);
  EXPECT_EQ(empty.size(), 0u);
  EXPECT_EQ(read.document().locate(a, 3, 3).begin, 7u);
  EXPECT_EQ(read.words(read.document().locate(a, 0, 99)), "abc");
  const Node& b = read.value("B");
  EXPECT_EQ(read.document().locate(b, 0, 0).size(), 0u);
  EXPECT_TRUE(b.span.contains(read.document().locate(b, 0, 0)));
}

// Every byte of every kind of scalar, one by one, against the same file read without it.
TEST(Locate, EveryByteOfCopiedTextIsItsOwnPlace) {
  const Read read(
      "- plain text\n- 'quoted text'\n- \"more text\"\n- |\n  a block\n  of text\n- >-\n  a "
      "folded\n"
      "\n   block\n");
  for (const Node* item : read.root().items) {
    for (std::size_t i = 0; i < item->text.size(); ++i) {
      if (item->text[i] == '\n' || item->text[i] == ' ') continue;
      EXPECT_EQ(read.words(read.document().locate(*item, i, i + 1)), item->text.substr(i, 1));
    }
  }
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml
