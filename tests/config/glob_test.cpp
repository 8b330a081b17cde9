#include "config/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace cfn_ecs_lint::config {
namespace {

bool matches(std::string_view pattern, std::string_view path) {
  const auto glob = Glob::parse(pattern);
  if (const auto* fault = std::get_if<std::string>(&glob)) {
    ADD_FAILURE() << pattern << ": " << *fault;
    return false;
  }
  return std::get<Glob>(glob).matches(path);
}

TEST(Glob, StarsAndQuestionMarksStayInAName) {
  EXPECT_TRUE(matches("a/*.yaml", "a/b.yaml"));
  EXPECT_TRUE(matches("a/*.yaml", "a/.yaml"));
  EXPECT_FALSE(matches("a/*.yaml", "a/b/c.yaml"));
  EXPECT_FALSE(matches("a/*.yaml", "b/a/b.yaml"));
  EXPECT_TRUE(matches("a/*b*d", "a/xbcbd"));
  EXPECT_FALSE(matches("a/*b*d", "a/xbcbdx"));
  EXPECT_TRUE(matches("a/?.yaml", "a/\xC3\xA9.yaml")) << "a character, not a byte";
  EXPECT_FALSE(matches("a/?.yaml", "a/.yaml"));
}

TEST(Glob, TwoStarsAreAnyFolders) {
  EXPECT_TRUE(matches("a/**/b.yaml", "a/b.yaml"));
  EXPECT_TRUE(matches("a/**/b.yaml", "a/x/y/b.yaml"));
  EXPECT_FALSE(matches("a/**/b.yaml", "x/a/b.yaml"));
  EXPECT_TRUE(matches("a/**", "a/x/y.yaml"));
  EXPECT_FALSE(matches("a/**", "a"));
  EXPECT_TRUE(matches("**/a/**/**/b", "x/a/y/b"));
}

TEST(Glob, ANameMeansItInEveryFolder) {
  EXPECT_TRUE(matches("*.template", "a/b/c.template"));
  EXPECT_TRUE(matches("*.template", "c.template"));
  EXPECT_FALSE(matches("/*.template", "a/c.template")) << "a slash ties it down";
  EXPECT_FALSE(matches("./*.template", "a/c.template"));
}

TEST(Glob, AFolderMeansAllThatIsInIt) {
  EXPECT_TRUE(matches("vendor", "a/vendor/b/c.yaml"));
  EXPECT_TRUE(matches("vendor/", "vendor/c.yaml"));
  EXPECT_TRUE(matches("a/vendor", "a/vendor/b/c.yaml"));
  EXPECT_FALSE(matches("a/vendor", "a/vendors/c.yaml"));
  EXPECT_TRUE(matches("build-*/", "build-1/b/c.yaml"));
  EXPECT_FALSE(matches("a/*", "a/b/c.yaml"));
}

TEST(Glob, SetsAndAlternatives) {
  EXPECT_TRUE(matches("a[0-9x].yaml", "a7.yaml"));
  EXPECT_TRUE(matches("a[0-9x].yaml", "ax.yaml"));
  EXPECT_FALSE(matches("a[!0-9].yaml", "a7.yaml"));
  EXPECT_TRUE(matches("a[]].yaml", "a].yaml"));
  EXPECT_TRUE(matches("a[.yaml]", "a.")) << "a set like any other";
  EXPECT_TRUE(matches("{a,b/{c,d}}/*.{yaml,json}", "b/d/x.json"));
  EXPECT_FALSE(matches("{a,b/{c,d}}/*.{yaml,json}", "b/x.json"));
  EXPECT_TRUE(matches("a{,-dev}.yaml", "x/a.yaml"));
}

TEST(Glob, TellsTheFolderInWhichItAllStands) {
  const auto folder = [](std::string_view pattern) {
    return std::get<Glob>(Glob::parse(pattern)).folder();
  };
  EXPECT_EQ(folder("infra/stacks/**/*.yaml"), "infra/stacks");
  EXPECT_EQ(folder("infra/{stacks,sets}/*.yaml"), "infra");
  EXPECT_EQ(folder("infra/web.yaml"), "infra");
  EXPECT_EQ(folder("infra/web*/x.yaml"), "infra");
  EXPECT_EQ(folder("*.yaml"), "");
  EXPECT_EQ(folder("web.yaml"), "");
}

TEST(Glob, RefusesWhatItCannotMean) {
  const auto fault = [](std::string_view pattern) {
    const auto glob = Glob::parse(pattern);
    return std::holds_alternative<Glob>(glob) ? "" : std::get<std::string>(glob);
  };
  EXPECT_EQ(fault(""), "a pattern is empty");
  EXPECT_EQ(fault("!a"), "a pattern cannot be negated; `exclude` takes files out");
  EXPECT_EQ(fault("a\\b"), "folders are written with `/`");
  EXPECT_EQ(fault("../a"), "a pattern cannot leave the folder of the configuration");
  EXPECT_EQ(fault("a[b"), "a `[` is never closed");
  EXPECT_EQ(fault("a[!]"), "a `[` is never closed");
  EXPECT_EQ(fault("a{b"), "a `{` is never closed");
  EXPECT_EQ(fault("a}b"), "a `}` stands without its `{`");
  EXPECT_EQ(fault("./"), "this pattern names nothing");
  std::string many;
  for (int i = 0; i < 40; ++i) many += "{a,b}";
  EXPECT_EQ(fault(many), "this pattern has too many alternatives");
}

}  // namespace
}  // namespace cfn_ecs_lint::config
