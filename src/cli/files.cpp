#include "cli/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <istream>
#include <system_error>

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = std::size_t{64} << 10;

std::string last_error() { return std::generic_category().message(errno); }

ReadError too_large(std::uintmax_t bytes) {
  return {fmt::format("this file is larger than {} MB, and CloudFormation takes templates of 1 MB",
                      bytes >> 20),
          true};
}

// The nearest folder upward that holds `.git` (a folder, or the file of a worktree).
fs::path repository_root(const fs::path& from) {
  for (fs::path folder = from; !folder.empty(); folder = folder.parent_path()) {
    std::error_code ignored;
    if (fs::exists(folder / ".git", ignored)) return folder;
    if (folder == folder.root_path()) break;
  }
  return {};
}

bool leads_out(const fs::path& relative) { return relative.empty() || *relative.begin() == ".."; }

}  // namespace

std::variant<std::string, ReadError> read_bytes(std::istream& stream) {
  std::string bytes;
  while (stream) {
    if (bytes.size() > kLargestFile) return too_large(kLargestFile);
    const std::size_t size = bytes.size();
    bytes.resize(size + kBlock);
    stream.read(bytes.data() + size, kBlock);
    bytes.resize(size + static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return ReadError{fmt::format("cannot be read: {}", last_error())};
  return bytes;
}

std::variant<std::string, ReadError> read_bytes(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (!error && size > kLargestFile) return too_large(size);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return ReadError{fmt::format("cannot be read: {}", last_error())};
  return read_bytes(stream);
}

std::string write_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream stream(path, std::ios::binary);
  stream << bytes;
  stream.close();
  return stream ? "" : last_error();
}

std::string repository_path(const fs::path& path) {
  std::error_code error;
  const fs::path current = fs::current_path(error);
  const fs::path file = fs::weakly_canonical(current / path, error);
  if (error) return path.generic_string();
  const fs::path root = repository_root(current);
  const fs::path relative = file.lexically_relative(root.empty() ? current : root);
  if (!leads_out(relative)) return relative.generic_string();
  const fs::path own_root = repository_root(file.parent_path());
  return (own_root.empty() ? relative : file.lexically_relative(own_root)).generic_string();
}

}  // namespace cfn_ecs_lint::cli
