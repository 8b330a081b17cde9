#include "output/display.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cfn_ecs_lint::output {
namespace {

using ::testing::ElementsAre;

TEST(Columns, AreThoseOfATerminal) {
  EXPECT_EQ(columns("Resources"), 9u);
  EXPECT_EQ(columns("café"), 4u);
  EXPECT_EQ(columns("cafe\u0301"), 4u) << "a combining accent";
  EXPECT_EQ(columns("网站"), 4u);
  EXPECT_EQ(columns("ｆｕｌｌ"), 8u) << "full-width letters";
  EXPECT_EQ(columns("한글"), 4u);
  EXPECT_EQ(columns("\u1112\u1161\u11ab"), 2u) << "one Hangul syllable of three letters";
  EXPECT_EQ(columns("🚢"), 2u);
  EXPECT_EQ(columns("👍🏽"), 2u) << "with a skin tone";
  EXPECT_EQ(columns("👩‍👩‍👧‍👦"), 2u) << "a family, joined";
  EXPECT_EQ(columns("❤️"), 2u) << "a heart drawn as emoji";
  EXPECT_EQ(columns("🇩🇪"), 2u) << "a flag";
  EXPECT_EQ(columns("a\tb"), 6u);
  EXPECT_EQ(columns("a\u200bb"), 2u) << "a space without width";
}

TEST(Printable, ShowsWhatATerminalWouldObey) {
  EXPECT_EQ(printable("\x1b[31mred\x07"), "\\u{1b}[31mred\\u{7}");
  EXPECT_EQ(printable("a\u202eb"), "a\\u{202e}b") << "turns the text round";
  EXPECT_EQ(printable("a\r\nb"), "a\\u{d}\\u{a}b");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\u{0}b");
  EXPECT_EQ(printable("\u009b31m"), "\\u{9b}31m") << "CSI in one character";
}

TEST(Printable, ShowsBytesThatAreNoUtf8) {
  EXPECT_EQ(printable("a\xff\xfe"), "a\\xff\\xfe");
  EXPECT_EQ(printable("\xe7\xbd"), "\\xe7\\xbd") << "cut in a character";
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "a surrogate";
}

TEST(Glyphs, MarksStayWithTheirCharacter) {
  const auto all = glyphs("e\u0301x");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].text, "e\u0301");
  EXPECT_EQ(all[0].end, 3u);
  EXPECT_EQ(all[1].begin, 3u);
}

TEST(Glyphs, AMarkIsNotDrawnOverAnEscape) {
  const auto all = glyphs("\x1b\u0301");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].text, "\\u{1b}");
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_THAT(wrap("give the group one more instance", 14),
              ElementsAre("give the group", "one more", "instance"));
  EXPECT_THAT(wrap("a https://example.com/long b", 10),
              ElementsAre("a", "https://example.com/long", "b"));
  EXPECT_THAT(wrap("网站 网站", 8), ElementsAre("网站", "网站"));
}

}  // namespace
}  // namespace cfn_ecs_lint::output
