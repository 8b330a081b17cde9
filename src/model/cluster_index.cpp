#include "model/cluster_index.h"

#include <optional>

#include "model/capacity.h"
#include "model/service.h"
#include "model/system.h"

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
      const std::optional<Cluster> cluster = group.cluster();
      if (cluster) add(members_[&cluster->resource()].groups, group);
      const bool lost = group.may_join_unknown_cluster();
      if (lost) add(unplaced_groups_, group);
      membership = {cluster ? &cluster->resource() : nullptr, !lost};
    });
    if (worlds == 1) memberships_[&one.resource()] = membership;
  }
  find_others(system);
}

void ClusterIndex::find_others(const System& system) {
  const ResourceGraph& graph = system.graph();
  for (const char* type : {"AWS::EC2::Instance", "AWS::EC2::SpotFleet", "AWS::EC2::EC2Fleet",
                           "AWS::CloudFormation::Stack"}) {
    for (const Resource* other : graph.of_type(type)) {
      const auto note = [&](const Edge& edge) {
        if (edge.to->type() == Cluster::kType) {
          add(members_[edge.to].others, View(system, *other));
        }
      };
      for (const Edge& edge : graph.from(*other)) {
        note(edge);
        if (edge.to->type() != LaunchTemplate::kType) continue;
        for (const Edge& further : graph.from(*edge.to)) note(further);
      }
    }
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

const ClusterIndex::Membership* ClusterIndex::membership(const Resource& group) const {
  const auto found = memberships_.find(&group);
  return found == memberships_.end() ? nullptr : &found->second;
}

}  // namespace cfn_ecs_lint
