#include "config/config.h"

#include <algorithm>

namespace cfn_ecs_lint::config {
namespace {

// Of entries for the same the last one counts.
std::optional<Level> find(const RuleLevels& levels, std::string_view name) {
  const auto found = std::find_if(levels.rbegin(), levels.rend(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == levels.rend() ? std::nullopt : std::optional(found->second);
}

std::optional<Level> find(const RuleLevels& levels, const RuleName& rule) {
  const std::optional<Level> own = find(levels, rule.name);
  return own ? own : find(levels, rule.group);
}

}  // namespace

std::optional<Level> Config::level_of(const RuleName& rule) const { return find(rules, rule); }

std::optional<Level> Config::level_of(const RuleName& rule, std::string_view path) const {
  for (auto each = overrides.rbegin(); each != overrides.rend(); ++each) {
    if (!any_matches(each->files, path)) continue;
    if (const std::optional<Level> level = find(each->rules, rule)) return level;
  }
  return level_of(rule);
}

bool Config::is_off(const RuleName& rule) const {
  if (level_of(rule) != Level::off) return false;
  return std::ranges::all_of(overrides, [&](const Override& each) {
    return find(each.rules, rule).value_or(Level::off) == Level::off;
  });
}

}  // namespace cfn_ecs_lint::config
