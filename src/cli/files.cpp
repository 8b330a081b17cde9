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

ReadError too_large() {
  return {fmt::format("this file is larger than {} MB, and CloudFormation takes templates of 1 MB",
                      kLargestFile >> 20),
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

// `expected` bytes in one go, and then whatever else there is.
std::variant<std::string, ReadError> read_all(std::istream& stream, std::size_t expected) {
  std::string bytes;
  for (std::size_t wanted = expected; stream.peek() != std::istream::traits_type::eof();
       wanted = kBlock) {
    if (bytes.size() > kLargestFile) return too_large();
    const std::size_t size = bytes.size();
    bytes.resize(size + wanted);
    stream.read(bytes.data() + size, static_cast<std::streamsize>(wanted));
    bytes.resize(size + static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return ReadError{fmt::format("cannot be read: {}", last_error())};
  return bytes;
}

bool leads_out(const fs::path& relative) { return relative.empty() || *relative.begin() == ".."; }

}  // namespace

std::variant<std::string, ReadError> read_bytes(std::istream& stream) {
  return read_all(stream, kBlock);
}

std::variant<std::string, ReadError> read_bytes(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (!error && size > kLargestFile) return too_large();
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return ReadError{fmt::format("cannot be read: {}", last_error())};
  return read_all(stream, error ? 0 : size);
}

std::string write_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream stream(path, std::ios::binary);
  stream << bytes;
  stream.close();
  return stream ? "" : last_error();
}

Repository::Repository() {
  std::error_code error;
  current_ = fs::current_path(error);
  root_ = repository_root(current_);
  if (root_.empty()) root_ = current_;
}

std::string Repository::path_of(const fs::path& path) const {
  std::error_code error;
  const fs::path file = fs::weakly_canonical(current_ / path, error);
  if (error) return path.generic_string();
  const fs::path relative = file.lexically_relative(root_);
  if (!leads_out(relative)) return relative.generic_string();
  const fs::path own_root = repository_root(file.parent_path());
  return (own_root.empty() ? relative : file.lexically_relative(own_root)).generic_string();
}

}  // namespace cfn_ecs_lint::cli
