#include "output/excerpt.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "output/display.h"
#include "output/place.h"
#include "tests/output/sample.h"

namespace cfn_ecs_lint::output {
namespace {

// The first of the marks is the primary one.
std::string excerpt_of(std::vector<Mark> marks, std::size_t columns = 80) {
  marks.front().primary = true;
  return "\n" + excerpts(marks, gutter_width(marks), columns, Paint(false));
}

TEST(Excerpt, UnderlinesWideCharactersUnderTheWords) {
  const SourceFile file("a.yaml", "Name: 网站 👩‍🚀 cafe\u0301 x # 🚢\n");
  EXPECT_EQ(excerpt_of({{words(file, "👩‍🚀")}, {.span = words(file, "x"), .text = "one"}}),
            R"(
  |
1 | Name: 网站 👩‍🚀 café x # 🚢
  |            ^^      - one
)");
}

TEST(Excerpt, ExpandsTabs) {
  const SourceFile file("a.yaml", "\tA:\tb\tc\n");
  EXPECT_EQ(excerpt_of({{words(file, "b")}}), R"(
  |
1 |     A:    b    c
  |           ^
)");
}

TEST(Excerpt, HangsTheTextsOfOneLineBelowEachOther) {
  const SourceFile file("a.yaml", "A: {b: 1, c: 2, d: 3}\n");
  EXPECT_EQ(excerpt_of({{.span = words(file, "c: 2"), .text = "middle"},
                        {.span = words(file, "d: 3"), .text = "last"},
                        {.span = words(file, "b: 1"), .text = "first"},
                        {.span = words(file, "b: 1"), .text = "again"}}),
            R"(
  |
1 | A: {b: 1, c: 2, d: 3}
  |     ----  ^^^^  ---- last
  |     |     |
  |     |     middle
  |     again
  |     first
)");
}

TEST(Excerpt, MarksTheEndOfALineAndNothing) {
  const SourceFile file("a.yaml", "A:\nB: c");
  EXPECT_EQ(excerpt_of({{Span{&file, 2, 2}}, {Span{&file, 7, 7}}}), R"(
  |
1 | A:
  |   ^
2 | B: c
  |     -
)");
}

TEST(Excerpt, JoinsWhatIsNearAndNamesThePlaceOfWhatIsFar) {
  std::string text;
  for (int number = 1; number <= 20; ++number) text += "line" + std::to_string(number) + ".\n";
  const SourceFile file("a.yaml", text);
  EXPECT_EQ(excerpt_of({{words(file, "line12")},
                        {.span = words(file, "line8"), .text = "near"},
                        {.span = words(file, "line2"), .text = "far"}}),
            R"(
   |
 8 | line8.
   | ----- near
 9 | line9.
10 | line10.
11 | line11.
12 | line12.
   | ^^^^^^
   |
  ::: a.yaml:2:1
 2 | line2.
   | ----- far
)");
}

TEST(Excerpt, CutsALongLineAroundItsWords) {
  const SourceFile file("a.json", std::string(500, 'a') + " HERE " + std::string(5'000'000, 'b'));
  EXPECT_EQ(excerpt_of({{words(file, "HERE")}}, 44), R"(
  |
1 | ...aaaaaaaaaa HERE bbbbbbbbbbbbbbbbbb...
  |               ^^^^
)");
  const SourceFile start("a.json", "HERE " + std::string(500, 'b'));
  EXPECT_EQ(excerpt_of({{words(start, "HERE")}}, 24), R"(
  |
1 | HERE bbbbbbbbb...
  | ^^^^
)");
}

TEST(Excerpt, ShowsWordsFarApartOnOneLineEach) {
  const SourceFile file("a.json", "HERE" + std::string(500, 'a') + "THERE");
  EXPECT_EQ(excerpt_of({{words(file, "HERE")}, {.span = words(file, "THERE")}}, 24), R"(
  |
1 | HEREaaaaaaaaaa...
  | ^^^^
  |
 ::: a.json:1:505
1 | ...aaaaTHERE
  |        -----
)");
}

TEST(Excerpt, WrapsTextsThatDoNotFitBeside) {
  const SourceFile file("a.yaml", "MaximumPercent: 100 # and more\n");
  EXPECT_EQ(excerpt_of({{.span = words(file, "100"),
                         .text = "no task may start before another one has stopped"}},
                       44),
            R"(
  |
1 | MaximumPercent: 100 # and more
  |                 ^^^
  |                 |
  |                 no task may start before
  |                 another one has stopped
)");
}

TEST(Excerpt, MovesTextsToTheLeftThatHaveNoRoomBelow) {
  const SourceFile file("a.yaml", "Image: registry.example.com/team/web:1\n");
  EXPECT_EQ(excerpt_of({{.span = words(file, "Image"), .text = "here"},
                        {.span = words(file, "web:1"), .text = "arn:aws:ecs:eu-west-1:task/web"}},
                       44),
            R"(
  |
1 | Image: registry.example.com/team/web:1
  | ^^^^^                            -----
  | |                                |
  | |               arn:aws:ecs:eu-west-1:ta
  | |               sk/web
  | here
)");
}

std::size_t widest(const std::string& text) {
  std::size_t width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(":::") == std::string::npos) width = std::max(width, columns(line));
  }
  return width;
}

