// A text read as a file, for the tests of the room yaml.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {

class Read {
 public:
  explicit Read(std::string bytes, std::string path = "template.yaml")
      : file_(std::move(path), std::move(bytes)), document_(parse(file_, problems_)) {}

  const SourceFile& file() const { return file_; }
  const Document& document() const { return document_; }
  const Node& root() const { return *document_.root(); }
  const std::vector<ReadProblem>& problems() const { return problems_; }
  // The first problem's message; empty when the file was read.
  std::string problem() const { return problems_.empty() ? "" : problems_[0].message; }

  // The value of a key of the root.
  const Node& value(std::string_view key) const {
    for (const Member& member : root().members) {
      if (member.key->text == key) return *member.value;
    }
    ADD_FAILURE() << "no key " << key;
    return root();
  }
  const Node& item(std::size_t index) const {
    if (index < root().items.size()) return *root().items[index];
    ADD_FAILURE() << "no item " << index;
    return root();
  }
  std::string words(const Span& span) const { return std::string(file_.text(span)); }
  std::string words(const Node& node) const { return words(node.span); }
  // The bytes that `part` of a scalar's text was read from.
  std::string located(const Node& scalar, std::string_view part) const {
    const std::size_t begin = scalar.text.find(part);
    EXPECT_NE(begin, std::string_view::npos) << part;
    return words(document_.locate(scalar, begin, begin + part.size()));
  }

 private:
  SourceFile file_;
  std::vector<ReadProblem> problems_;
  Document document_;
};

}  // namespace cfn_ecs_lint::yaml
