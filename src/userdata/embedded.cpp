#include "userdata/embedded.h"

#include <algorithm>
#include <string>
#include <vector>

namespace cfn_ecs_lint::userdata {
namespace {

constexpr char kHole = 'x';  // what stands for a hole while the text is parsed
// Escapes are located byte by byte, at a cost that grows with the square of the size.
constexpr std::size_t kMostEscaped = 4096;

const yaml::Node* behind_alias(const yaml::Node* node) {
  return node->kind == yaml::Kind::alias ? node->target : node;
}

}  // namespace

Embedded::Embedded(const Text& text) : text_(text) {
  std::string bytes(text.str());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (text_.is_hole(i)) bytes[i] = kHole;
  }
  file_ = std::make_unique<SourceFile>("user data", std::move(bytes));
  std::vector<ReadProblem> problems;
  document_ = yaml::parse(*file_, problems);
  well_formed_ = problems.empty() && document_.complete();
}

Embedded::~Embedded() = default;

Text Embedded::words_of(const yaml::Node& node, TextStore& store) const {
  return text_.cut(node.span.begin, node.span.end, store);
}

Text Embedded::text_of(const yaml::Node& scalar, TextStore& store) const {
  const std::string_view said = scalar.text;
  std::vector<Piece> pieces;
  for (std::size_t begin = 0; begin < said.size();) {
    const std::size_t end = std::min(said.find('\n', begin), said.size());
    const Span line = document_.locate(scalar, begin, end);
    if (line.size() == end - begin) {
      text_.cut(line.begin, line.end, pieces);
    } else if (said.size() > kMostEscaped) {
      text_.spell_hole(line.begin, line.end, pieces);
    } else {
      for (std::size_t i = begin; i < end; ++i) {
        const Span byte = document_.locate(scalar, i, i + 1);
        if (byte.size() == 1) {
          text_.cut(byte.begin, byte.end, pieces);
        } else {
          text_.spell(store.keep(said.substr(i, 1)), byte.begin, byte.end, pieces);
        }
      }
    }
    if (end < said.size()) {
      const Span line_break = document_.locate(scalar, end, end + 1);
      text_.spell("\n", line_break.begin, line_break.end, pieces);
    }
    begin = end + 1;
  }
  return store.make(pieces);
}

const yaml::Node* find(const yaml::Node& mapping, std::string_view key) {
  const yaml::Node* found = nullptr;
  if (mapping.kind != yaml::Kind::mapping) return nullptr;
  for (const yaml::Member& member : mapping.members) {
    if (member.key->text == key) found = behind_alias(member.value);
  }
  return found;
}

bool is_true(const yaml::Node& scalar) {
  std::string word(scalar.text);
  std::transform(word.begin(), word.end(), word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return word == "true" || word == "yes" || word == "on" || word == "y";
}

}  // namespace cfn_ecs_lint::userdata