TEST(Excerpt, FitsIntoEveryWidth) {
  const std::string arn = "arn:aws:iam::123456789012:role/网站/" + std::string(60, 'x');
  const SourceFile file(
      "a.yaml", "\n\n\n\n\n\n\n\n\nRole: " + arn + " # 👩‍🚀\nB: c\n\n\n\n\n\n\n" + arn);
  const std::vector<Mark> marks = {
      {words(file, "Role"), true, Tone::error, "a role that is named in words, at some length"},
      {words(file, "👩‍🚀"), false, Tone::aside, arn},
      {words(file, "123456789012"), false, Tone::aside, "the account"},
      {words(file, "c", "B: "), false, Tone::aside,
       "网站网站网站网站网站网站网站网站网站网站网站网站"},
      {words(file, "xxx", "B: "), false, Tone::aside, arn},
  };
  for (std::size_t columns = 30; columns < 200; ++columns) {
    const std::string text = excerpts(marks, gutter_width(marks), columns, Paint(false));
    EXPECT_LE(widest(text), columns) << text;
  }
}

TEST(Excerpt, ClipsASpanOfSeveralLinesToItsFirst) {
  const SourceFile file("a.yaml", "A: |\n  b\n  c\n");
  EXPECT_EQ(excerpt_of({{Span{&file, 3, 12}}}), R"(
  |
1 | A: |
  |    ^
)");
}

TEST(Place, CountsCharactersAndNoByteOrderMark) {
  const SourceFile file("a\x1b.yaml", "\xEF\xBB\xBF网: x\n😀: y");
  EXPECT_EQ(place_of(words(file, "x")), "a\\u{1b}.yaml:1:4");
  EXPECT_EQ(place_of(words(file, "y")), "a\\u{1b}.yaml:2:4");
  EXPECT_EQ(excerpt_of({{words(file, "x")}}), R"(
  |
1 | 网: x
  |     ^
)");
}

TEST(Excerpt, ColoursEachMarkInItsTone) {
  const SourceFile file("a.yaml", "A: b\n");
  const std::vector<Mark> marks = {{words(file, "b"), true, Tone::error}};
  EXPECT_EQ(excerpts(marks, 1, 80, Paint(true)),
            "\x1b[1;34m  |\x1b[0m\n"
            "\x1b[1;34m1 |\x1b[0m A: b\n"
            "\x1b[1;34m  |\x1b[0m    \x1b[1;31m^\x1b[0m\n");
}

}  // namespace
}  // namespace cfn_ecs_lint::output
