// The first boot of instances: what they are launched with, and the user data that they run.
#pragma once

#include <vector>

#include "model/capacity.h"
#include "model/cfn_init.h"

namespace cfn_ecs_lint {

// A resource that carries user data: a launch template, a launch configuration, an
// AWS::EC2::Instance, or a Spot fleet with specifications of its own.
class Bootstrap : public View {
 public:
  using View::View;
  static std::vector<Bootstrap> all(const System& system);

  // What it launches; several for a fleet.
  std::vector<LaunchSource> launch_sources() const;
  // Instances of the source are meant for a cluster of ECS: user data configures the agent, or a
  // capacity provider manages a group that launches them.
  bool is_for_ecs(const LaunchSource& source) const;
  // A call of cfn-init in its user data.
  CfnInitCall cfn_init_call(const Command& command) const {
    return {system(), *resource().stack, command};
  }
  // The stack has no resource of this name, existing or not.
  bool has_no_resource(const Text& logical_id) const;
};

}  // namespace cfn_ecs_lint
