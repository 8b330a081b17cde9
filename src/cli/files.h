// Files as the command line sees them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <variant>

namespace cfn_ecs_lint::cli {

// Files above this size are not read. CloudFormation takes templates of 1 MB:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20;

struct ReadError {
  std::string message;  // the cause in words
  bool too_large = false;
};

// The bytes of a file, or of a stream, up to `kLargestFile`.
std::variant<std::string, ReadError> read_bytes(const std::filesystem::path& path);
std::variant<std::string, ReadError> read_bytes(std::istream& stream);

// Empty when the file is written, else why it is not.
std::string write_bytes(const std::filesystem::path& path, const std::string& bytes);

// The repository that the current folder is in; where it is in none, the current folder.
class Repository {
 public:
  Repository();

  // The path of a file from the root of the repository, with `/`, symbolic links resolved. Of a
  // file outside of it: from the root of its own repository, if it is in one.
  std::string path_of(const std::filesystem::path& path) const;
  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path current_;
  std::filesystem::path root_;
};

}  // namespace cfn_ecs_lint::cli
