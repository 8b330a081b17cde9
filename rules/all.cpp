#include "rules/all.h"

#include <algorithm>
#include <array>

namespace cfn_ecs_lint::rules {

#define RULE(variable) extern const Rule variable;
#include "rules/all.inc"
#undef RULE

namespace {

constinit const std::array kAll{
#define RULE(variable) &variable,
#include "rules/all.inc"
#undef RULE
};

}  // namespace

std::span<const Rule* const> all() { return kAll; }

const Rule* find(std::string_view name) {
  const auto found =
      std::find_if(kAll.begin(), kAll.end(), [&](const Rule* rule) { return rule->name == name; });
  return found == kAll.end() ? nullptr : *found;
}

}  // namespace cfn_ecs_lint::rules
