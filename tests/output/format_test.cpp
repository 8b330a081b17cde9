// What holds for every format, whatever texts it is given.
#include "output/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "output/compact.h"
#include "output/github.h"
#include "output/json.h"
#include "output/junit.h"
#include "output/markdown.h"
#include "output/paint.h"
#include "tests/output/hostile.h"
#include "tests/output/sample.h"
#include "tests/support/golden.h"
#include "text/utf8.h"

namespace cfn_ecs_lint::output {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using testing::expect_golden;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t count(const std::string& text, std::string_view needle) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(needle, at)) != text.npos; at += needle.size()) ++found;
  return found;
}

TEST(Formats, AreFoundByNameAndByTheNamesOfFiles) {
  for (const Format& format : formats()) EXPECT_EQ(find_format(format.name), &format);
  EXPECT_EQ(find_format("yaml"), nullptr);
  EXPECT_EQ(format_of_file("a/report.sarif.json"), find_format("sarif"));
  EXPECT_EQ(format_of_file("report.json"), find_format("json"));
  EXPECT_EQ(format_of_file("report.md"), find_format("markdown"));
  EXPECT_EQ(format_of_file("report.xml"), find_format("junit"));
  EXPECT_EQ(format_of_file("report"), nullptr);
}

// Valid UTF-8 without control characters but line breaks: nothing that a terminal obeys.
TEST(Formats, WriteNoByteThatMeansMoreThanText) {
  const Hostile hostile;
  for (const Format& format : formats()) {
    const std::string text = format.render(hostile.report(), {});
    for (std::string_view rest = text; !rest.empty();) {
      const CodePoint character = decode(rest);
      const bool control = character.value < 0x20 && character.value != '\n';
      if (!character.valid || control) {
        ADD_FAILURE() << format.name << ": a bad byte before " << rest.substr(0, 40);
        break;
      }
      rest.remove_prefix(character.size);
    }
  }
}

