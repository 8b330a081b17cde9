#include "cli/stacks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "cfn/template.h"
#include "cli/files.h"
#include "cli/parameters.h"
#include "text/nearest.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::cli {
namespace {

class StackChecker {
 public:
  StackChecker(const Project& project, SourceMap& sources, std::vector<ReadProblem>& problems)
      : project_(project), sources_(sources), problems_(problems) {}

  void check(const config::Stack& stack) {
    if (!stack.parameter_file.empty()) check_file(stack.parameter_file);
    const SourceFile* file = stack.template_path.empty() ? nullptr : read(stack.template_path);
    if (file == nullptr) return;
    std::vector<ReadProblem> ignored;  // linting the template tells them
    yaml::Document document = yaml::parse(*file, ignored);
    if (!document.complete()) return;
    if (!cfn::is_template(document)) {
      fail(stack.template_place,
           fmt::format("`{}` is no CloudFormation template", stack.template_path));
      return;
    }
    check_names(stack, cfn::read_template(*file, std::move(document), ignored));
  }

 private:
  void check_names(const config::Stack& stack, const cfn::Template& tmpl) {
    std::vector<std::string_view> declared;
    for (const cfn::Parameter& parameter : tmpl.parameters()) declared.push_back(parameter.name);
    for (const auto& [name, place] : stack.parameters.places) {
      if (std::ranges::find(declared, name) != declared.end()) continue;
      fail(place, fmt::format("`{}` has no parameter `{}`{}", stack.template_path, name,
                              did_you_mean(name, declared)));
    }
  }

  void check_file(const std::string& path) {
    const SourceFile* file = read(path);
    if (file == nullptr) return;
    auto values = read_parameters(*file);
    if (auto* problem = std::get_if<ReadProblem>(&values)) problems_.push_back(std::move(*problem));
  }

  // Null for a file that cannot be read; that it is missing is told where it is named.
  const SourceFile* read(const std::string& path) {
    const auto [known, is_new] = files_.try_emplace(path);
    if (!is_new) return known->second;
    auto bytes = read_bytes(project_.folder / path);
    if (auto* text = std::get_if<std::string>(&bytes)) {
      known->second = &sources_.add(path, std::move(*text));
    }
    return known->second;
  }

  void fail(const Span& place, std::string message) {
    problems_.push_back({project_.config_path, place, std::move(message), {}, ""});
  }

  const Project& project_;
  SourceMap& sources_;
  std::vector<ReadProblem>& problems_;
  std::map<std::string, const SourceFile*> files_;
};

}  // namespace

void check_stacks(const Project& project, SourceMap& sources, std::vector<ReadProblem>& problems) {
  StackChecker checker(project, sources, problems);
  for (const config::Stack& stack : project.config.stacks) checker.check(stack);
}

}  // namespace cfn_ecs_lint::cli
