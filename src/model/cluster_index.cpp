#include "model/cluster_index.h"

#include <optional>

#include "model/nested_stack.h"
#include "model/service.h"

namespace cfn_ecs_lint {
namespace {

void add(ClusterIndex::Resources& resources, const View& view) {
  // One resource is added in all its worlds before the next one is.
  if (resources.empty() || resources.back() != &view.resource()) {
    resources.push_back(&view.resource());
  }
}

// Calls `visit` in every world in which the resource exists; returns how many worlds there are.
template <class T, class Visit>
int in_every_world(const T& view, Visit visit) {
  int worlds = 0;
  view.system().world().explore([&] {
    ++worlds;
    if (view.exists()) visit(view);
  });
  return worlds;
}

}  // namespace

void ClusterIndex::fill(const System& system) {
  for (const Cluster& one : system.all<Cluster>()) {
    in_every_world(one, [&](const Cluster& cluster) {
      const Field<std::string_view> name = cluster.name();
      if (name.is_known()) add(named_[std::string(*name)], cluster);
    });
  }
  for (const auto& one : system.all<CapacityProviderAssociations>()) {
    in_every_world(one, [&](const CapacityProviderAssociations& associations) {
      const std::optional<Cluster> cluster = associations.cluster();
      add(cluster ? members_[&cluster->resource()].associations : unplaced_associations_,
          associations);
    });
  }
  for (const Service& one : system.all<Service>()) {
    in_every_world(one, [&](const Service& service) {
      const std::optional<Cluster> cluster = service.cluster();
      if (cluster) add(members_[&cluster->resource()].services, service);
    });
  }
  for (const AutoScalingGroup& one : system.all<AutoScalingGroup>()) {
    Membership membership;
    const int worlds = in_every_world(one, [&](const AutoScalingGroup& group) {
      membership = group.membership();
      note(group, membership, &Members::groups);
    });
    if (worlds == 1) memberships_.emplace(&one.resource(), membership);
  }
  for (const Instance& one : system.all<Instance>()) {
    in_every_world(one, [&](const Instance& instance) {
      note(instance, instance.source().membership(), &Members::others);
    });
  }
  for (const Fleet& one : Fleet::all(system)) {
    in_every_world(one, [&](const Fleet& fleet) {
      for (const LaunchSource& source : fleet.launch_sources()) {
        note(fleet, source.membership(), &Members::others);
      }
    });
  }
  for (const NestedStack& stack : system.all<NestedStack>()) {
    if (stack.is_given()) continue;
    for (const Edge& edge : system.graph().from(stack.resource())) {
      if (edge.to->type() == Cluster::kType) add(members_[edge.to].others, stack);
    }
  }
}

void ClusterIndex::note(const View& instances, const Membership& membership,
                        Resources Members::*kind) {
  if (membership.cluster) {
    add(members_[&membership.cluster->resource()].*kind, instances);
  } else if (!membership.certain) {
    has_unplaced_instances_ = true;
  }
}

std::span<const Resource* const> ClusterIndex::named(std::string_view name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? std::span<const Resource* const>{} : found->second;
}

const ClusterIndex::Members& ClusterIndex::members(const Resource& cluster) const {
  static const Members kNone;
  const auto found = members_.find(&cluster);
  return found == members_.end() ? kNone : found->second;
}

const Membership* ClusterIndex::membership(const Resource& group) const {
  const auto found = memberships_.find(&group);
  return found == memberships_.end() ? nullptr : &found->second;
}

}  // namespace cfn_ecs_lint
