// A folder of its own for a test, with the files that the test writes; gone at its end.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cfn_ecs_lint::cli {

// The current folder of the process while it lives.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Writes a file, and the folders that lead to it.
  void write(const std::filesystem::path& relative, std::string_view bytes = "Resources: {}\n");

 private:
  std::filesystem::path before_;
  std::filesystem::path path_;
};

}  // namespace cfn_ecs_lint::cli
