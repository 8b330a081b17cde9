#include "graph/resource_graph.h"

#include <algorithm>

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// How many times a reference is followed from stack to stack.
constexpr int kMostLinks = 16;

// How a reference is reached: through other stacks.
struct Way {
  Span at;        // the words of the referring resource that lead there; none in its own stack
  int links = 0;  // from stack to stack
  bool imported = false;

  Way beyond(const Span& words, bool import) const {
    return {at ? at : words, links + 1, imported || import};
  }
};

class Finder {
 public:
  Finder(World& world, const Resource& from, std::vector<Edge>& edges)
      : world_(world), from_(from), edges_(edges) {}

  void find() {
    for (const cfn::Dependency& dependency : from_.declaration->depends_on) {
      add(*from_.stack, dependency.logical_id, "DependsOn", dependency.span);
    }
    walk(*from_.stack, *from_.declaration->declaration, {});
  }

 private:
  // A reference by Ref, GetAtt or Sub: to a resource, to what the parent gives for a parameter, and
  // to what stands behind the output of a nested stack.
  void add(const Stack& stack, std::string_view name, std::string_view attribute, const Span& words,
           const Way& way = {}) {
    const Span& span = way.at ? way.at : words;
    if (const Resource* to = stack.resource(name)) {
      add_edge({&from_, to, attribute, span, way.imported});
      if (to->child != nullptr) add_output(*to->child, attribute, way.beyond(words, false));
    } else if (stack.nested != nullptr && way.links < kMostLinks) {
      const cfn::Member* all = stack.parameters();
      if (all == nullptr || stack.tmpl->parameter(name) == nullptr) return;
      const Node* argument = stack.argument(name);
      const bool plain = all->value->kind == Node::Kind::map && !all->value->open;
      if (argument == nullptr && plain) return;
      walk(*stack.parent(), argument != nullptr ? *argument : *all->value,
           way.beyond(words, false));
    }
  }

  void add_output(const Stack& child, std::string_view attribute, const Way& way) {
    constexpr std::string_view kOutputs = "Outputs.";
    if (!attribute.starts_with(kOutputs) || way.links > kMostLinks) return;
    const cfn::Output* output = child.tmpl->output(attribute.substr(kOutputs.size()));
    if (output != nullptr && output->value != nullptr) walk(child, *output->value, way);
  }

  void add_edge(const Edge& edge) {
    for (auto one = edges_.rbegin(); one != edges_.rend() && one->from == &from_; ++one) {
      if (one->to == edge.to && one->attribute == edge.attribute && one->span == edge.span) return;
    }
    edges_.push_back(edge);
  }

  void walk(const Stack& stack, const Node& node, const Way& way) {
    if (node.is(Function::ref)) add(stack, node.text, {}, node.span, way);
    if (node.is(Function::get_att)) {
      add(stack, node.text, node.items.empty() ? std::string_view{} : node.items[0]->text,
          node.span, way);
    }
    if (node.is(Function::sub) && !node.items.empty()) substitution(stack, node, way);
    if (node.is(Function::import_value) && way.links < kMostLinks) {
      for (const Export* candidate : world_.exports_for(stack, node)) {
        if (candidate->output->value == nullptr) continue;
        walk(*candidate->stack, *candidate->output->value, way.beyond(node.span, true));
      }
    }
    for (const Node* item : node.items) walk(stack, *item, way);
    for (const cfn::Member& member : node.members) walk(stack, *member.value, way);
  }

  void substitution(const Stack& stack, const Node& node, const Way& way) {
    const Node& scalar = *node.items[0];
    for (const cfn::SubstitutionPiece& part : cfn::substitution_pieces(scalar.text)) {
      const bool given = node.items.size() > 1 && node.items[1]->find(part.text) != nullptr;
      if (!part.variable || given) continue;
      const std::size_t dot = std::min(part.text.find('.'), part.text.size());
      const std::string_view name = part.text.substr(0, dot);
      if (stack.resource(name) == nullptr && stack.nested == nullptr) continue;
      add(stack, name, part.text.substr(std::min(dot + 1, part.text.size())),
          stack.tmpl->document().locate(*scalar.source, part.begin, part.end), way);
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
