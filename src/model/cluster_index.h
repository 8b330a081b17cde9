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

namespace cfn_ecs_lint {

class System;
struct Resource;

// Candidates in any world; whether they belong in the world of the moment is for the caller.
class ClusterIndex {
 public:
  using Resources = std::vector<const Resource*>;

  struct Members {
    Resources groups;
    Resources services;
    Resources associations;  // with capacity providers
    // What may bring other instances: machines of other kinds, and stacks of templates that are not
    // given, which are told the cluster's name.
    Resources others;
  };

  // Where a group belongs, whatever the conditions say.
  struct Membership {
    const Resource* cluster = nullptr;
    bool certain = true;  // that it is this one, or else none that is given
  };

  // To be called once, outside of all worlds.
  void fill(const System& system);

  // The clusters that may have this name.
  std::span<const Resource* const> named(std::string_view name) const;
  const Members& members(const Resource& cluster) const;
  // The groups and associations that may belong to a cluster which cannot be told.
  const Resources& unplaced_groups() const { return unplaced_groups_; }
  const Resources& unplaced_associations() const { return unplaced_associations_; }
  // Null when conditions decide where the group belongs.
  const Membership* membership(const Resource& group) const;

 private:
  void find_others(const System& system);

  std::map<std::string, Resources, std::less<>> named_;
  std::unordered_map<const Resource*, Members> members_;
  std::unordered_map<const Resource*, Membership> memberships_;
  Resources unplaced_groups_;
  Resources unplaced_associations_;
};

}  // namespace cfn_ecs_lint
