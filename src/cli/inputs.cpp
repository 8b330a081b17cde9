#include "cli/inputs.h"

#include <algorithm>
#include <fstream>
#include <istream>
#include <string>
#include <utility>
#include <variant>

#include "cfn/template.h"
#include "cli/discover.h"
#include "cli/files.h"

namespace cfn_ecs_lint::cli {
namespace {

// Enough of a file to see the first keys of a template.
std::string first_bytes(const std::string& path) {
  constexpr std::size_t kEnough = 64 * 1024;
  std::string bytes(kEnough, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

void add(Inputs& inputs, const Candidate& candidate, std::variant<std::string, ReadError> bytes) {
  if (inputs.reported && candidate.given) inputs.reported->insert(candidate.path);
  if (const auto* error = std::get_if<ReadError>(&bytes)) {
    // What is no template is passed over, also if it is too large to be read.
    const bool told = candidate.named || !error->too_large ||
                      cfn::looks_like_template(first_bytes(candidate.path));
    if (!told) return;
    inputs.unread.insert(candidate.argument);
    inputs.problems.push_back({candidate.path, {}, error->message, {}, ""});
    return;
  }
  const SourceFile& file =
      inputs.sources.add(candidate.path, std::move(std::get<std::string>(bytes)));
  inputs.files.push_back({&file, candidate.named});
  inputs.argument_of.push_back(candidate.argument);
}

// With paths, the templates of the project are linted when the command line says so.
ProjectFiles project_files(const Arguments& arguments, const Project& project) {
  ProjectFiles files{project.folder};
  files.exclude = project.config.exclude;
  files.changed = arguments.report_only && !arguments.paths.empty();
  const bool wanted = arguments.project || arguments.report_only;
  if (arguments.paths.empty() || wanted) files.templates = project.config.templates;
  if (files.templates.empty() && wanted) {
    files.templates.push_back(std::get<config::Glob>(config::Glob::parse("**")));
  }
  return files;
}

}  // namespace

bool is_reported(const Inputs& inputs, const std::string& path) {
  return !inputs.reported || inputs.reported->contains(path);
}

void read_inputs(Inputs& inputs, const Arguments& arguments, const Project& project,
                 std::istream& in) {
  const ProjectFiles files = project_files(arguments, project);
  inputs.paths = arguments.paths;
  if (inputs.paths.empty() && files.templates.empty()) inputs.paths.push_back(".");
  Discovery discovery = discover(inputs.paths, files);
  inputs.folders = std::move(discovery.folders);
  inputs.partial =
      inputs.folders.empty() && files.templates.empty() && !project.config.closed.value_or(false);
  inputs.problems = std::move(discovery.problems);
  if (files.changed) inputs.reported.emplace();
  for (const Candidate& candidate : discovery.files) {
    add(inputs, candidate, read_bytes(candidate.path));
  }
  const auto input = std::ranges::find(inputs.paths, "-");
  if (input != inputs.paths.end()) {
    const std::string name =
        arguments.stdin_filename.empty() ? std::string(kStdinName) : arguments.stdin_filename;
    const auto argument = static_cast<std::size_t>(input - inputs.paths.begin());
    add(inputs, {name, true, argument, true}, read_bytes(in));
  }
}

void note_what_is_empty(Inputs& inputs, const Project& project,
                        std::span<const SourceFile* const> templates,
                        std::span<const ReadProblem> problems) {
  constexpr std::string_view kHelp =
      "templates are files *.yaml, *.yml, *.json or *.template with `Resources` at the top";
  if (templates.empty() && problems.empty() && inputs.problems.empty() && inputs.paths.empty()) {
    inputs.problems.push_back({project.config_path,
                               {},
                               "none of the patterns in `templates` means a template",
                               {},
                               std::string(kHelp)});
  }
  std::set<std::size_t> fruitful;
  for (std::size_t at = 0; at < inputs.files.size(); ++at) {
    const SourceFile* file = inputs.files[at].file;
    const bool is_template = std::ranges::find(templates, file) != templates.end();
    const bool has_problem =
        std::ranges::find(problems, file->path(), &ReadProblem::path) != problems.end();
    if (is_template || has_problem) fruitful.insert(inputs.argument_of[at]);
  }
  for (const std::size_t folder : inputs.folders) {
    if (fruitful.contains(folder) || inputs.unread.contains(folder)) continue;
    inputs.problems.push_back(
        {inputs.paths[folder], {}, "there is no template in this folder", {}, std::string(kHelp)});
  }
}

}  // namespace cfn_ecs_lint::cli
