// Which files are to be read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "config/glob.h"
#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint::cli {

// A file that may be a template, under the name by which the user knows it.
struct Candidate {
  std::string path;
  bool named = false;        // on the command line, not found in a folder
  std::size_t argument = 0;  // the path of the command line that led to it
  bool given = false;        // by the command line, not by the configuration alone
};

struct Discovery {
  std::vector<Candidate> files;       // each file once
  std::vector<std::size_t> folders;   // the paths of the command line that are folders
  std::vector<ReadProblem> problems;  // what is not there, and folders that cannot be read
};

// What the configuration says about files.
struct ProjectFiles {
  std::filesystem::path folder;              // that the patterns are relative to
  std::vector<config::Glob> templates = {};  // found before what the command line names
  std::vector<config::Glob> exclude = {};    // left out, even if the command line names it
  // The paths of the command line are files that changed: not all of them are templates, and some
  // may be gone.
  bool changed = false;
};

// The files named, and in the folders named those called *.yaml, *.yml, *.json or *.template, in
// the order of their names. Folders that begin with a dot and node_modules are passed over;
// symbolic links are followed, round in a circle too. `-` is no file and is left out.
Discovery discover(std::span<const std::string> paths, const ProjectFiles& project = {});

}  // namespace cfn_ecs_lint::cli
