// The shape of the repository: what stands at its top, and which room may include which.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/testdata.h"

namespace cfn_ecs_lint {
namespace {

namespace fs = std::filesystem;
using std::string_view;

// A room, what it sees besides itself (rooms, or single headers of a room), and the libraries that
// are known in it only. A room sees only rooms that stand above it.
struct Room {
  string_view name;
  std::vector<string_view> sees;
  std::vector<string_view> libraries = {};
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> kRooms = {
      {"text", {}},
      {"source", {}},
      {"diagnostic", {"source"}},
      {"yaml", {"text", "source", "diagnostic"}, {"yaml-cpp", "rapidjson"}},
      {"config", {"text", "source", "diagnostic", "yaml"}},
      {"cfn", {"text", "source", "diagnostic", "yaml"}},
      {"link", {"text", "source", "diagnostic", "yaml", "cfn"}},
      {"resolve", {"text", "source", "diagnostic", "yaml", "cfn", "link"}, {"re2"}},
      {"graph", {"text", "source", "diagnostic", "cfn", "link", "resolve"}},
      {"aws", {"text"}},
      {"userdata", {"text", "source", "diagnostic", "yaml", "resolve"}, {"re2"}},
      {"model", {"text", "source", "diagnostic", "resolve", "graph", "aws", "userdata"}, {"re2"}},
      {"lint", {"text", "source", "diagnostic", "link", "resolve", "graph", "model"}, {"re2"}},
      {"rules", {"source", "diagnostic", "aws", "model", "lint/rule.h"}, {"re2"}},
      {"suppress", {"text", "source", "diagnostic", "yaml", "cfn", "lint/rule.h", "version.h"}},
      {"output", {"text", "source", "diagnostic", "lint/rule.h", "version.h"}, {"nlohmann"}},
      {"dump", {"source", "diagnostic", "yaml", "cfn", "link", "resolve", "graph"}, {"nlohmann"}},
      {"baseline", {"source", "diagnostic", "yaml", "output/fingerprint.h"}, {"nlohmann"}},
      {"cli",
       {"text", "source", "diagnostic", "yaml", "cfn", "link", "resolve", "graph", "model", "lint",
        "rules", "output", "dump", "config", "baseline", "version.h"},
       {"CLI", "nlohmann"}},
      {"main.cpp",
       {"text", "source", "diagnostic", "yaml", "cfn", "link", "resolve", "graph", "model", "lint",
        "rules", "suppress", "output", "dump", "cli", "version.h"},
       {"CLI", "nlohmann"}},
  };
  return kRooms;
}

// The libraries that are not for everyone, by the first part of their include paths.
constexpr string_view kGuardedLibraries[] = {"yaml-cpp", "rapidjson", "CLI", "nlohmann", "re2"};

// What the project keeps at its top.
constexpr string_view kTop[] = {
    ".ci",
    ".clang-format",
    ".clang-tidy",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CMakeLists.txt",
    "CMakePresets.json",
    "LICENSE",
    "README.md",
    "action.yml",
    "packaging",
    "pyproject.toml",
    "rules",
    "scripts",
    "src",
    "testdata",
    "tests",
};
// What work leaves there.
constexpr string_view kNotOurs[] = {".git", "build", ".cache", ".vscode", ".idea"};

bool has(std::span<const string_view> names, string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Room* find_room(string_view name) {
  const auto room = std::find_if(rooms().begin(), rooms().end(),
                                 [&](const Room& each) { return each.name == name; });
  return room == rooms().end() ? nullptr : &*room;
}

string_view first_part(string_view path) { return path.substr(0, path.find('/')); }

struct Include {
  std::string path;
  bool quoted = false;
  int line = 0;
};

std::vector<Include> includes_of(const fs::path& file) {
  std::vector<Include> includes;
  std::istringstream lines(testing::read_file(file));
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (!line.starts_with("#include ") || line.size() < 11) continue;
    const char close = line[9] == '"' ? '"' : '>';
    includes.push_back({line.substr(10, line.find(close, 10) - 10), close == '"', number});
  }
  return includes;
}

// Paths from the top of every .cpp and .h of src/ and rules/, sorted.
std::vector<fs::path> source_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"src", "rules"}) {
    if (!fs::exists(testing::source_root() / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(testing::source_root() / folder)) {
      const fs::path extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".h" && extension != ".inc") continue;
      files.push_back(entry.path().lexically_relative(testing::source_root()));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// "src/yaml/parse.cpp" is in room yaml, "src/main.cpp" is its own, "rules/spot/x.cpp" is in rules.
std::string room_of(const fs::path& file) {
  auto part = file.begin();
  return *part == "src" ? std::next(part)->string() : part->string();
}

TEST(Rooms, SeeOnlyRoomsAboveThem) {
  std::set<string_view> above = {"version.h"};
  for (const Room& room : rooms()) {
    for (const string_view seen : room.sees) {
      EXPECT_TRUE(above.contains(first_part(seen))) << room.name << " sees " << seen;
    }
    above.insert(room.name);
  }
}

TEST(Rooms, IncludeOnlyWhatTheySee) {
  ASSERT_FALSE(source_files().empty());
  for (const fs::path& file : source_files()) {
    const Room* room = find_room(room_of(file));
    if (!room) {
      ADD_FAILURE() << file << ": no room of that name is in the table of this test";
      continue;
    }
    for (const Include& include : includes_of(testing::source_root() / file)) {
      if (!include.quoted) continue;
      const string_view other = first_part(include.path);
      EXPECT_TRUE(other == room->name || has(room->sees, other) || has(room->sees, include.path))
          << file.string() << ":" << include.line << ": " << room->name << " does not see "
          << include.path;
    }
  }
}

TEST(Rooms, KeepTheirLibrariesToThemselves) {
  for (const fs::path& file : source_files()) {
    const Room* room = find_room(room_of(file));
    for (const Include& include : includes_of(testing::source_root() / file)) {
      const string_view library = first_part(include.path);
      if (include.quoted || !has(kGuardedLibraries, library)) continue;
      EXPECT_TRUE(room && has(room->libraries, library))
          << file.string() << ":" << include.line << ": " << library << " is not for this room";
    }
  }
}

TEST(Rooms, ShareNoOwnership) {
  for (const fs::path& file : source_files()) {
    EXPECT_EQ(testing::read_file(testing::source_root() / file).find("shared_ptr"),
              std::string::npos)
        << file.string();
  }
}

TEST(TopLevel, HoldsOnlyWhatBelongsThere) {
  for (const auto& entry : fs::directory_iterator(testing::source_root())) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(has(kTop, name) || has(kNotOurs, name) || name.starts_with("build-")) << name;
  }
}

}  // namespace
}  // namespace cfn_ecs_lint
