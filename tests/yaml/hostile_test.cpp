// Files that are made to do harm are refused or read, in time and memory in proportion to them.

#include <gtest/gtest.h>

#include <string>

#include "tests/yaml/read.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {
namespace {

std::string repeated(std::string_view part, std::size_t size) {
  std::string text;
  while (text.size() < size) text += part;
  return text;
}

TEST(Hostile, FilesAboveTheLimitAreNotRead) {
  const Read read(repeated("key: value\n", 50'000'000));
  EXPECT_EQ(read.problem(), "the file is too large: 50.0 MB");
  EXPECT_EQ(read.document().node_count(), 1u);
  EXPECT_FALSE(read.document().complete());
}

TEST(Hostile, NestingWithoutEnd) {
  for (const char* part : {"[", "{", "[{", "{a: [", "- ", "? ", "a: [", "!a [", "&a ["}) {
    const Read read(repeated(part, 100'000));
    EXPECT_EQ(read.problems().size(), 1u) << part;
    EXPECT_LT(read.document().node_count(), 2'000u) << part;
  }
  EXPECT_EQ(Read(repeated("{\"a\":", 100'000), "a.json").problem(),
            "the nesting is deeper than 256 levels");
}

TEST(Hostile, AliasesAreNotExpanded) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string name = "a" + std::to_string(i);
    const std::string alias = "*a" + std::to_string(i - 1);
    bomb += name + ": &" + name + " [";
    for (int j = 0; j < 9; ++j) bomb += alias + (j < 8 ? ", " : "]\n");
  }
  const Read read(bomb);
  EXPECT_EQ(read.problem(), "");
  EXPECT_EQ(read.document().node_count(), 40u * 11 + 1);
}

TEST(Hostile, TooManyValues) {
  const Read read("A: [" + repeated("a,", 1'100'000) + "]");
  EXPECT_EQ(read.problem(), "the file has more than 500000 values");
}

// Each of these has been, or could be, quadratic: they would take minutes then.
TEST(Hostile, NothingIsQuadratic) {
  const std::size_t size = 100'000;
  for (const char* part : {"!tag",
                           "&a ",
                           "- &a |\n  x\n",
                           "- !a |\n x\n",
                           "\"",
                           "'",
                           "\\",
                           "?",
                           "|\n",
                           ">\n\n",
                           "#",
                           " #\n",
                           "a: b: c\n",
                           "a:\n ",
                           "*",
                           "%",
                           "\t",
                           "\r",
                           "- - -\n",
                           "{{",
                           "<<<<<<< x\n",
                           "\\uD83D\\uDE00",
                           "x?",
                           "a, ",
                           "!a x\n",
                           "\n\n!a x\n",
                           " ",
                           ": ",
                           "-\n"}) {
    Read(repeated(part, size));
    Read("A: \"" + repeated(part, size));
    Read("A: [" + repeated(part, size));
    Read("{\"a\": \"" + repeated(part, size), "a.json");
  }
  std::string anchors;
  for (int i = 0; i < 20'000; ++i) anchors += "- &a" + std::to_string(i) + " |\n  x\n";
  EXPECT_EQ(Read(anchors).problem(), "");
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml
