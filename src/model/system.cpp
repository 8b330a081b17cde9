#include "model/system.h"

#include <algorithm>

#include "model/cluster_index.h"
#include "model/network_index.h"

namespace cfn_ecs_lint {

System::System(World& world, const ResourceGraph& graph)
    : world_(world),
      graph_(graph),
      cluster_index_(std::make_unique<ClusterIndex>()),
      network_index_(std::make_unique<NetworkIndex>()) {
  cluster_index_->fill(*this);
  network_index_->fill(*this);
}

System::~System() = default;

bool View::exists() const { return system_->world().exists(*resource_); }

Value View::properties() const { return system_->world().properties(*resource_); }

namespace {

bool imports_from(const ResourceGraph& graph, const Stack& stack, const Stack& exporter) {
  return std::any_of(stack.resources.begin(), stack.resources.end(), [&](const Resource* from) {
    const std::span<const Edge> edges = graph.from(*from);
    return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
      return edge.imported && edge.to->stack == &exporter;
    });
  });
}

}  // namespace

namespace {

// The resources that stand for these two in the innermost stack that both are in, nested or not;
// null where they are in no such stack.
std::pair<const Resource*, const Resource*> in_one_stack(const Resource* a, const Resource* b) {
  while (a->stack->depth() > b->stack->depth()) a = a->stack->nested;
  while (b->stack->depth() > a->stack->depth()) b = b->stack->nested;
  while (a != nullptr && b != nullptr && a->stack != b->stack) {
    a = a->stack->nested;
    b = b->stack->nested;
  }
  return {a, b};
}

}  // namespace

Truth View::comes_after(const View& other) const {
  if (const auto [first, second] = in_one_stack(resource_, other.resource_); first && second) {
    return View(*system_, *first).waits_for(View(*system_, *second)) ? Truth::yes : Truth::no;
  }
  const Stack& here = *resource_->stack;
  const Stack& there = *other.resource_->stack;
  if (imports_from(system_->graph(), here, there)) return Truth::yes;
  return imports_from(system_->graph(), there, here) ? Truth::no : Truth::unknown;
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
bool View::waits_for(const View& other) const {
  World& world = system_->world();
  const Stack& stack = *resource_->stack;
  if (other.resource_->stack != &stack) return false;
  std::vector<const Resource*> reached{resource_};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Resource& from = *reached[i];
    if (&from == other.resource_) return true;
    const auto reach = [&](const Resource& to) {
      if (std::find(reached.begin(), reached.end(), &to) != reached.end()) return;
      // A resource that does not exist is not waited for, nor is anything behind it.
      if (world.exists(to)) reached.push_back(&to);
    };
    for (const cfn::Dependency& dependency : from.declaration->depends_on) {
      if (const Resource* to = stack.resource(dependency.logical_id)) reach(*to);
    }
    world.each_reference(stack, *from.declaration->declaration,
                         [&](const Resource& to, std::string_view, const Span&) { reach(to); });
  }
  return false;
}

}  // namespace cfn_ecs_lint
