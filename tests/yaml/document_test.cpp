#include "yaml/document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cfn_ecs_lint::yaml {
namespace {

// A file, its tree, and the words of its nodes.
class Read {
 public:
  explicit Read(std::string bytes, std::string path = "template.yaml")
      : file_(std::move(path), std::move(bytes)), document_(parse(file_, problems_)) {
    for (const ReadProblem& problem : problems_) ADD_FAILURE() << problem.message;
  }

  const Document& document() const { return document_; }
  const Node& root() const { return *document_.root(); }
  const Node& value(std::string_view key) const {
    for (const Member& member : root().members) {
      if (member.key->text == key) return *member.value;
    }
    ADD_FAILURE() << "no key " << key;
    return root();
  }
  std::string words(const Node& node) const { return std::string(file_.text(node.span)); }
  std::string words(const Span& span) const { return std::string(file_.text(span)); }

 private:
  SourceFile file_;
  std::vector<ReadProblem> problems_;
  Document document_;
};

TEST(Document, KeysAndValuesKnowTheirWords) {
  const Read read("Name: web\nPort: \"80\"\nTag: !Sub '${A}b' # why\nList: [1, {a: b}]\n");
  ASSERT_EQ(read.root().members.size(), 4u);
  EXPECT_EQ(read.words(*read.root().members[0].key), "Name");
  EXPECT_EQ(read.words(read.value("Name")), "web");
  EXPECT_EQ(read.words(read.value("Port")), "\"80\"");
  EXPECT_EQ(read.value("Port").text, "80");
  EXPECT_EQ(read.words(read.value("Tag")), "'${A}b'");
  EXPECT_EQ(read.value("Tag").tag, "!Sub");
  EXPECT_EQ(read.words(read.value("Tag").tag_span), "!Sub");
  EXPECT_EQ(read.words(read.value("List")), "[1, {a: b}]");
  EXPECT_EQ(read.words(*read.value("List").items[1]), "{a: b}");
}

TEST(Document, AnEmptyValueStandsBehindItsColon) {
  const Read read("A:\nB: # soon\nC:\n  -\n  - x\n");
  EXPECT_EQ(read.value("A").kind, Kind::null);
  EXPECT_EQ(read.value("A").span.begin, 2u);
  EXPECT_EQ(read.value("A").span.size(), 0u);
  EXPECT_EQ(read.value("B").span.begin, 5u);
  EXPECT_EQ(read.value("C").items[0]->kind, Kind::null);
  ASSERT_EQ(read.document().comments().size(), 1u);
  EXPECT_EQ(read.words(read.document().comments()[0]), "# soon");
}

TEST(Document, JsonGivesTheSameTree) {
  const Read read("{\"A\": [1, \"x\\n\\u00e9\\/\", true, null, {}]}", "template.json");
  EXPECT_TRUE(read.document().is_json());
  const Node& list = read.value("A");
  ASSERT_EQ(list.items.size(), 5u);
  EXPECT_EQ(read.words(list), "[1, \"x\\n\\u00e9\\/\", true, null, {}]");
  EXPECT_EQ(list.items[0]->style, Style::plain);
  EXPECT_EQ(list.items[1]->text, "x\n\xC3\xA9/");
  EXPECT_EQ(list.items[2]->text, "true");
  EXPECT_EQ(list.items[3]->kind, Kind::null);
  EXPECT_EQ(list.items[4]->kind, Kind::mapping);
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml
