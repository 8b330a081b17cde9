#include "yaml/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "yaml/bytes.h"
#include "yaml/readers.h"
#include "yaml/scalar.h"
#include "yaml/tree.h"

namespace cfn_ecs_lint::yaml {

const Node& behind_alias(const Node& node) {
  return node.kind == Kind::alias && node.target != nullptr ? *node.target : node;
}

const Node* member(const Node& mapping, std::string_view key) {
  const auto found =
      std::ranges::find(mapping.members, key, [](const Member& entry) { return entry.key->text; });
  return found == mapping.members.end() ? nullptr : &behind_alias(*found->value);
}

Span Node::tag_span() const {
  if (tag.empty()) return {};
  const auto begin = static_cast<std::uint32_t>(tag.data() - span.file->bytes().data());
  return {span.file, begin, begin + static_cast<std::uint32_t>(tag.size())};
}

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

namespace {

std::optional<ReadProblem> read_checked_yaml(Tree& tree, std::uint32_t begin) {
  if (std::optional<ReadProblem> problem = check_control_characters(*tree.file)) return problem;
  return read_yaml(tree, begin);
}

// `{{`, `{%` and `{#` begin text of a template language, not JSON.
bool looks_like_json(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.starts_with('[')) return true;
  return text.starts_with('{') && (text.size() < 2 || std::string_view("{%#").find(text[1]) > 2);
}

std::optional<ReadProblem> read(std::unique_ptr<Tree>& tree) {
  const SourceFile& file = *tree->file;
  if (std::optional<ReadProblem> problem = check_encoding(file)) return problem;
  const std::uint32_t begin = after_byte_order_mark(file);
  if (!looks_like_json(file.bytes().substr(begin))) return read_checked_yaml(*tree, begin);
  std::optional<ReadProblem> problem = read_json(*tree, begin);
  if (problem && !file.path().ends_with(".json")) {
    auto as_yaml = std::make_unique<Tree>(&file);
    if (!read_checked_yaml(*as_yaml, begin)) {
      tree = std::move(as_yaml);
      return std::nullopt;
    }
  }
  return problem;
}

// A file that fails and has marks of a template language has to be rendered first.
void mention_template_language(const SourceFile& file, ReadProblem& problem) {
  const std::string_view bytes = file.bytes();
  if (bytes.size() > kMaxBytes || problem.message.find("template language") != std::string::npos) {
    return;
  }
  for (std::size_t at = bytes.find('{'); at < bytes.size(); at = bytes.find('{', at + 1)) {
    const std::string_view mark = bytes.substr(at, 2);
    if ((mark != "{{" && mark != "{%") || bytes.substr(at).starts_with("{{resolve:")) continue;
    if (!problem.help.empty()) problem.help += "; ";
    problem.help +=
        fmt::format("line {} has `{}`: if that is a template language, render the file first",
                    file.place(static_cast<std::uint32_t>(at)).line, mark);
    return;
  }
}

}  // namespace

Document parse(const SourceFile& file, std::vector<ReadProblem>& problems) {
  auto tree = std::make_unique<Tree>(&file);
  if (std::optional<ReadProblem> problem = read(tree)) {
    tree->complete = false;
    if (tree->root == nullptr) TreeBuilder(*tree).finish();
    problem->path = file.path();
    mention_template_language(file, *problem);
    problems.push_back(std::move(*problem));
  }
  return Document(std::move(tree));
}

}  // namespace cfn_ecs_lint::yaml
