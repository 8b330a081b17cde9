// A YAML or JSON file as a tree in which every node and every key knows its place.
// yaml-cpp and the JSON reader are seen only in this room.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "source/source.h"

namespace cfn_ecs_lint::yaml {

enum class Kind : std::uint8_t { null, scalar, sequence, mapping, alias };
// How a scalar is written; a JSON string is `double_quoted`, a JSON number or `true` is `plain`.
enum class Style : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

struct Node;
struct Tree;

// A key and its value. Keys are scalars nearly always; one that is not has an empty `text`.
struct Member {
  const Node* key;
  const Node* value;
};

struct Node {
  Kind kind = Kind::null;
  Style style = Style::plain;
  std::uint16_t block_indent = 0;  // of a literal or folded scalar: the blanks a line begins with
  std::uint32_t id = 0;            // dense, in document order: 0 is the root
  Span span;              // the words: quotes, block header and lines included, tag and anchor not;
                          // of a null that is not spelt out: an empty span where it would stand
  std::string_view tag;   // the explicit one, "!Sub"; empty without one
  std::string_view text;  // a scalar's decoded value, as written (`010`, `yes`, `1e3`);
                          // of a null that is spelt out, its word
  std::span<const Member> members;     // of a mapping, in order, duplicates kept, `<<` kept
  std::span<const Node* const> items;  // of a sequence
  const Node* target = nullptr;        // of an alias; null for an alias inside its own anchor

  bool quoted() const { return kind == Kind::scalar && style != Style::plain; }
  // The place of the tag; points nowhere without one.
  Span tag_span() const;
};

// What an alias stands for; any other node, and an alias inside its own anchor, itself.
const Node& behind_alias(const Node& node);

// The value of a mapping's first member with this key, behind its aliases; null when it has none.
const Node* member(const Node& mapping, std::string_view key);

class Document {
 public:
  Document();  // of no file: its root is a null node
  explicit Document(std::unique_ptr<Tree> tree);
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;

  // Never null: the root of an empty or unreadable file is a null node.
  const Node* root() const;
  std::size_t node_count() const;
  // False when reading stopped at a syntax error: the tree holds what stood before it, and what
  // is not in it may stand after it.
  bool complete() const;
  bool is_json() const;
  // Comments from `#` to the end of their line, in order. None in JSON.
  std::span<const Span> comments() const;
  // Commas of JSON before a closing bracket: JSON forbids them, many readers let them pass.
  std::span<const Span> trailing_commas() const;

  // The place in the file of bytes [begin, end) of a scalar's decoded text: in quotes, escapes,
  // folded lines and block scalars too. A range over several lines gives its part on the first.
  Span locate(const Node& scalar, std::size_t begin, std::size_t end) const;

 private:
  std::unique_ptr<Tree> tree_;
};

// Reads a file: as JSON when its first byte that is no white space is `{` or `[`, else as YAML.
// Always gives a tree. A fault that stops reading is added to `problems`, once a file.
Document parse(const SourceFile& file, std::vector<ReadProblem>& problems);

}  // namespace cfn_ecs_lint::yaml
