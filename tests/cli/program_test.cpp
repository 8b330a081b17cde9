// The program itself, as a user runs it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/temporary_folder.h"
#include "tests/support/golden.h"
#include "tests/support/testdata.h"

namespace cfn_ecs_lint::cli {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::testdata;

struct Ran {
  int status = -1;
  std::string out;
};

// Runs the program in a folder, with arguments as a shell reads them. The output is that of both
// streams.
Ran run(const std::filesystem::path& folder, const std::string& arguments) {
  const char* program = getenv("CFN_ECS_LINT");
  if (!program) {
    ADD_FAILURE() << "CFN_ECS_LINT does not name the program: run this test by ctest";
    return {};
  }
  const std::string command =
      "cd '" + folder.string() + "' && '" + program + "' " + arguments + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  Ran ran;
  std::array<char, 4096> block;
  while (const std::size_t size = fread(block.data(), 1, block.size(), pipe)) {
    ran.out.append(block.data(), size);
  }
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

constexpr const char* kOneRule = "--only deployment-deadlock-percent ";

TEST(Program, ShowsFindingsAndWhatItCouldNotRead) {
  const Ran ran = run(testdata("output/program"), std::string(kOneRule) + "stacks");
  EXPECT_EQ(ran.status, 3);
  testing::expect_golden(ran.out, "output/program/expected.txt");
}

// The results of a log, "FILE:LINE RULE", with the reasons of those that are suppressed.
std::vector<std::string> results_of(const Ran& ran) {
  std::vector<std::string> results;
  const json log = json::parse(ran.out);
  for (const json& each : log["runs"][0]["results"]) {
    const json& place = each["locations"][0]["physicalLocation"];
    std::string words = place["artifactLocation"]["uri"].get<std::string>();
    words.erase(0, words.rfind('/') + 1);
    words += fmt::format(":{} {}", place["region"]["startLine"].get<int>(),
                         each["ruleId"].get<std::string>());
    if (each.contains("suppressions")) {
      words += ": " + each["suppressions"][0].value("justification", "no reason");
    }
    results.push_back(std::move(words));
  }
  return results;
}

TEST(Program, HeedsSuppressionsOfEveryForm) {
  const std::string options =
      "--format sarif --level note --only service,spot,suppression,image-mutable-tag ";
  const std::vector<std::string> open = results_of(run(testdata("suppression"), options + "."));
  EXPECT_THAT(
      open,
      ElementsAre("machines.yaml:11 ecs-config-value-not-parsed", "mail.json:7 suppression-unused",
                  "mail.json:18 suppression-malformed", "service.yaml:22 suppression-unused",
                  "service.yaml:32 suppression-unknown-rule",
                  "service.yaml:33 deployment-deadlock-percent",
                  "service.yaml:33 suppression-malformed"));
  const std::vector<std::string> all =
      results_of(run(testdata("suppression"), options + "--include-suppressed ."));
  EXPECT_THAT(
      std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(open.size()), all.end()),
      ElementsAre("machines.yaml:13 ecs-config-value-not-parsed: for an agent of our own",
                  "machines.yaml:24 ecs-config-value-not-parsed: for an agent of our own",
                  "machines.yaml:25 ecs-config-value-not-parsed: for an agent of our own",
                  "mail.json:12 circuit-breaker-missing: watched by hand",
                  "mail.json:25 deployment-deadlock-percent: no reason",
                  "service.yaml:6 circuit-breaker-missing: two of its rules find "
                  "something in it",
                  "service.yaml:13 deployment-deadlock-percent: two of its rules find "
                  "something in it",
                  "service.yaml:23 deployment-deadlock-percent: no reason",
                  "service.yaml:41 image-mutable-tag: a registry of our own has no other "
                  "tag"));
}

TEST(Program, TellsThatANamedFileIsNoTemplate) {
  const Ran ran = run(testdata("output/program/stacks"), "appspec.yaml");
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, HasSubstr("appspec.yaml: error: this file is no CloudFormation template"));
}

std::set<std::string> uris_of(const json& node) {
  std::set<std::string> uris;
  if (node.is_object() && node.contains("uri")) uris.insert(node["uri"].get<std::string>());
  for (const json& child : node) {
    if (child.is_structured()) uris.merge(uris_of(child));
  }
  return uris;
}

// A repository with the folder of the test in it.
TEST(Program, SarifIsTheSameWhereverItIsRunFrom) {
  TemporaryFolder folder;
  folder.write("repository/.git/HEAD", "");
  std::filesystem::copy(testdata("output/program"), "repository/system",
                        std::filesystem::copy_options::recursive);
  std::filesystem::create_directory_symlink("repository/system", "link");
  const std::string options = std::string(kOneRule) + "--format sarif ";
  const Ran first = run(folder.path() / "repository", options + "system");
  EXPECT_EQ(first.status, 3);
  EXPECT_THAT(uris_of(json::parse(first.out)["runs"][0]["artifacts"]),
              ElementsAre("system/stacks/service.yaml", "system/stacks/unclosed.yaml"));
  EXPECT_THAT(first.out, Not(HasSubstr(folder.path().string())));
  EXPECT_EQ(run(folder.path() / "repository/system/stacks", options).out, first.out);
  EXPECT_EQ(run(folder.path() / "repository", options + (folder.path() / "link").string()).out,
            first.out);
}

TEST(Program, ReadsStandardInput) {
  const Ran ran = run(testdata("output/program/stacks"),
                      std::string(kOneRule) + "- --stdin-filename web.yaml < service.yaml");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, ::testing::StartsWith("web.yaml:10:25: error[deployment-deadlock-percent]"));
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
