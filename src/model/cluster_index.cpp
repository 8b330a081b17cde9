#include "model/cluster_index.h"

#include <algorithm>
#include <optional>

#include "model/capacity.h"
#include "model/service.h"
#include "model/system.h"

namespace cfn_ecs_lint {
namespace {

void add(std::vector<const Resource*>& resources, const View& view) {
  // One resource is added in all its worlds before the next one is.
  if (resources.empty() || resources.back() != &view.resource()) {
    resources.push_back(&view.resource());
  }
}

template <class T, class Visit>
void in_every_world(const System& system, Visit visit) {
  for (const T& view : system.all<T>()) {
    system.world().explore([&] {
      if (view.exists()) visit(view);
    });
  }
}

}  // namespace

void ClusterIndex::fill(const System& system) {
  in_every_world<Cluster>(system, [&](const Cluster& cluster) {
    const Field<std::string_view> name = cluster.name();
    if (name.is_known()) add(named_[std::string(*name)], cluster);
  });
  const auto add_member = [&](const View& view, const std::optional<Cluster>& cluster) {
    if (cluster) add(members_[&cluster->resource()], view);
  };
  in_every_world<CapacityProviderAssociations>(
      system, [&](const CapacityProviderAssociations& associations) {
        add_member(associations, associations.cluster());
        if (!associations.cluster()) add(unplaced_, associations);
      });
  in_every_world<Service>(system,
                          [&](const Service& service) { add_member(service, service.cluster()); });
  in_every_world<AutoScalingGroup>(system, [&](const AutoScalingGroup& group) {
    add_member(group, group.cluster());
    if (group.may_join_unknown_cluster()) add(unplaced_, group);
  });
}

std::span<const Resource* const> ClusterIndex::named(std::string_view name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? std::span<const Resource* const>{} : found->second;
}

std::span<const Resource* const> ClusterIndex::members(const Resource& cluster) const {
  const auto found = members_.find(&cluster);
  return found == members_.end() ? std::span<const Resource* const>{} : found->second;
}

}  // namespace cfn_ecs_lint
