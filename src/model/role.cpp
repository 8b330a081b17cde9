#include "model/role.h"

#include <algorithm>

namespace cfn_ecs_lint {
namespace {

bool has_all_known_texts(const Value& list) {
  const std::span<const Value> items = list.items();
  return list.has_all_items() && !items.empty() &&
         std::all_of(items.begin(), items.end(),
                     [](const Value& item) { return item.as_string().is_known(); });
}

bool is_assume_role(std::string_view action) {
  return action == "sts:AssumeRole" || action == "sts:*" || action == "*" ||
         action == "sts:Assume*";
}

}  // namespace

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
std::optional<std::vector<Field<std::string_view>>> Role::trusted_services() const {
  const Value statements = property("AssumeRolePolicyDocument", "Statement");
  if (!statements.has_all_items() || statements.items().empty()) return std::nullopt;
  std::vector<Field<std::string_view>> services;
  for (const Value& statement : statements.items()) {
    const Value actions = statement["Action"];
    const Value trusted = statement["Principal"]["Service"];
    if (!statement["Effect"].as_string().is("Allow") || !has_all_known_texts(actions)) {
      return std::nullopt;
    }
    const std::span<const Value> names = actions.items();
    const bool assumes = std::any_of(names.begin(), names.end(), [](const Value& action) {
      return is_assume_role(*action.as_string());
    });
    if (!assumes) continue;
    const bool services_only =
        statement["Principal"].is_map() && statement["Principal"].members().size() == 1;
    if (!services_only || !has_all_known_texts(trusted)) return std::nullopt;
    for (const Value& service : trusted.items()) services.push_back(service.as_string());
  }
  if (services.empty()) return std::nullopt;
  return services;
}

Value InstanceProfile::role() const {
  const Value roles = property("Roles");
  const std::span<const Value> items = roles.items();
  return items.size() == 1 && roles.has_all_items() ? items.front() : roles.unknown_here();
}

}  // namespace cfn_ecs_lint