TEST(Formats, TakeTenThousandFindings) {
  const Hostile hostile(10'000);
  for (const Format& format : formats()) {
    const std::string text = format.render(hostile.report(), {});
    EXPECT_GT(text.size(), 100'000u) << format.name;
  }
}

TEST(Compact, HasALineForEachFinding) {
  const Hostile hostile;
  const Report report = hostile.report();
  TextOptions options;
  options.summary = false;
  const std::vector<std::string> lines = lines_of(to_compact(report, options));
  ASSERT_EQ(lines.size(), report.findings.size() + report.problems.size());
  for (std::size_t at = 2; at < lines.size(); ++at) {
    EXPECT_THAT(lines[at], HasSubstr("yaml:2:8: ")) << "and " << lines[at];
    EXPECT_THAT(lines[at], HasSubstr("[hostile-text]: "));
  }
}

TEST(Compact, IsTheFirstLinesOfText) {
  const Sample sample;
  const std::string compact = to_compact(sample.report(), {});
  const std::vector<std::string> text = lines_of(to_text(sample.report(), {}));
  for (const std::string& line : lines_of(compact)) EXPECT_THAT(text, ::testing::Contains(line));
  expect_golden(compact, "output/sample.compact");
}

TEST(Github, IsAsTheToolkitWritesIt) {
  const Sample sample;
  expect_golden(to_github(sample.report(), {}), "output/sample.github");
  const Hostile hostile;
  expect_golden(to_github(hostile.report(), {}), "output/hostile.github");
}

TEST(Github, AnnotatesTenOfEachSeverityAndTellsTheOthers) {
  const Hostile hostile(100);
  const std::string text = to_github(hostile.report(), {});
  EXPECT_EQ(count(text, "::error title="), 10u);
  EXPECT_EQ(count(text, "::warning title="), 10u);
  EXPECT_EQ(count(text, "::notice title="), 10u);
  std::size_t others = 0;
  for (const std::string& line : lines_of(text)) {
    if (line.find("::") == 0) {
      EXPECT_LT(line.size(), 4u * 4096) << "the message is cut";
      continue;
    }
    ++others;
    EXPECT_THAT(line, Not(HasSubstr("##[")));
  }
  EXPECT_EQ(others, 70u + 1) << "with the summary";
}

TEST(Json, IsWhatTheSchemaSays) {
  const Sample sample;
  expect_golden(to_json(sample.report()), "output/sample.json");
  const Hostile hostile;
  expect_golden(to_json(hostile.report()), "output/hostile.json");
}

TEST(Json, SaysWhatIsSuppressed) {
  const SourceFile file("a.yaml", "A: b # ignore\n");
  Diagnostic finding;
  finding.rule = "x";
  finding.span = words(file, "b");
  finding.suppression = {words(file, "ignore"), "for a reason"};
  std::vector<Diagnostic> findings = {finding, finding};
  findings[1].suppression = Suppression();
  Report report;
  report.suppressed_findings = findings;
  const auto json = nlohmann::json::parse(to_json(report));
  EXPECT_EQ(json["findings"][0]["suppression"]["by"], "template");
  EXPECT_EQ(json["findings"][0]["suppression"]["reason"], "for a reason");
  EXPECT_EQ(json["findings"][0]["suppression"]["location"]["start"]["column"], 8);
  EXPECT_EQ(json["findings"][1]["suppression"].dump(), R"({"by":"baseline"})");
  EXPECT_EQ(json["summary"]["warnings"], 0) << "what is suppressed does not count";
}

TEST(Markdown, IsATableWithNothingUnescaped) {
  const Sample sample;
  Report report = sample.report();
  report.address = "https://github.com/octo/repo/blob/0123abc/";
  expect_golden(to_markdown(report), "output/sample.md");
  const Hostile hostile;
  report = hostile.report();
  report.address = "https://github.com/octo/repo/blob/0123abc/";
  expect_golden(to_markdown(report), "output/hostile.md");
}

TEST(Markdown, IsCutToItsLimitByTheLeastSevere) {
  const Hostile hostile(10'000);
  const std::string text = to_markdown(hostile.report());
  EXPECT_LE(text.size(), kLargestMarkdown);
  EXPECT_GT(text.size(), kLargestMarkdown / 2);
  const std::size_t errors = count(text, "🔴 error |");
  EXPECT_GT(errors, 10u);
  EXPECT_EQ(count(text, "🔵 note |"), 0u);
  EXPECT_THAT(text, HasSubstr(std::to_string(10'000 - errors) + " more, the least severe"));
  for (const std::size_t largest : {1'000u, 5'000u, 50'000u}) {
    EXPECT_LE(to_markdown(hostile.report(), largest).size(), largest);
  }
}

TEST(Junit, HasATestForEachFinding) {
  const Sample sample;
  expect_golden(to_junit(sample.report()), "output/sample.xml");
  const Hostile hostile;
  expect_golden(to_junit(hostile.report()), "output/hostile.xml");
}

TEST(Junit, SkipsWhatIsSuppressedAndPassesWhatIsClean) {
  const SourceFile file("a.yaml", "A: b\n");
  const SourceFile clean("b.yaml", "A: b\n");
  const SourceFile* const templates[] = {&file, &clean};
  Diagnostic finding;
  finding.rule = "x";
  finding.span = words(file, "b");
  finding.suppression = {words(file, "A"), "for a reason"};
  Report report;
  report.templates = templates;
  report.suppressed_findings = {&finding, 1};
  EXPECT_EQ(to_junit(report),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cfn-ecs-lint" tests="2" failures="0" errors="0" skipped="1">
  <testsuite name="a.yaml" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="x" classname="a.yaml" file="a.yaml" line="1">
      <skipped message="for a reason"/>
    </testcase>
  </testsuite>
  <testsuite name="b.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no findings" classname="b.yaml" file="b.yaml"/>
  </testsuite>
</testsuites>
)");
}

TEST(Text, LinksRulesToTheirPages) {
  const Sample sample;
  TextOptions options;
  options.links = true;
  const std::string text = to_text(sample.report(), options);
  EXPECT_THAT(text, HasSubstr("\x1b]8;;https://docs.aws.amazon.com/AmazonECS/latest/"
                              "developerguide/deployment-type-ecs.html\x1b\\"
                              "error[deployment-deadlock]\x1b]8;;\x1b\\"));
  EXPECT_THAT(text, HasSubstr(": note[mutable-tag]: ")) << "it has no page";
  EXPECT_EQ(Paint(false, true).link("https://example.com/\x1b", "x"), "x");
}

TEST(Text, CountsByRule) {
  const Sample sample;
  TextOptions options;
  options.statistics = true;
  EXPECT_THAT(to_text(sample.report(), options), HasSubstr("     2  mutable-tag\n"
                                                           "     1  container-port-unmapped\n"));
  options.summary = false;
  EXPECT_THAT(to_compact(sample.report(), options), ::testing::EndsWith("  deployment-deadlock\n"));
}

}  // namespace
}  // namespace cfn_ecs_lint::output
