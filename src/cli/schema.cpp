#include "cli/schema.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "config/config.h"

namespace cfn_ecs_lint::cli {

std::string config_schema(std::span<const output::RuleInfo> rules) {
  using Json = nlohmann::ordered_json;
  Json schema = Json::parse(config::schema());
  Json& definition = schema["definitions"]["rules"];
  const Json level = definition["additionalProperties"];
  Json names = Json::object();
  const auto add = [&](std::string_view name, std::string description) {
    Json& entry = names[std::string(name)];
    // Beside `$ref` nothing else counts in this draft.
    if (entry.is_null()) {
      entry = {{"description", std::move(description)}, {"allOf", Json::array({level})}};
    }
  };
  for (const output::RuleInfo& rule : rules) {
    add(rule.group, fmt::format("All rules of the group {}.", rule.group));
    add(rule.name, std::string(rule.summary));
  }
  definition["properties"] = std::move(names);
  definition["additionalProperties"] = false;
  return schema.dump(2) + "\n";
}

}  // namespace cfn_ecs_lint::cli
