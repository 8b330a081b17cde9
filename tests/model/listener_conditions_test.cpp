#include "model/listener_conditions.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace cfn_ecs_lint {
namespace {

TEST(PatternCovers, Wildcards) {
  EXPECT_TRUE(pattern_covers("/a", "/a"));
  EXPECT_TRUE(pattern_covers("/*", "/a"));
  EXPECT_TRUE(pattern_covers("/a/*", "/a/*"));
  EXPECT_TRUE(pattern_covers("/a/*", "/a/b/*"));
  EXPECT_TRUE(pattern_covers("/a/*", "/a/?"));
  EXPECT_TRUE(pattern_covers("/?", "/a"));
  EXPECT_TRUE(pattern_covers("/?", "/?"));
  EXPECT_TRUE(pattern_covers("*.png", "/img/*.png"));
  EXPECT_TRUE(pattern_covers("/a*", "/a"));
  EXPECT_TRUE(pattern_covers("/a**", "/a"));
  EXPECT_FALSE(pattern_covers("/a", "/*"));
  EXPECT_FALSE(pattern_covers("/?", "/*"));
  EXPECT_FALSE(pattern_covers("/a", "/?"));
  EXPECT_FALSE(pattern_covers("/a/*", "/a"));
  EXPECT_FALSE(pattern_covers("/a/*", "/a*"));
  EXPECT_FALSE(pattern_covers("*.png", "/img/*"));
}

bool matches(const std::string& pattern, const std::string& text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return matches(pattern.substr(1), text) || (!text.empty() && matches(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         matches(pattern.substr(1), text.substr(1));
}

std::vector<std::string> all_words(const std::string& letters, std::size_t longest) {
  std::vector<std::string> words{""};
  for (std::size_t begin = 0, length = 0; length < longest; ++length) {
    const std::size_t end = words.size();
    for (; begin < end; ++begin) {
      for (const char letter : letters) words.push_back(words[begin] + letter);
    }
  }
  return words;
}

// It never says so of a pattern that stands for a text which the other one does not stand for.
TEST(PatternCovers, IsNeverWrongAboutShortPatterns) {
  const std::vector<std::string> texts = all_words("ab", 5);
  for (const std::string& wide : all_words("a*?", 3)) {
    for (const std::string& narrow : all_words("ab*?", 3)) {
      if (!pattern_covers(wide, narrow)) continue;
      for (const std::string& text : texts) {
        if (matches(narrow, text)) {
          EXPECT_TRUE(matches(wide, text)) << wide << " " << narrow << " " << text;
        }
      }
    }
  }
}

RequestCondition condition(std::string_view field, std::vector<std::string> values) {
  RequestCondition made;
  made.field = field;
  made.values = std::move(values);
  made.known = true;
  return made;
}

TEST(Covers, OneFieldAndAllOfItsValues) {
  const RequestCondition wide = condition("path-pattern", {"/a/*", "/b"});
  EXPECT_TRUE(covers(wide, condition("path-pattern", {"/b", "/a/c"})));
  EXPECT_FALSE(covers(wide, condition("path-pattern", {"/b", "/c"})));
  EXPECT_FALSE(covers(wide, condition("host-header", {"/b"})));
  EXPECT_FALSE(covers(wide, condition("path-pattern", {})));
}

TEST(Covers, NothingThatIsNotKnown) {
  RequestCondition unknown = condition("path-pattern", {"/a"});
  unknown.known = false;
  EXPECT_FALSE(covers(unknown, condition("path-pattern", {"/a"})));
  EXPECT_FALSE(covers(condition("path-pattern", {"/a"}), unknown));
  EXPECT_TRUE(covers(condition("path-pattern", {"/*"}), unknown));
}

TEST(Covers, AddressesHaveNoWildcards) {
  EXPECT_FALSE(
      covers(condition("source-ip", {"10.0.0.0/8"}), condition("source-ip", {"10.1.0.0/16"})));
  EXPECT_FALSE(
      covers(condition("http-request-method", {"*"}), condition("http-request-method", {"GET"})));
}

}  // namespace
}  // namespace cfn_ecs_lint
