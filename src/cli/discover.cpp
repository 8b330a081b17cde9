#include "cli/discover.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/arguments.h"

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kExtensions = {".yaml", ".yml", ".json", ".template"};

bool may_be_template(const fs::path& path) {
  const std::string extension = path.extension().string();
  return std::ranges::find(kExtensions, extension) != kExtensions.end();
}

bool is_passed_over(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with('.') || name == "node_modules";
}

// Sorted by name; a folder that cannot be read gives the reason instead.
std::vector<fs::path> entries_of(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> entries;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    entries.push_back(entry->path());
  }
  std::ranges::sort(entries, {}, [](const fs::path& path) { return path.native(); });
  return entries;
}

class Walker {
 public:
  void add(const std::string& path, std::size_t argument) {
    argument_ = argument;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      const bool missing = status.type() == fs::file_type::not_found;
      fail(path, missing ? "there is no such file or folder" + near(path)
                         : fmt::format("cannot be read: {}", error.message()));
    } else if (fs::is_directory(status)) {
      found_.folders.push_back(argument);
      walk(path);
    } else {
      add_file(path, true);
    }
  }

  Discovery take() { return std::move(found_); }

 private:
  void walk(const fs::path& folder) {
    std::error_code error;
    // The way a circle of symbolic links ends: each folder is entered once.
    if (!entered_.insert(fs::canonical(folder, error)).second) return;
    for (const fs::path& entry : entries_of(folder, error)) {
      std::error_code ignored;  // a link that leads nowhere is neither folder nor file
      const fs::file_status status = fs::status(entry, ignored);
      if (fs::is_directory(status)) {
        if (!is_passed_over(entry)) walk(entry);
      } else if (fs::is_regular_file(status) && may_be_template(entry)) {
        add_file(entry, false);
      }
    }
    if (error) fail(folder, fmt::format("this folder cannot be read: {}", error.message()));
  }

  void add_file(const fs::path& path, bool named) {
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    const auto [known, is_new] = files_.emplace(canonical, found_.files.size());
    if (is_new) {
      found_.files.push_back({shown(path), named, argument_});
    } else if (named) {
      found_.files[known->second].named = true;
    }
  }

  void fail(const fs::path& path, std::string message) {
    found_.problems.push_back({shown(path), {}, std::move(message), {}, ""});
  }

  // `./a//b` is `a/b` to the user.
  static std::string shown(const fs::path& path) { return path.lexically_normal().string(); }

  static std::string near(const fs::path& path) {
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code ignored;
    std::vector<std::string> names;
    for (const fs::path& entry : entries_of(parent, ignored)) {
      names.push_back(entry.filename().string());
    }
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    return did_you_mean(path.filename().string(), candidates);
  }

  Discovery found_;
  std::size_t argument_ = 0;
  std::set<fs::path> entered_;
  std::map<fs::path, std::size_t> files_;  // canonical path, index in `found_.files`
};

}  // namespace

Discovery discover(std::span<const std::string> paths) {
  Walker walker;
  for (std::size_t at = 0; at < paths.size(); ++at) {
    if (paths[at] != "-") walker.add(paths[at], at);
  }
  return walker.take();
}

}  // namespace cfn_ecs_lint::cli
