#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "cli/arguments.h"
#include "config/choice.h"
#include "output/format.h"

namespace cfn_ecs_lint::cli {
namespace {

constexpr Option kOutput[] = {
    {"format", 'f', "FORMAT", Values::format,
     "of standard output: text, compact (a line each), github (annotations), json, sarif, markdown "
     "or junit; auto (default) is github in GitHub Actions, unless there is a terminal, and text "
     "elsewhere"},
    {"output", 'o', "[FORMAT:]FILE", Values::output,
     "write also to FILE, in FORMAT or in the format of its name (.txt, .json, .sarif, .md, .xml)",
     true},
    {"color", '\0', "WHEN", Values::color, "auto (default), always or never"},
    {"level", '\0', "SEVERITY", Values::severity,
     "show findings from here on: error, warning (default) or note"},
    {"include-suppressed", '\0', "", Values::none,
     "show also what templates and the baseline suppress"},
    {"quiet", 'q', "", Values::none, "no summary, no progress"},
    {"statistics", '\0', "", Values::none, "count the findings of each rule, too"},
};

constexpr Option kRules[] = {
    {"only", '\0', "LIST", Values::rules, "only these rules, names and groups with commas between",
     true},
    {"skip", '\0', "LIST", Values::rules, "not these", true},
    {"list-rules", '\0', "", Values::none, "print the rules by group"},
    {"explain", '\0', "RULE", Values::rule, "print what a rule finds, why, and what to do"},
};

constexpr Option kTemplates[] = {
    {"parameter", '\0', "NAME=VALUE", Values::any, "the value of a parameter", true},
    {"parameters", '\0', "FILE", Values::file,
     "values of parameters, in one of the forms of the AWS tools: "
     "[{\"ParameterKey\": K, \"ParameterValue\": V}], {\"Parameters\": {K: V}} or {K: V}; the last "
     "value stands",
     true},
    {"closed", '\0', "", Values::none,
     "the given templates are all there is: an import that none of them exports is a finding"},
    {"stdin-filename", '\0', "NAME", Values::file, "what standard input is called"},
    {"project", '\0', "", Values::none,
     "with a PATH: lint the templates of the configuration as well"},
    {"report-only", '\0', "", Values::none,
     "lint all, and tell only what touches a PATH: for changed files, of which those that are no "
     "templates are passed over"},
    {"list-files", '\0', "", Values::none, "print the templates that are linted"},
};

constexpr Option kKnown[] = {
    {"write-baseline", '\0', "FILE", Values::file,
     "write what is found now to FILE; it is not shown"},
    {"baseline", '\0', "FILE", Values::file, "do not show what FILE has; say what of it is mended"},
};

constexpr Option kConfiguration[] = {
    {"config", '\0', "FILE", Values::file,
     "not the nearest .cfn-ecs-lint.yaml upward from the current folder"},
    {"no-config", '\0', "", Values::none, "none"},
    {"init", '\0', "", Values::none,
     "write a .cfn-ecs-lint.yaml for the templates in the current folder"},
    {"print-config", '\0', "", Values::none, "print the configuration that holds in the end"},
    {"config-schema", '\0', "", Values::none, "print the JSON Schema of .cfn-ecs-lint.yaml"},
};

constexpr Option kExit[] = {
    {"fail-on", '\0', "SEVERITY", Values::fail_on,
     "exit with 1 from this severity on: error, warning, note or never; by default, when there is "
     "something to show"},
};

constexpr Option kOther[] = {
    {"dump", '\0', "STAGE", Values::stage,
     "print what was understood as JSON, and do not lint; places are \"line:column\", the column "
     "in "
     "bytes:\n"
     "yaml - files as trees: [{path, complete, root: {kind, at, ...}}]\n"
     "template - sections, functions in long form: [{path, parameters, mappings, conditions, "
     "resources, outputs}]\n"
     "graph - links: {resources, references, exports, imports}"},
    {"completions", '\0', "SHELL", Values::shell,
     "print what makes bash, zsh or fish complete the words of this program"},
    {"man", '\0', "", Values::none, "print the manual page: cfn-ecs-lint --man | man -l -"},
    {"version", '\0', "", Values::none, "print the version"},
    {"help", 'h', "", Values::none, "print how the program is used"},
};

constexpr Section kSections[] = {
    {"Output", kOutput},        {"Rules", kRules}, {"Templates", kTemplates},
    {"Known findings", kKnown}, {"Exit", kExit},   {"Configuration", kConfiguration},
    {"Other", kOther},
};

}  // namespace

std::span<const Section> sections() { return kSections; }

std::string spelling(std::string_view name) {
  for (const Section& section : kSections) {
    const auto option = std::ranges::find(section.options, name, &Option::name);
    if (option == section.options.end()) continue;
    return option->letter ? fmt::format("-{},--{}", option->letter, name)
                          : fmt::format("--{}", name);
  }
  assert(false);  // the table lacks an option that is read
  return "";
}

std::vector<std::string_view> words_of(Values values) {
  switch (values) {
    case Values::format: {
      std::vector<std::string_view> names = {kAutoFormat};
      for (const output::Format& format : output::formats()) names.push_back(format.name);
      return names;
    }
    case Values::color:
      return choice_names(kColors);
    case Values::severity:
      return choice_names(kSeverities);
    case Values::fail_on:
      return choice_names(kFailOn);
    case Values::stage:
      return choice_names(kStages);
    case Values::shell:
      return choice_names(kShells);
    default:
      return {};
  }
}

}  // namespace cfn_ecs_lint::cli
