// Who may belong to a cluster, found once before any rule asks: a cluster that is named by a
// literal has no reference that leads back from it, and must not look at every group of a large
// system.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/capacity.h"
#include "model/system.h"

namespace cfn_ecs_lint {

// Candidates in any world; whether they belong in the world of the moment is for the caller.
class ClusterIndex {
 public:
  using Resources = std::vector<const Resource*>;

  struct Members {
    Resources groups;
    Resources services;
    Resources associations;  // with capacity providers
    // What may bring instances in another way: instances and fleets, and stacks of templates that
    // are not given, which are told the cluster's name.
    Resources others;
  };

  // To be called once, outside of all worlds.
  void fill(const System& system);

  // The clusters that may have this name.
  std::span<const Resource* const> named(std::string_view name) const;
  const Members& members(const Resource& cluster) const;
  // Some instances may join a cluster that cannot be told before the deployment.
  bool has_unplaced_instances() const { return has_unplaced_instances_; }
  // Associations with a cluster that cannot be told.
  const Resources& unplaced_associations() const { return unplaced_associations_; }
  // Where a group belongs, whatever the conditions say; null when they decide it.
  const Membership* membership(const Resource& group) const;

 private:
  void note(const View& instances, const Membership& membership, Resources Members::*kind);

  std::map<std::string, Resources, std::less<>> named_;
  std::unordered_map<const Resource*, Members> members_;
  std::unordered_map<const Resource*, Membership> memberships_;
  bool has_unplaced_instances_ = false;
  Resources unplaced_associations_;
};

}  // namespace cfn_ecs_lint
