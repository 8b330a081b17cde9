#include "yaml/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace cfn_ecs_lint::yaml {

Node& TreeBuilder::add(Kind kind, std::uint32_t begin, std::uint32_t end) {
  std::pmr::polymorphic_allocator<> arena(&tree_.arena);
  Node& node = *arena.new_object<Node>();
  node.kind = kind;
  node.id = tree_.node_count++;
  node.span = {tree_.file, begin, end};
  if (open_.empty()) {
    tree_.root = &node;
  } else {
    children_.push_back(&node);
  }
  if (kind == Kind::sequence || kind == Kind::mapping) open_.push_back({&node, children_.size()});
  return node;
}

Node& TreeBuilder::add_scalar(Style style, std::uint32_t begin, std::uint32_t end,
                              std::string_view text) {
  Node& node = add(Kind::scalar, begin, end);
  node.style = style;
  node.text = text;
  return node;
}

void TreeBuilder::close() {
  const Node& last = child_count() > 0 ? *children_.back() : *open_.back().node;
  close(last.span.end);
}

void TreeBuilder::close(std::uint32_t end) {
  if (next_is_value()) add(Kind::null, children_.back()->span.end, children_.back()->span.end);
  Node& node = *open_.back().node;
  const std::size_t first = open_.back().first_child;
  const std::size_t count = children_.size() - first;
  std::pmr::polymorphic_allocator<> arena(&tree_.arena);
  if (node.kind == Kind::sequence) {
    const Node** items = arena.allocate_object<const Node*>(count);
    std::copy_n(children_.begin() + static_cast<std::ptrdiff_t>(first), count, items);
    node.items = {items, count};
  } else {
    Member* members = arena.allocate_object<Member>(count / 2);
    for (std::size_t i = 0; i < count / 2; ++i) {
      members[i] = {children_[first + 2 * i], children_[first + 2 * i + 1]};
    }
    node.members = {members, count / 2};
  }
  node.span.end = end;
  children_.resize(first);
  open_.pop_back();
}

void TreeBuilder::finish() {
  while (!open_.empty()) close();
  if (tree_.root == nullptr) add(Kind::null, 0, 0);
}

std::size_t TreeBuilder::child_count() const {
  return open_.empty() ? 0 : children_.size() - open_.back().first_child;
}

const Node* TreeBuilder::last_key(std::size_t depth) const {
  const std::size_t first = open_[depth].first_child;
  const std::size_t end =
      depth + 1 < open_.size() ? open_[depth + 1].first_child : children_.size();
  if (open_[depth].node->kind != Kind::mapping || end == first) return nullptr;
  return children_[first + (end - first - 1) / 2 * 2];
}

bool TreeBuilder::next_is_key() const {
  return !open_.empty() && open_.back().node->kind == Kind::mapping && child_count() % 2 == 0;
}

bool TreeBuilder::next_is_value() const {
  return !open_.empty() && open_.back().node->kind == Kind::mapping && child_count() % 2 == 1;
}

std::string_view TreeBuilder::keep(std::string_view text) {
  if (text.empty()) return {};
  char* kept = static_cast<char*>(tree_.arena.allocate(text.size(), 1));
  std::memcpy(kept, text.data(), text.size());
  return {kept, text.size()};
}

ReadProblem too_much(const Tree& tree, const TreeBuilder& builder, std::uint32_t at) {
  ReadProblem problem{{}, {tree.file, at, at}, {}, {}, {}};
  if (builder.depth() > kMaxDepth) {
    problem.message = fmt::format("the nesting is deeper than {} levels", kMaxDepth);
  } else {
    problem.message = fmt::format("the file has more than {} values", kMaxNodes);
    problem.help = "CloudFormation takes templates of up to 1 MB, which have far fewer";
  }
  return problem;
}

}  // namespace cfn_ecs_lint::yaml
