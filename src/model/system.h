// Everything that is deployed together, in AWS's words. A view is a handle of two pointers; it
// reads its resource in the world of the moment, supplies AWS's defaults, and has its neighbours
// one call away. Views know nothing of YAML, conditions or intrinsics.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/resource_graph.h"
#include "resolve/value.h"
#include "resolve/world.h"

namespace cfn_ecs_lint {

class ClusterIndex;
class NetworkIndex;
class System;

// A resource of the system. Each type of AWS derives its view from it.
class View {
 public:
  View(const System& system, const Resource& resource) : system_(&system), resource_(&resource) {}

  const System& system() const { return *system_; }
  const Resource& resource() const { return *resource_; }
  std::string_view logical_id() const { return resource_->logical_id(); }
  // Points at the logical id.
  operator Place() const { return {resource_->declaration->span, nullptr}; }
  Place place() const { return *this; }

  // Whether the resource exists in this world.
  bool exists() const;
  // A property, through maps: `property("DeploymentConfiguration", "MaximumPercent")`.
  template <class... Keys>
  Value property(Keys... keys) const {
    Value value = properties();
    ((value = value[keys]), ...);
    return value;
  }
  Value properties() const;
  bool is_in_stack_of(const View& other) const {
    return resource_->stack == other.resource_->stack;
  }
  // In the order of stacks and declarations.
  bool stands_before(const View& other) const { return resource_->index < other.resource_->index; }
  // Whether CloudFormation makes the other resource first: by DependsOn, or because this one refers
  // to it, directly or through others of the same stack.
  bool waits_for(const View& other) const;
  // Whether the other resource is surely there before this one is made: in one stack because it is
  // waited for, in a nested one because that is, else because stacks that import are made after
  // those that export.
  Truth comes_after(const View& other) const;

  friend bool operator==(const View& a, const View& b) { return a.resource_ == b.resource_; }

 private:
  const System* system_;
  const Resource* resource_;
};

class System {
 public:
  // Not to be called while the world explores.
  System(World& world, const ResourceGraph& graph);
  ~System();
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  World& world() const { return world_; }
  const ResourceGraph& graph() const { return graph_; }
  const ClusterIndex& cluster_index() const { return *cluster_index_; }
  const NetworkIndex& network_index() const { return *network_index_; }
  // The given templates are all there is.
  bool closed() const { return world_.set().closed(); }

  // All resources of the view's type, existing in this world or not.
  template <class T>
  std::vector<T> all() const {
    std::vector<T> views;
    for (const Resource* resource : graph_.of_type(T::kType)) views.emplace_back(*this, *resource);
    return views;
  }

  // The view of the resource that a value names by Ref or GetAtt; none when it names no resource of
  // the type, or one that does not exist in this world.
  template <class T>
  std::optional<T> named_by(const Value& value) const {
    const std::optional<Reference> reference = value.reference();
    if (!reference || reference->resource->type() != T::kType) return std::nullopt;
    const T view(*this, *reference->resource);
    return view.exists() ? std::optional<T>(view) : std::nullopt;
  }

  // The resources of the view's type that refer to this one, directly or through at most `steps` -
  // 1 others, and exist in this world. Candidates: whether the reference counts is for the caller.
  template <class T>
  std::vector<T> referring_to(const View& view, int steps = 1) const {
    std::vector<T> views;
    for (const Resource* resource : graph_.referrers(view.resource(), T::kType, steps)) {
      const T candidate(*this, *resource);
      if (candidate.exists()) views.push_back(candidate);
    }
    return views;
  }

 private:
  World& world_;
  const ResourceGraph& graph_;
  std::unique_ptr<ClusterIndex> cluster_index_;
  std::unique_ptr<NetworkIndex> network_index_;
};

}  // namespace cfn_ecs_lint
