// What yaml-cpp 0.7 does otherwise than YAML, one test for each: the room makes up for it. Where a
// file is to be refused, testdata/broken says what it is told.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/yaml/read.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {
namespace {

// It refuses a block whose text is not right of the tag on its header's line.
TEST(YamlCpp, BlockTextUnderATaggedEntry) {
  const Read read(
      "- !Sub |\n"
      "  #!/bin/bash\n"
      "  echo\n"
      "- &anchor |\n"
      "  text\n"
      "- !Sub &other >-\n"
      "  two\n"
      "  lines\n"
      "- *anchor\n"
      "- [*other]\n"
      "- key:\n"
      "    !Sub |\n"
      "    # text, all of it\n"
      "- !Sub |2\n"
      "   indented\n"
      "- !Sub\n"
      "  |\n"
      "  below\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.item(0).tag, "!Sub");
  EXPECT_EQ(read.item(0).text, "#!/bin/bash\necho\n");
  EXPECT_EQ(read.words(read.item(0)), "|\n  #!/bin/bash\n  echo");
  EXPECT_EQ(read.item(1).text, "text\n");
  EXPECT_EQ(read.item(2).tag, "!Sub");
  EXPECT_EQ(read.item(2).text, "two lines");
  EXPECT_EQ(read.item(3).kind, Kind::alias);
  EXPECT_EQ(read.item(3).target, &read.item(1));
  EXPECT_EQ(read.item(4).items[0]->target, &read.item(2));
  EXPECT_EQ(read.item(5).members[0].value->text, "# text, all of it\n");
  EXPECT_EQ(read.item(5).members[0].value->tag, "!Sub");
  EXPECT_EQ(read.item(6).text, " indented\n");
  EXPECT_EQ(read.item(7).text, "below\n");
  EXPECT_TRUE(read.document().comments().empty());
}

// The same for plain text that goes on left of its tag.
TEST(YamlCpp, PlainTextThatGoesOnLeftOfItsTag) {
  const Read read("- !Sub some\n  text\n- &a more\n text\n- *a\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.item(0).tag, "!Sub");
  EXPECT_EQ(read.item(0).text, "some text");
  EXPECT_EQ(read.item(1).text, "more text");
  EXPECT_EQ(read.item(2).target, &read.item(1));
}

// What only looks like such a block is left alone.
TEST(YamlCpp, ScriptsThatWriteYaml) {
  const Read read(
      "A: |\n"
      "  - !Sub |\n"
      "  text *a\n"
      "B: |\n"
      "  !Sub |\n"
      "  text\n"
      "C: \"x\n"
      "  - !Sub |\n"
      "  \\uD83D\\uDE00 y\"\n"
      "D: \\uD83D\\uDE00\n"
      "E: x?y\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("A").text, "- !Sub |\ntext *a\n");
  EXPECT_EQ(read.value("B").text, "!Sub |\ntext\n");
  EXPECT_EQ(read.value("C").text, "x - !Sub | \U0001F600 y");
  EXPECT_EQ(read.value("D").text, "\\uD83D\\uDE00");
  EXPECT_EQ(read.value("E").text, "x?y");
}

// It takes an unclosed quote as closed by the end of the file.
TEST(YamlCpp, AnUnclosedQuote) {
  EXPECT_EQ(Read("A: \"x\nB: y\n").problem(), "this quote is never closed");
  EXPECT_EQ(Read("A: 'x\nB: y\n").problem(), "this quote is never closed");
  EXPECT_EQ(Read("A: 'x''\nB: y\n").problem(), "this quote is never closed");
}

// It gives document after document, for ever, and takes what follows a template as another.
TEST(YamlCpp, WhatFollowsTheDocument) {
  EXPECT_EQ(Read("\"a\", \"b\"\n").problem(), "text after the end of the template");
  EXPECT_EQ(Read("A: x\n,y\n").problems().size(), 1u);
  EXPECT_EQ(Read("  A: b\nC: d\n").problem(), "text after the end of the template");
  EXPECT_EQ(Read("A: b\n---\nC: d\n").problem(), "a second document begins here");
}

// It takes a last line without a colon as a key.
TEST(YamlCpp, ALastLineWithoutAColon) {
  EXPECT_EQ(Read("A: x\nB\n").problem(), "this is not a key: it has no `:`");
  EXPECT_EQ(Read("A:\n  B: y\n  C").problem(), "this is not a key: it has no `:`");
  EXPECT_EQ(Read("A: x\n\"B\"\n").problem(), "a `:` is missing after this key");
}

// It loses line breaks at the end of quoted text.
TEST(YamlCpp, QuotedTextThatEndsInLineBreaks) {
  const Read read("A: '\n\n   '\nB: \"x\n\n\n  \"\nC: \"\n   x\"\n");
  EXPECT_EQ(read.value("A").text, "\n");
  EXPECT_EQ(read.value("B").text, "x\n\n");
  EXPECT_EQ(read.value("C").text, " x");
}

// It refuses either half of a surrogate pair.
TEST(YamlCpp, SurrogatePairs) {
  const Read read("A: \"\\uD83D\\uDE00\"\nB: \"\\\\uD83D\\\\uDE00\"\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("A").text, "\U0001F600");
  EXPECT_EQ(read.value("B").text, "\\uD83D\\uDE00");
  EXPECT_EQ(Read("A: \"\\uDE00\"\n").problem(), "`\\uDE00` is half of a surrogate pair");
  EXPECT_EQ(Read("A: \"\\uD83Dx\"\n").problem(), "`\\uD83D` is half of a surrogate pair");
}

// Its `\N` and `\_` are no UTF-8.
TEST(YamlCpp, NamedEscapes) { EXPECT_EQ(Read("A: \"\\N\\_\"\n").value("A").text, "\u0085\u00A0"); }

// A NUL escapes, 0x04 ends the text, other control characters and invalid UTF-8 pass.
TEST(YamlCpp, BytesThatMustNotPass) {
  for (const char byte : {'\0', '\x04', '\x08', '\x1b', '\x7f', '\x80', '\xff'}) {
    const Read read(std::string("A: a") + byte + "b\n");
    ASSERT_EQ(read.problems().size(), 1u) << static_cast<int>(byte);
    EXPECT_EQ(read.problems()[0].span.begin, 4u);
    EXPECT_EQ(read.problems()[0].span.size(), 1u);
  }
  EXPECT_EQ(Read("A: \"\xC2\x80\"\n").problem(),
            "the control character U+0080 is not allowed in YAML");
  EXPECT_EQ(Read("A: \xED\xA0\x80\n").problem(), "the byte 0xED is not UTF-8");
}

// Its marks do not count a byte order mark.
TEST(YamlCpp, AByteOrderMark) {
  const Read read(
      "\xEF\xBB\xBF"
      "A: x\n");
  EXPECT_EQ(read.words(read.value("A")), "x");
}

// A lone CR is no line break to it. NEL and the line separator are text, as YAML 1.2 has it.
TEST(YamlCpp, LineBreaks) {
  const Read read("A: x\rB: y\r");
  EXPECT_EQ(read.value("A").text, "x");
  EXPECT_EQ(read.value("B").text, "y");
  EXPECT_EQ(Read("A: x\u0085y\u2028z\n").value("A").text, "x\u0085y\u2028z");
}

// It lets pass what is no YAML, and refuses `?` inside brackets.
TEST(YamlCpp, TagsKeysAndEntriesThatAreNone) {
  EXPECT_EQ(Read("A: !Equals['a']\n").problem(), "a space is missing after the tag `!Equals`");
  EXPECT_EQ(Read("A: !Sub\"x\"\n").problem(), "a space is missing after the tag `!Sub`");
  EXPECT_EQ(Read("A: !Sub'x'\n").problem(), "a space is missing after the tag `!Sub`");
  EXPECT_EQ(Read("A: x\n: y\n").problem(), "the key before this `:` is missing");
  EXPECT_EQ(Read("A: [a,,b]\n").problem(), "the entry before this comma is missing");
  EXPECT_EQ(Read("A:\n-\tx\n").problem(), "a tab between `-` and the entry");
  const Read read("A: [https://a.b/?c=d, e?f]\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.value("A").items[0]->text, "https://a.b/?c=d");
  EXPECT_EQ(read.value("A").items[1]->text, "e?f");
}

// Other versions refuse JSON with a comma at the begin of a line, and duplicate keys.
TEST(YamlCpp, CommasAtTheBeginOfALine) {
  const Read read("{A: 1\n, B: 2\n, B: 3}\n");
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.root().members.size(), 3u);
}

// It stops at 500 levels, without a place.
TEST(YamlCpp, Depth) {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  const Read read(deep);
  EXPECT_EQ(read.problem(), "the nesting is deeper than 256 levels");
  EXPECT_EQ(read.file().place(read.problems()[0].span.begin).line, 257u);
  EXPECT_EQ(Read("[" + std::string(254, '[') + std::string(254, ']') + "]").problem(), "");
}

// Keys of more than 1024 bytes are no keys to YAML, but to JSON they are.
TEST(YamlCpp, LongKeys) {
  const std::string key(1100, 'k');
  EXPECT_EQ(Read(key + ": x\n").problem(), "a key of more than 1024 bytes");
  EXPECT_EQ(Read("{\"" + key + "\": 1}").problem(), "");
  EXPECT_EQ(Read("{\"a\"\n: 1}").problem(), "");
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml
