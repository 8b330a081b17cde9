// The resources of all stacks and what refers to what, whatever the conditions say: the graph finds
// candidates, the world tells whether they are real.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "link/template_set.h"
#include "resolve/world.h"

namespace cfn_ecs_lint {

struct Edge {
  const Resource* from = nullptr;
  const Resource* to = nullptr;
  std::string_view attribute;  // "" for Ref; "DependsOn" for DependsOn
  Span span;                   // of the reference, in the template of `from`
  bool imported = false;       // through Fn::ImportValue
};

class ResourceGraph {
 public:
  explicit ResourceGraph(World& world);

  // What a resource refers to, in the order in which its template does.
  std::span<const Edge> from(const Resource& resource) const;
  // What refers to a resource, in the order of stacks and declarations.
  std::span<const Edge> to(const Resource& resource) const;
  // All resources of a type, in the order of stacks and declarations.
  std::span<const Resource* const> of_type(std::string_view type) const;

  // The resources of a type that refer to this one, directly or through at most `steps` - 1 others;
  // each once, nearest first.
  std::vector<const Resource*> referrers(const Resource& resource, std::string_view type,
                                         int steps = 1) const;

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Edge> outgoing_;
  std::vector<Edge> incoming_;
  std::vector<Range> outgoing_of_;
  std::vector<Range> incoming_of_;
  std::vector<const Resource*> by_type_;  // sorted by type, stable
};

}  // namespace cfn_ecs_lint
