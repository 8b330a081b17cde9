#include "baseline/baseline.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

namespace cfn_ecs_lint::baseline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Baseline : public ::testing::Test {
 protected:
  // A finding of a rule at "Resources.NAME" of a file.
  Diagnostic finding(std::string path, std::string rule, std::string name,
                     std::string message = "wrong") {
    Diagnostic finding;
    finding.rule = std::move(rule);
    finding.span = {&sources_.add(std::move(path), ""), 0, 0};
    finding.message = std::move(message);
    finding.logical_path = {"Resources", std::move(name)};
    return finding;
  }

  static std::vector<Entry> entries(const std::vector<Diagnostic>& findings) {
    std::vector<Entry> entries;
    for (const Diagnostic& each : findings) {
      entries.push_back(entry_of(each, each.span.file->path()));
    }
    return entries;
  }

  Matches match(const std::vector<Diagnostic>& before, const std::vector<Diagnostic>& now,
                std::vector<std::string> gone = {}) {
    return baseline::match(
        entries(before), now, [](const Diagnostic& each) { return each.span.file->path(); },
        [&](std::string_view path) { return std::ranges::find(gone, path) != gone.end(); });
  }

  std::vector<Entry> read(std::string text) {
    const SourceFile& file = sources_.add("baseline.json", std::move(text));
    std::vector<ReadProblem> problems;
    std::vector<Entry> entries = baseline::read(file, problems);
    mistakes_.clear();
    for (const ReadProblem& problem : problems) {
      mistakes_.push_back(
          fmt::format("{}: {}", file.place(problem.span.begin).line, problem.message));
    }
    return entries;
  }

  SourceMap sources_;
  std::vector<std::string> mistakes_;
};

TEST_F(Baseline, KnowsWhatItHasAndNothingElse) {
  const Matches matches = match({finding("a", "r", "X"), finding("a", "r", "Fixed")},
                                {finding("a", "r", "New"), finding("a", "r", "X"),
                                 finding("a", "s", "X"), finding("b", "r", "X")});
  EXPECT_THAT(matches.known, ElementsAre(false, true, false, false));
  EXPECT_THAT(matches.matched, ElementsAre(true, false));
}

TEST_F(Baseline, AnEntryIsForOneFinding) {
  const std::vector<Diagnostic> before = {finding("a", "r", "X", "port 80 is wrong")};
  const Matches matches = match(before, {finding("a", "r", "X", "port 22 is wrong"),
                                         finding("a", "r", "X", "port 80 is wrong")});
  EXPECT_THAT(matches.known, ElementsAre(false, true)) << "the message tells which";
  EXPECT_THAT(match(before, {finding("a", "r", "X", "port 8080 is wrong")}).known,
              ElementsAre(true))
      << "and alone it does not matter";
}

TEST_F(Baseline, ItemsOfAListMayMove) {
  Diagnostic before = finding("a", "r", "X");
  before.logical_path = {"Resources", "X", "Ports", "0"};
  Diagnostic now = finding("a", "r", "X");
  now.logical_path = {"Resources", "X", "Ports", "3"};
  EXPECT_THAT(match({before}, {now}).known, ElementsAre(true));
}

TEST_F(Baseline, TheOtherSideOfAFindingCounts) {
  Diagnostic before = finding("a", "r", "X");
  before.labels = {{before.span, "", {"Resources", "Left"}}};
  Diagnostic now = finding("a", "r", "X");
  now.labels = {{now.span, "", {"Resources", "Right"}}};
  EXPECT_THAT(match({before}, {now}).known, ElementsAre(false));
}

TEST_F(Baseline, FollowsATemplateToItsNewName) {
  const std::vector<Diagnostic> before = {finding("old", "r", "X"), finding("old", "r", "Y"),
                                          finding("copy", "r", "X")};
  const std::vector<Diagnostic> now = {finding("copy", "r", "X"), finding("new", "r", "X"),
                                       finding("new", "r", "Z")};
  const Matches renamed = match(before, now, {"old"});
  EXPECT_THAT(renamed.known, ElementsAre(true, true, false));
  EXPECT_THAT(renamed.matched, ElementsAre(true, false, true));
  EXPECT_THAT(match(before, now).known, ElementsAre(true, false, false))
      << "the old one is there still, so this is a copy";
}

TEST_F(Baseline, EntriesOfATemplateGoToOneOther) {
  const Matches matches =
      match({finding("old", "r", "X"), finding("old", "r", "Y"), finding("old", "r", "Z")},
            {finding("a", "r", "X"), finding("b", "r", "Y"), finding("b", "r", "Z")}, {"old"});
  EXPECT_THAT(matches.known, ElementsAre(false, true, true));
}

TEST_F(Baseline, WhatIsWrittenIsRead) {
  const std::vector<Entry> written = entries({finding("b", "r", "X", "a \"quoted\" \x1b word"),
                                              finding("a", "s", "Y"), finding("a", "r", "Y")});
  const std::string json = to_json(written);
  const std::vector<Entry> back = read(json);
  EXPECT_THAT(mistakes_, IsEmpty());
  ASSERT_EQ(back.size(), 3u);
  EXPECT_EQ(back[0].rule, "r") << "sorted by path and rule";
  EXPECT_EQ(back[0].path, "a");
  EXPECT_EQ(back[0].at, "Resources.Y");
  EXPECT_EQ(back[2].message, written[0].message);
  EXPECT_EQ(back[2].fingerprint, written[0].fingerprint);
  EXPECT_EQ(back[2].span.file->text(back[2].span), "\"r\"");
  EXPECT_EQ(to_json(back), json);
  EXPECT_THAT(read(to_json({})), IsEmpty());
  EXPECT_THAT(mistakes_, IsEmpty());
}

TEST_F(Baseline, WhatIsNoneIsTold) {
  read("[]");
  EXPECT_THAT(mistakes_, ElementsAre("1: this file is no baseline"));
  read(R"({"version": 2, "findings": []})");
  EXPECT_THAT(mistakes_, ElementsAre("1: this baseline is of another version of the linter"));
  read("{\"version\": 1, \"findings\": [\n{\"rule\": \"r\", \"path\": \"a\"}]}");
  EXPECT_THAT(mistakes_, ElementsAre("2: this entry has no `at`", "2: this entry has no `message`",
                                     "2: this entry has no `fingerprint`"));
  read("{\"version\": 1,");
  EXPECT_EQ(mistakes_.size(), 1u);
}

}  // namespace
}  // namespace cfn_ecs_lint::baseline
