#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/run.h"
#include "dump/dump.h"
#include "link/template_set.h"
#include "lint/lint.h"
#include "rules/all.h"
#include "suppress/suppress.h"

namespace cfn_ecs_lint {
namespace {

// Those that find faults in templates, and those about suppressions.
std::vector<const Rule*> all_rules() {
  std::vector<const Rule*> rules(rules::all().begin(), rules::all().end());
  rules.insert(rules.end(), suppression_rules().begin(), suppression_rules().end());
  return rules;
}

std::vector<output::RuleInfo> rule_infos() {
  std::vector<output::RuleInfo> infos;
  for (const Rule* rule : all_rules()) {
    infos.push_back({.name = rule->name,
                     .severity = rule->severity,
                     .group = to_string(rule->group),
                     .summary = rule->summary,
                     .why = rule->why,
                     .remedy = rule->remedy,
                     .reference = rule->reference});
  }
  return infos;
}

cli::Outcome lint_files(std::span<const Input> inputs, const cli::Settings& settings) {
  cli::Outcome outcome;
  std::vector<cfn::Template> templates = read_templates(inputs, outcome.problems);
  for (const cfn::Template& tmpl : templates) {
    outcome.templates.push_back(&tmpl.file());
    for (const cfn::Parameter& each : tmpl.parameters()) outcome.parameters.emplace(each.name);
  }
  const TemplateSet set(std::move(templates), settings.parameters, settings.closed);
  std::vector<const Rule*> chosen;
  for (const std::string_view name : settings.rules) {
    if (const Rule* rule = rules::find(name)) chosen.push_back(rule);
  }
  outcome.findings = lint(set, chosen);
  suppress(set.templates(),
           {all_rules(), settings.rules, settings.require_reason, settings.partial},
           outcome.findings);
  return outcome;
}

std::string dump_files(cli::Stage stage, std::span<const Input> inputs,
                       const cli::Settings& settings, std::vector<ReadProblem>& problems) {
  std::vector<cfn::Template> templates = read_templates(inputs, problems);
  switch (stage) {
    case cli::Stage::yaml:
      return dump_yaml(templates);
    case cli::Stage::cfn_template:
      return dump_template(templates);
    case cli::Stage::graph:
      return dump_graph(TemplateSet(std::move(templates), settings.parameters, settings.closed));
  }
  return "";
}

std::size_t terminal_columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace
}  // namespace cfn_ecs_lint

int main(int argc, char** argv) {
  using namespace cfn_ecs_lint;
  std::ios::sync_with_stdio(false);
  const std::vector<output::RuleInfo> infos = rule_infos();
  const cli::Linter linter{infos, lint_files, dump_files};
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  const cli::Console console{std::cin,
                             std::cout,
                             std::cerr,
                             terminal,
                             terminal ? terminal_columns() : 0,
                             isatty(STDERR_FILENO) != 0};
  const std::vector<std::string> words(argv + 1, argv + argc);
  const int status = cli::run(words, linter, console);
  std::cout.flush();
  return status;
}
