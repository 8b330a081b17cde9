// Who may belong to a cluster, found once before any rule asks: a cluster named by a literal has no
// reference that leads back from it, and must not look at every group of a large system.
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
  // To be called once, outside of all worlds.
  void fill(const System& system);

  // The clusters that may have this name.
  std::span<const Resource* const> named(std::string_view name) const;
  // The services, groups and capacity provider associations that may belong to the cluster.
  std::span<const Resource* const> members(const Resource& cluster) const;
  // The groups and associations that may belong to a cluster which cannot be told.
  std::span<const Resource* const> unplaced() const { return unplaced_; }

 private:
  using Resources = std::vector<const Resource*>;
  std::map<std::string, Resources, std::less<>> named_;
  std::unordered_map<const Resource*, Resources> members_;
  Resources unplaced_;
};

}  // namespace cfn_ecs_lint
