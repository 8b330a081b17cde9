#include "model/bootstrap.h"

#include <algorithm>
#include <string_view>

namespace cfn_ecs_lint {
namespace {

constexpr std::string_view kInstance = "AWS::EC2::Instance";

}  // namespace

std::vector<Bootstrap> Bootstrap::all(const System& system) {
  std::vector<Bootstrap> all;
  for (const std::string_view type :
       {LaunchTemplate::kType, LaunchConfiguration::kType, kInstance}) {
    for (const Resource* resource : system.graph().of_type(type)) {
      all.emplace_back(system, *resource);
    }
  }
  for (const Fleet& fleet : Fleet::all(system)) all.emplace_back(system, fleet.resource());
  return all;
}

std::vector<LaunchSource> Bootstrap::launch_sources() const {
  const std::string_view type = resource().type();
  if (type == LaunchTemplate::kType) return {LaunchTemplate(system(), resource()).source()};
  if (type == LaunchConfiguration::kType || type == kInstance) return {{*this, properties()}};
  std::vector<LaunchSource> own = Fleet(system(), resource()).launch_sources();
  std::erase_if(own, [&](const LaunchSource& source) { return source.resource() != *this; });
  return own;
}

bool Bootstrap::is_for_ecs(const LaunchSource& source) const {
  const UserData user_data = source.user_data();
  if (std::any_of(user_data.settings().begin(), user_data.settings().end(),
                  [](const auto& setting) { return setting.key.starts_with("ECS_"); })) {
    return true;
  }
  const auto groups = system().referring_to<AutoScalingGroup>(*this);
  return std::any_of(groups.begin(), groups.end(), [](const AutoScalingGroup& group) {
    return !group.capacity_providers().empty();
  });
}

bool Bootstrap::has_no_resource(const Text& logical_id) const {
  const Stack& stack = *resource().stack;
  return logical_id.known() && !logical_id.str().empty() && stack.tmpl->complete() &&
         stack.resource(logical_id.str()) == nullptr;
}

}  // namespace cfn_ecs_lint
