#include "cli/discover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "cli/files.h"
#include "tests/cli/temporary_folder.h"

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> paths_of(const Discovery& discovery) {
  std::vector<std::string> paths;
  for (const Candidate& candidate : discovery.files) paths.push_back(candidate.path);
  return paths;
}

std::vector<std::string> found(std::vector<std::string> paths) { return paths_of(discover(paths)); }

TEST(Discover, FindsTemplatesInTheOrderOfTheirNames) {
  TemporaryFolder folder;
  for (const char* name : {"b.yaml", "a/z.json", "c.template", "B.yml", "a.txt", "yaml", "a/.x.yml",
                           ".git/c.yaml", ".github/d.yml", "node_modules/e/f.json"}) {
    folder.write(name);
  }
  const std::vector<std::string> all = {"B.yml", "a/.x.yml", "a/z.json", "b.yaml", "c.template"};
  EXPECT_EQ(found({"."}), all);
  EXPECT_THAT(found({"./a//"}), ElementsAre("a/.x.yml", "a/z.json"));
  EXPECT_EQ(found({folder.path()}).front(), folder.path() / "B.yml");
}

TEST(Discover, TakesWhatIsNamedWhateverItsName) {
  TemporaryFolder folder;
  folder.write("template.txt");
  folder.write(".git/x");
  const std::vector<std::string> paths = {"template.txt", ".git/x", "-"};
  const Discovery discovery = discover(paths);
  EXPECT_THAT(paths_of(discovery), ElementsAre("template.txt", ".git/x"));
  EXPECT_TRUE(discovery.files[0].named);
  EXPECT_EQ(discovery.files[1].argument, 1u);
}

TEST(Discover, GivesEachFileOnce) {
  TemporaryFolder folder;
  folder.write("a/x.yaml");
  fs::create_symlink("a/x.yaml", "y.yaml");
  const std::vector<std::string> paths = {".", "a", "a/x.yaml"};
  const Discovery discovery = discover(paths);
  EXPECT_THAT(paths_of(discovery), ElementsAre("a/x.yaml"));
  EXPECT_TRUE(discovery.files[0].named);
}

TEST(Discover, SurvivesLinksInACircleAndToNowhere) {
  TemporaryFolder folder;
  folder.write("a/x.yaml");
  fs::create_directory_symlink("..", "a/up");
  fs::create_symlink("nowhere.yaml", "a/gone.yaml");
  fs::create_symlink("self.yaml", "a/self.yaml");
  const std::vector<std::string> paths = {"."};
  const Discovery discovery = discover(paths);
  EXPECT_THAT(paths_of(discovery), ElementsAre("a/x.yaml"));
  EXPECT_THAT(discovery.problems, IsEmpty());
}

TEST(Discover, TellsWhatIsNotThere) {
  TemporaryFolder folder;
  folder.write("service.yaml");
  const std::vector<std::string> paths = {"servcie.yaml", "service.yaml"};
  const Discovery discovery = discover(paths);
  EXPECT_THAT(paths_of(discovery), ElementsAre("service.yaml"));
  ASSERT_EQ(discovery.problems.size(), 1u);
  EXPECT_EQ(discovery.problems[0].path, "servcie.yaml");
  EXPECT_EQ(discovery.problems[0].message,
            "there is no such file or folder; did you mean `service.yaml`?");
}

TEST(Discover, SurvivesAFolderThatCannotBeRead) {
  TemporaryFolder folder;
  folder.write("a.yaml");
  folder.write("closed/b.yaml");
  fs::permissions(folder.path(), fs::perms{0755});
  fs::permissions("closed", fs::perms::none);
  // Root may read every folder, so it is somebody else for a moment.
  const bool root = geteuid() == 0;
  ASSERT_EQ(root ? seteuid(65534) : 0, 0);
  const std::vector<std::string> paths = {"."};
  const Discovery discovery = discover(paths);
  ASSERT_EQ(root ? seteuid(0) : 0, 0);
  fs::permissions("closed", fs::perms::owner_all);
  EXPECT_THAT(paths_of(discovery), ElementsAre("a.yaml"));
  ASSERT_EQ(discovery.problems.size(), 1u);
  EXPECT_EQ(discovery.problems[0].path, "closed");
  EXPECT_EQ(discovery.problems[0].message, "this folder cannot be read: Permission denied");
}

TEST(RepositoryPath, StartsAtTheRootOfTheRepository) {
  TemporaryFolder folder;
  folder.write("repository/.git", "gitdir: elsewhere");
  folder.write("repository/stacks/a.yaml");
  folder.write("b.yaml");
  EXPECT_EQ(Repository().path_of("b.yaml"), "b.yaml") << "no repository: the current folder";
  fs::create_symlink("repository/stacks/a.yaml", "link.yaml");
  EXPECT_EQ(Repository().path_of("link.yaml"), "repository/stacks/a.yaml");
  fs::current_path("repository/stacks");
  EXPECT_EQ(Repository().path_of("a.yaml"), "stacks/a.yaml");
  EXPECT_EQ(Repository().path_of("../stacks/./gone.yaml"), "stacks/gone.yaml");
  EXPECT_EQ(Repository().path_of("../../b.yaml"), "../b.yaml") << "outside of every repository";
  fs::create_directory("/" + folder.path().relative_path().string() + "/empty");
  fs::current_path(folder.path() / "empty");
  EXPECT_EQ(Repository().path_of("../repository/stacks/a.yaml"), "stacks/a.yaml") << "of its own";
}

TEST(ReadBytes, TakesNoFileThatIsTooLarge) {
  TemporaryFolder folder;
  folder.write("large.yaml");
  fs::resize_file("large.yaml", 50u << 20);
  const auto bytes = read_bytes(fs::path("large.yaml"));
  ASSERT_TRUE(std::holds_alternative<ReadError>(bytes));
  EXPECT_EQ(std::get<ReadError>(bytes).message,
            "this file is larger than 16 MB, and CloudFormation takes templates of 1 MB");
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
