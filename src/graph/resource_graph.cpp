#include "graph/resource_graph.h"

#include <algorithm>

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// How many exports that lead to further imports are followed.
constexpr int kMostImports = 16;

class Finder {
 public:
  Finder(World& world, const Resource& from, std::vector<Edge>& edges)
      : world_(world), from_(from), edges_(edges) {}

  void find() {
    for (const cfn::Dependency& dependency : from_.declaration->depends_on) {
      add(*from_.stack, dependency.logical_id, "DependsOn", dependency.span);
    }
    walk(*from_.stack, *from_.declaration->declaration, {}, 0);
  }

 private:
  void add(const Stack& stack, std::string_view name, std::string_view attribute, const Span& span,
           bool imported = false) {
    const Resource* to = stack.resource(name);
    if (to == nullptr) return;
    for (auto edge = edges_.rbegin(); edge != edges_.rend() && edge->from == &from_; ++edge) {
      if (edge->to == to && edge->attribute == attribute && edge->span == span) return;
    }
    edges_.push_back({&from_, to, attribute, span, imported});
  }

  // `at`: the import that led here, which is where the reference stands for `from_`.
  void walk(const Stack& stack, const Node& node, const Span& at, int imports) {
    const Span span = at ? at : node.span;
    if (node.is(Function::ref)) add(stack, node.text, {}, span, imports > 0);
    if (node.is(Function::get_att)) {
      add(stack, node.text, node.items.empty() ? std::string_view{} : node.items[0]->text, span,
          imports > 0);
    }
    if (node.is(Function::sub) && !node.items.empty()) substitution(stack, node, at, imports);
    if (node.is(Function::import_value) && imports < kMostImports) {
      for (const Export* candidate : world_.exports_for(stack, node)) {
        if (candidate->output->value == nullptr) continue;
        walk(*candidate->stack, *candidate->output->value, span, imports + 1);
      }
    }
    for (const Node* item : node.items) walk(stack, *item, at, imports);
    for (const cfn::Member& member : node.members) walk(stack, *member.value, at, imports);
  }

  void substitution(const Stack& stack, const Node& node, const Span& at, int imports) {
    const Node& scalar = *node.items[0];
    for (const cfn::SubstitutionPiece& part : cfn::substitution_pieces(scalar.text)) {
      const bool given = node.items.size() > 1 && node.items[1]->find(part.text) != nullptr;
      if (!part.variable || given) continue;
      const std::size_t dot = std::min(part.text.find('.'), part.text.size());
      const std::string_view name = part.text.substr(0, dot);
      if (stack.resource(name) == nullptr) continue;
      const Span span =
          at ? at : stack.tmpl->document().locate(*scalar.source, part.begin, part.end);
      add(stack, name, part.text.substr(std::min(dot + 1, part.text.size())), span, imports > 0);
    }
  }

  World& world_;
  const Resource& from_;
  std::vector<Edge>& edges_;
};

}  // namespace

ResourceGraph::ResourceGraph(World& world) {
  const auto& resources = world.set().resources();
  for (const Resource& resource : resources) {
    const std::size_t begin = outgoing_.size();
    Finder(world, resource, outgoing_).find();
    outgoing_of_.push_back({begin, outgoing_.size()});
    by_type_.push_back(&resource);
  }
  incoming_ = outgoing_;
  std::stable_sort(incoming_.begin(), incoming_.end(),
                   [](const Edge& a, const Edge& b) { return a.to->index < b.to->index; });
  incoming_of_.resize(resources.size());
  for (std::size_t i = 0; i < incoming_.size(); ++i) {
    Range& range = incoming_of_[incoming_[i].to->index];
    if (range.begin == range.end) range.begin = i;
    range.end = i + 1;
  }
  std::stable_sort(by_type_.begin(), by_type_.end(),
                   [](const Resource* a, const Resource* b) { return a->type() < b->type(); });
}

std::span<const Edge> ResourceGraph::from(const Resource& resource) const {
  const Range range = outgoing_of_[resource.index];
  return std::span(outgoing_).subspan(range.begin, range.end - range.begin);
}

std::span<const Edge> ResourceGraph::to(const Resource& resource) const {
  const Range range = incoming_of_[resource.index];
  return std::span(incoming_).subspan(range.begin, range.end - range.begin);
}

std::span<const Resource* const> ResourceGraph::of_type(std::string_view type) const {
  const auto [begin, end] =
      std::equal_range(by_type_.begin(), by_type_.end(), type, [](const auto& a, const auto& b) {
        const auto name = [](const auto& x) -> std::string_view {
          if constexpr (std::is_same_v<std::decay_t<decltype(x)>, const Resource*>) {
            return x->type();
          } else {
            return x;
          }
        };
        return name(a) < name(b);
      });
  return {begin, end};
}

std::vector<const Resource*> ResourceGraph::referrers(const Resource& resource,
                                                      std::string_view type, int steps) const {
  std::vector<const Resource*> seen{&resource};
  std::vector<const Resource*> found;
  std::size_t begin = 0;
  for (int step = 0; step < steps; ++step) {
    const std::size_t end = seen.size();
    for (; begin < end; ++begin) {
      for (const Edge& edge : to(*seen[begin])) {
        if (std::find(seen.begin(), seen.end(), edge.from) != seen.end()) continue;
        seen.push_back(edge.from);
        if (edge.from->type() == type) found.push_back(edge.from);
      }
    }
  }
  return found;
}

}  // namespace cfn_ecs_lint
