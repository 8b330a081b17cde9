#include "output/sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "output/fingerprint.h"
#include "tests/output/sample.h"
#include "tests/support/golden.h"

namespace cfn_ecs_lint::output {
namespace {

using nlohmann::json;

Diagnostic finding_at(const Span& span, std::vector<std::string> logical_path = {}) {
  Diagnostic finding;
  finding.rule = "some-rule";
  finding.span = span;
  finding.message = "found";
  finding.logical_path = std::move(logical_path);
  return finding;
}

// The one run of the log of these findings.
json run_of(const std::vector<Diagnostic>& findings, Report report = {}) {
  report.findings = findings;
  return json::parse(to_sarif(report))["runs"][0];
}

json physical_location(const json& result) { return result["locations"][0]["physicalLocation"]; }

TEST(Sarif, ShowsFindingsAndProblems) {
  const Sample sample;
  const std::string log = to_sarif(sample.report());
  testing::expect_golden(log, "output/sample.sarif");
  EXPECT_EQ(log, to_sarif(sample.report())) << "a second run gives the same bytes";
}

TEST(Sarif, HasResultsWhenThereAreNone) {
  const json run = run_of({});
  EXPECT_EQ(run["results"], json::array()) << "GitHub wants them, to close old alerts";
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
}

TEST(Sarif, CountsColumnsInCharacters) {
  const SourceFile file("a.yaml", "\xEF\xBB\xBF网: \xFF😀: x\n");
  const json region =
      physical_location(run_of({finding_at(words(file, "x"))})["results"][0])["region"];
  EXPECT_EQ(region["startColumn"], 8);
  EXPECT_EQ(region["endColumn"], 9);
  EXPECT_EQ(region["startLine"], 1);
  EXPECT_EQ(region["snippet"]["text"], "x");
}

TEST(Sarif, WritesBytesThatAreNoUtf8) {
  const SourceFile file("a.yaml", "A: \xFF\xFE\n");
  const json location = physical_location(run_of({finding_at(words(file, "\xFF"))})["results"][0]);
  EXPECT_EQ(location["region"]["snippet"]["text"], "\uFFFD");
}

TEST(Sarif, ShowsTheLinesAboutButNoLineOfMegabytes) {
  const SourceFile lines("a.yaml", "1\n2\n3\n4 here\r\n5\n6\n7\n");
  const json context =
      physical_location(run_of({finding_at(words(lines, "here"))})["results"][0])["contextRegion"];
  EXPECT_EQ(context["startLine"], 2);
  EXPECT_EQ(context["endLine"], 6);
  EXPECT_EQ(context["snippet"]["text"], "2\n3\n4 here\r\n5\n6");
  const SourceFile large("a.yaml", "1\n2 here " + std::string(1 << 20, 'x') + "\n3\n");
  EXPECT_FALSE(physical_location(run_of({finding_at(words(large, "here"))})["results"][0])
                   .contains("contextRegion"));
}

TEST(Sarif, PlacesAreRelativeReferences) {
  const SourceFile odd("C:/50% of \xC3\xA4?#[x].yaml", "A: b");
  const SourceFile known("/home/me/stacks/a.yaml", "A: b");
  Report report;
  report.repository_paths["/home/me/stacks/a.yaml"] = "stacks/a.yaml";
  const json run = run_of({finding_at(words(odd, "A")), finding_at(words(known, "A"))}, report);
  EXPECT_EQ(run["artifacts"][0]["location"]["uri"], "C%3A/50%25%20of%20%C3%A4%3F%23%5Bx%5D.yaml");
  const json location = physical_location(run["results"][1])["artifactLocation"];
  EXPECT_EQ(location["uri"], "stacks/a.yaml");
  EXPECT_EQ(location["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(location["index"], 1);
}

TEST(Sarif, LinksTheMessageToItsOtherPlaces) {
  const SourceFile file("a.yaml", "A: b\nC: d\n");
  Diagnostic finding = finding_at(words(file, "A"));
  finding.labels = {{{}, "nowhere"}, {words(file, "C"), "item[0]"}, {words(file, "d"), "so"}};
  finding.when = {"`IsProd` is true", "`Size` is 2"};
  const json result = run_of({finding})["results"][0];
  EXPECT_EQ(
      result["message"]["text"],
      "Found. This holds when `IsProd` is true and `Size` is 2. See [item\\[0\\]](1), [so](2).");
  EXPECT_EQ(result["relatedLocations"].size(), 2u);
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 2);
}

std::vector<std::string> lasting_fingerprints(const std::vector<Diagnostic>& findings) {
  std::vector<std::string> result;
  const json run = run_of(findings);
  for (const json& each : run["results"]) {
    result.push_back(each["partialFingerprints"]["cfnEcsLint/v1"]);
  }
  return result;
}

TEST(Sarif, AFindingIsKnownAgainWhenLinesMove) {
  const std::string text = "A: b\nC: d\n";
  const SourceFile before("a.yaml", text);
  const SourceFile after("a.yaml", "# new\n" + text + "E: f\n");
  const SourceFile elsewhere("b.yaml", text);
  const auto finding = [](const SourceFile& file, std::string key) {
    return finding_at(words(file, "d"), {"Resources", std::move(key)});
  };
  const auto known = lasting_fingerprints({finding(before, "A"), finding(before, "A")});
  EXPECT_EQ(lasting_fingerprints({finding(after, "A"), finding(after, "A")}), known);
  EXPECT_NE(known[0], known[1]) << "the second of its kind";
  EXPECT_NE(lasting_fingerprints({finding(before, "B")})[0], known[0]);
  EXPECT_EQ(lasting_fingerprints({finding(elsewhere, "A")})[0], known[0]) << "a file is renamed";
  Diagnostic linked = finding(before, "A");
  linked.labels = {{words(before, "C"), "so", {"Resources", "C"}}};
  EXPECT_NE(lasting_fingerprints({linked})[0], known[0]);
}

TEST(Sarif, GivesGitHubsHashOfTheLine) {
  const SourceFile file("a.yaml", "A: b\nC: d\n");
  const json result = run_of({finding_at(words(file, "d"))})["results"][0];
  EXPECT_EQ(result["partialFingerprints"]["primaryLocationLineHash"], line_hashes(file.bytes())[1]);
}

}  // namespace
}  // namespace cfn_ecs_lint::output
