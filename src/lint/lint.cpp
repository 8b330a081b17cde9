#include "lint/lint.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace cfn_ecs_lint {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool before(const Diagnostic& a, const Diagnostic& b) {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.span.file->path(), d.span.begin, d.span.end, d.rule, d.message);
  };
  return key(a) < key(b);
}

}  // namespace

std::vector<cfn::Template> read_templates(std::span<const Input> inputs,
                                          std::vector<ReadProblem>& problems) {
  std::vector<cfn::Template> templates;
  for (const Input& input : inputs) {
    const SourceFile& file = *input.file;
    std::vector<ReadProblem> here;
    yaml::Document document = yaml::parse(file, here);
    const bool meant = cfn::is_template(document) ||
                       (!document.complete() && cfn::looks_like_template(file.bytes()));
    if (!meant && !input.named) continue;
    if (!meant && here.empty() && is_blank(file.bytes())) {
      here.push_back({file.path(), {}, "this file is empty", {}, ""});
    } else if (!meant && here.empty()) {
      here.push_back({file.path(),
                      {},
                      "this file is no CloudFormation template",
                      {},
                      "a template has a `Resources` section with the `Type` of each resource"});
    } else if (meant) {
      templates.push_back(cfn::read_template(file, std::move(document), here));
    }
    problems.insert(problems.end(), std::make_move_iterator(here.begin()),
                    std::make_move_iterator(here.end()));
  }
  return templates;
}

std::vector<Diagnostic> lint(const TemplateSet& set, std::span<const Rule* const> rules) {
  World world(set);
  const ResourceGraph graph(world);
  const System system(world, graph);
  std::vector<Diagnostic> findings;
  for (const Rule* rule : rules) {
    Report report(*rule);
    rule->check(system, report);
    std::vector<Diagnostic> found = report.take(set);
    findings.insert(findings.end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
  }
  std::stable_sort(findings.begin(), findings.end(), before);
  std::unordered_map<const SourceFile*, const cfn::Template*> template_of;
  for (const cfn::Template& tmpl : set.templates()) template_of[&tmpl.file()] = &tmpl;
  const auto path_to = [&](const Span& span) {
    return span ? template_of.at(span.file)->path_to(span) : std::vector<std::string>();
  };
  for (Diagnostic& finding : findings) {
    finding.logical_path = path_to(finding.span);
    for (Label& label : finding.labels) label.logical_path = path_to(label.span);
  }
  return findings;
}

}  // namespace cfn_ecs_lint
