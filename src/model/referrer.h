// What refers to resources that may not exist.
#pragma once

#include <string_view>
#include <vector>

#include "model/system.h"

namespace cfn_ecs_lint {

// A reference, by Ref, GetAtt or Sub, to a resource with a condition.
struct ConditionalUse {
  View target;
  Place place;                 // of the reference
  std::string_view condition;  // of the target
  Place condition_place;       // where the target names it
};

// A resource or an output that refers to resources of its stack which have conditions. Templates
// whose Rules section may forbid some of their parameter values are left out.
class Referrer {
 public:
  static std::vector<Referrer> all(const System& system);

  const System& system() const { return *system_; }
  // The logical id, or the name of the output.
  std::string_view name() const { return name_; }
  bool exists() const;
  // The references that are evaluated in this world: those in branches of Fn::If that are not taken
  // are none, nor is DependsOn.
  std::vector<ConditionalUse> uses() const;

 private:
  Referrer(const System& system, const Stack& stack, std::string_view name,
           std::string_view condition, const cfn::Node& node)
      : system_(&system), stack_(&stack), name_(name), condition_(condition), node_(&node) {}

  const System* system_;
  const Stack* stack_;
  std::string_view name_;
  std::string_view condition_;
  const cfn::Node* node_;
};

}  // namespace cfn_ecs_lint
