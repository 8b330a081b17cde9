// Separate ingress rules whose security group cannot be told, found once before any rule asks: each
// of them may open any group that other stacks know of.
#pragma once

#include <vector>

namespace cfn_ecs_lint {

class System;
struct Resource;

class NetworkIndex {
 public:
  // To be called once, outside of all worlds.
  void fill(const System& system);

  // Those whose group is not known in some world.
  const std::vector<const Resource*>& unplaced_ingress() const { return unplaced_ingress_; }

 private:
  std::vector<const Resource*> unplaced_ingress_;
};

}  // namespace cfn_ecs_lint
