#include "output/report.h"

#include <algorithm>

namespace cfn_ecs_lint::output {

const RuleInfo* Report::rule(std::string_view name) const {
  const auto found = std::ranges::find(rules, name, &RuleInfo::name);
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace cfn_ecs_lint::output
