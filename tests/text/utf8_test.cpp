#include "text/utf8.h"

#include <gtest/gtest.h>

namespace cfn_ecs_lint {
namespace {

TEST(Utf8, DecodesCharactersOfEachLength) {
  EXPECT_EQ(decode("A").value, U'A');
  EXPECT_EQ(decode("é").value, U'é');
  EXPECT_EQ(decode("网").value, U'网');
  EXPECT_EQ(decode("😀").value, U'😀');
  EXPECT_EQ(decode("😀x").size, 4);
  EXPECT_EQ(decode("\xF4\x8F\xBF\xBF").value, char32_t{0x10FFFF});
}

TEST(Utf8, TakesTheLongestBeginningOfABrokenCharacter) {
  const auto broken = [](std::string_view bytes) {
    const CodePoint result = decode(bytes);
    return result.valid || result.value != kReplacement ? 0 : result.size;
  };
  EXPECT_EQ(broken("\x80"), 1) << "no character begins so";
  EXPECT_EQ(broken("\xC0\xAF"), 1) << "overlong";
  EXPECT_EQ(broken("\xE0\x9F\x80"), 1) << "overlong";
  EXPECT_EQ(broken("\xED\xA0\x80"), 1) << "a surrogate";
  EXPECT_EQ(broken("\xF4\x90\x80\x80"), 1) << "above U+10FFFF";
  EXPECT_EQ(broken("\xF0\x9F\x98z"), 3) << "the fourth byte is missing";
  EXPECT_EQ(broken("\xE7\xBD"), 2) << "the end";
}

TEST(Utf8, CountsCharacters) {
  EXPECT_EQ(code_point_count(""), 0u);
  EXPECT_EQ(code_point_count("a网😀"), 3u);
  EXPECT_EQ(code_point_count("a\xFF\xFE"), 3u);
}

}  // namespace
}  // namespace cfn_ecs_lint
