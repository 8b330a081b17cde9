// The program itself, as a user runs it.

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

TEST(Program, ShowsWhatIsSuppressedWhenAskedFor) {
  const std::string options = "--only service,spot,suppression,image-mutable-tag --level note ";
  const Ran all = run(testdata("suppression"), options + "--include-suppressed .");
  EXPECT_EQ(all.status, 1);
  testing::expect_golden(all.out, "suppression/expected.txt");
  const Ran open = run(testdata("suppression"), options + "--format sarif .");
  EXPECT_THAT(open.out, Not(HasSubstr("suppressions")));
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
