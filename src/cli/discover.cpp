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

#include "text/nearest.h"

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
  explicit Walker(const ProjectFiles& project) : project_(project) {}

  void add(const std::string& path, std::size_t argument) {
    argument_ = argument;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      if (project_.changed) return;
      const bool missing = status.type() == fs::file_type::not_found;
      fail(path, missing ? "there is no such file or folder" + near(path)
                         : fmt::format("cannot be read: {}", error.message()));
    } else if (fs::is_directory(status)) {
      if (!project_.changed) found_.folders.push_back(argument);
      entered_.clear();
      walk(path, may_be_template, true);
    } else {
      add_file(path, !project_.changed, true);
    }
  }

  // The files that the patterns mean.
  void add_templates() {
    std::error_code ignored;
    const fs::path current = fs::current_path(ignored);
    for (const config::Glob& glob : project_.templates) {
      const fs::path folder = project_.folder / glob.folder();
      if (!fs::is_directory(folder, ignored)) continue;
      const auto wanted = [&](const fs::path& file) {
        return glob.matches(project_path(file)) && (glob.names_kind() || may_be_template(file));
      };
      entered_.clear();
      walk(folder.lexically_normal().lexically_proximate(current), wanted, false);
    }
    std::ranges::sort(found_.files, {}, &Candidate::path);
    for (std::size_t at = 0; at < found_.files.size(); ++at) {
      files_[fs::canonical(found_.files[at].path, ignored)] = at;
    }
  }

  Discovery take() { return std::move(found_); }

 private:
  template <typename Wanted>
  void walk(const fs::path& folder, const Wanted& wanted, bool given) {
    std::error_code error;
    // The way a circle of symbolic links ends: each folder is entered once.
    if (!entered_.insert(fs::canonical(folder, error)).second) return;
    for (const fs::path& entry : entries_of(folder, error)) {
      std::error_code ignored;  // a link that leads nowhere is neither folder nor file
      const fs::file_status status = fs::status(entry, ignored);
      if (fs::is_directory(status)) {
        if (!is_passed_over(entry)) walk(entry, wanted, given);
      } else if (fs::is_regular_file(status) && wanted(entry)) {
        add_file(entry, false, given);
      }
    }
    if (error) fail(folder, fmt::format("this folder cannot be read: {}", error.message()));
  }

  void add_file(const fs::path& path, bool named, bool given) {
    if (!project_.exclude.empty() && config::any_matches(project_.exclude, project_path(path))) {
      return;
    }
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    const auto [known, is_new] = files_.emplace(canonical, found_.files.size());
    if (is_new) {
      found_.files.push_back({shown(path), named, argument_, given});
    } else {
      Candidate& candidate = found_.files[known->second];
      candidate.named = candidate.named || named;
      candidate.given = candidate.given || given;
    }
  }

  // The path as the patterns see it.
  std::string project_path(const fs::path& file) const {
    std::error_code ignored;
    return fs::absolute(file, ignored)
        .lexically_normal()
        .lexically_proximate(project_.folder)
        .generic_string();
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

  const ProjectFiles& project_;
  Discovery found_;
  std::size_t argument_ = 0;
  std::set<fs::path> entered_;
  std::map<fs::path, std::size_t> files_;  // canonical path, index in `found_.files`
};

}  // namespace

Discovery discover(std::span<const std::string> paths, const ProjectFiles& project) {
  Walker walker(project);
  walker.add_templates();
  for (std::size_t at = 0; at < paths.size(); ++at) {
    if (paths[at] != "-") walker.add(paths[at], at);
  }
  return walker.take();
}

}  // namespace cfn_ecs_lint::cli
