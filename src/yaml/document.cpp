#include "yaml/document.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "yaml/readers.h"
#include "yaml/scalar.h"
#include "yaml/tree.h"

namespace cfn_ecs_lint::yaml {

Document::Document() : tree_(std::make_unique<Tree>(nullptr)) { TreeBuilder(*tree_).finish(); }
Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

const Node* Document::root() const { return tree_->root; }
std::size_t Document::node_count() const { return tree_->node_count; }
bool Document::complete() const { return tree_->complete; }
bool Document::is_json() const { return tree_->json; }
std::span<const Span> Document::comments() const { return tree_->comments; }
std::span<const Span> Document::trailing_commas() const { return tree_->trailing_commas; }

Span Document::locate(const Node& scalar, std::size_t begin, std::size_t end) const {
  const std::string_view bytes = tree_->file->bytes();
  Span place{tree_->file, scalar.span.end, scalar.span.end};
  std::size_t offset = 0;
  bool begun = false;
  const ScalarWords words{scalar.style, scalar.span.begin, scalar.span.end, scalar.block_indent};
  for_each_piece(bytes, words, [&](const Piece& piece) {
    const std::size_t behind = offset + piece.text.size();
    if (!begun && begin < behind) {
      begun = true;
      place.begin = place.end = piece.begin;
      if (piece.copied) place.begin += static_cast<std::uint32_t>(begin - offset);
    }
    if (begun) {
      const std::size_t taken = std::min(end, behind) - offset;
      place.end = piece.copied ? piece.begin + static_cast<std::uint32_t>(taken) : piece.end;
    } else {
      place.begin = place.end = piece.end;
    }
    offset = behind;
    return offset < end || !begun;
  });
  place.end = std::clamp(place.end, place.begin, line_end(bytes, place.begin));
  return place;
}

Document parse(const SourceFile& file, std::vector<ReadProblem>& problems) {
  auto tree = std::make_unique<Tree>(&file);
  const std::string_view bytes = file.bytes();
  const std::uint32_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::size_t first = bytes.find_first_not_of(" \t\r\n", begin);
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  std::optional<ReadProblem> problem = json ? read_json(*tree, begin) : read_yaml(*tree, begin);
  if (problem && json && !file.path().ends_with(".json")) {
    auto yaml = std::make_unique<Tree>(&file);
    if (!read_yaml(*yaml, begin)) {
      tree = std::move(yaml);
      problem.reset();
    }
  }
  if (problem) {
    tree->complete = false;
    problem->path = file.path();
    problems.push_back(std::move(*problem));
  }
  return Document(std::move(tree));
}

}  // namespace cfn_ecs_lint::yaml
