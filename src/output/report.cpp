#include "output/report.h"

#include <algorithm>

namespace cfn_ecs_lint::output {

const RuleInfo* Report::rule(std::string_view name) const {
  const auto found = std::ranges::find(rules, name, &RuleInfo::name);
  return found == rules.end() ? nullptr : &*found;
}

std::size_t Report::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Diagnostic::severity));
}

std::string_view Report::repository_path(std::string_view path) const {
  const auto known = repository_paths.find(path);
  return known == repository_paths.end() ? path : std::string_view(known->second);
}

}  // namespace cfn_ecs_lint::output
