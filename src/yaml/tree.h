// What a Document holds, and the stack on which the readers of YAML and JSON build it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {

// Deeper nesting and more nodes than this are refused. CloudFormation takes templates of 1 MB,
// which have some 50,000 nodes; later rooms walk the tree by recursion.
inline constexpr std::size_t kMaxDepth = 256;
inline constexpr std::uint32_t kMaxNodes = 500'000;

// Owns the nodes, their arrays of children and the text that stands in no file as it is.
struct Tree {
  explicit Tree(const SourceFile* source) : file(source) {}

  const SourceFile* file;
  std::pmr::monotonic_buffer_resource arena;
  Node* root = nullptr;
  std::uint32_t node_count = 0;
  std::vector<Span> comments;
  std::vector<Span> trailing_commas;
  bool complete = true;
  bool json = false;
};

class TreeBuilder {
 public:
  explicit TreeBuilder(Tree& tree) : tree_(tree) {}

  // A new node of the words [begin, end), the next child of the innermost open collection. In a
  // mapping, keys and values take turns. A sequence or mapping is open until `close`.
  Node& add(Kind kind, std::uint32_t begin, std::uint32_t end);
  Node& add_scalar(Style style, std::uint32_t begin, std::uint32_t end, std::string_view text);
  // Closes the innermost collection; without an `end` it ends where its last child does.
  void close();
  void close(std::uint32_t end);
  // Closes all that is open, at the end or at an error. Afterwards there is a root.
  void finish();

  std::size_t depth() const { return open_.size(); }
  bool full() const { return open_.size() > kMaxDepth || tree_.node_count > kMaxNodes; }
  // The innermost open collection; null at the top.
  const Node* open() const { return open_.empty() ? nullptr : open_.back().node; }
  // The open collections, the outermost first.
  const Node* open(std::size_t depth) const { return open_[depth].node; }
  std::size_t child_count() const;
  // The last child of the innermost open collection, which must have one.
  const Node* last() const { return children_.back(); }
  // The last key of an open mapping; null without one, and of a sequence.
  const Node* last_key(std::size_t depth) const;
  bool next_is_key() const;
  bool next_is_value() const;

  std::string_view keep(std::string_view text);

 private:
  struct Open {
    Node* node;
    std::size_t first_child;  // in children_
  };

  Tree& tree_;
  std::vector<Open> open_;
  std::vector<Node*> children_;  // of all open collections, the outermost first
};

// Why nothing more is read once the builder is full.
ReadProblem too_much(const Tree& tree, const TreeBuilder& builder, std::uint32_t at);

}  // namespace cfn_ecs_lint::yaml
