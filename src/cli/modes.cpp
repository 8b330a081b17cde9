#include "cli/modes.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string_view>
#include <vector>

#include "cli/files.h"
#include "config/config.h"
#include "output/text.h"
#include "text/nearest.h"

namespace cfn_ecs_lint::cli {

namespace fs = std::filesystem;

int explain(const std::string& name, const Linter& linter, const Arguments& arguments,
            const Console& console) {
  std::vector<std::string_view> names;
  for (const output::RuleInfo& rule : linter.rules) {
    if (rule.name == name) {
      console.out << output::explain(rule, text_options(arguments, console));
      return kNothing;
    }
    names.push_back(rule.name);
  }
  return wrong_use(console,
                   fmt::format("there is no rule `{}`{}", name, did_you_mean(name, names)));
}

int init(const Arguments& arguments, const Linter& linter, const Console& console) {
  for (const std::string_view name : kConfigNames) {
    if (fs::exists(name)) return wrong_use(console, fmt::format("`{}` is there already", name));
  }
  const std::string path(kConfigNames.front());
  Project project;
  project.folder = fs::current_path();
  Inputs inputs;
  read_inputs(inputs, arguments, project, console.in);
  std::vector<std::string> templates;
  for (const SourceFile* file : linter.lint(inputs.files, {}).templates) {
    templates.push_back(file->path());
  }
  std::ranges::sort(templates);
  const std::string error = write_bytes(path, config::starter(templates));
  if (!error.empty()) {
    return wrong_use(console, fmt::format("`{}` cannot be written: {}", path, error));
  }
  console.out << fmt::format("{} written; templates found: {}\n", path, templates.size());
  return kNothing;
}

int list_files(const Linter& linter, const Inputs& inputs, const Console& console) {
  const Outcome outcome = linter.lint(inputs.files, {});
  for (const SourceFile* file : outcome.templates) console.out << file->path() << '\n';
  for (const auto* problems : {&inputs.problems, &outcome.problems}) {
    for (const ReadProblem& problem : *problems) console.err << output::to_text(problem, {});
  }
  return inputs.problems.empty() && outcome.problems.empty() ? kNothing : kUnreadable;
}

}  // namespace cfn_ecs_lint::cli
