// The files of a run.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/project.h"
#include "diagnostic/diagnostic.h"
#include "lint/lint.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

// What standard input is called, unless it is given a name.
inline constexpr std::string_view kStdinName = "<stdin>";

struct Inputs {
  SourceMap sources;
  std::vector<Input> files;
  std::vector<ReadProblem> problems;
  std::optional<std::set<std::string>> reported;  // the paths that are told about; none: all
  bool partial = false;  // only files were named: the system may have others

  std::vector<std::string> paths;        // that were searched
  std::vector<std::size_t> argument_of;  // a file, by its index: the path that led to it
  std::vector<std::size_t> folders;      // the paths that are folders
  std::set<std::size_t> unread;          // the paths that led to files which cannot be read
};

// Whether a file is told about.
bool is_reported(const Inputs& inputs, const std::string& path);

// Finds and reads the files that the command line and the project name.
void read_inputs(Inputs& inputs, const Arguments& arguments, const Project& project,
                 std::istream& in);

// Adds a problem for each folder that was named and has no template, and for patterns of the
// configuration that mean none.
void note_what_is_empty(Inputs& inputs, const Project& project,
                        std::span<const SourceFile* const> templates,
                        std::span<const ReadProblem> problems);

}  // namespace cfn_ecs_lint::cli
