// Any bytes are read into a tree: no crash, no hang, and what the tree says of itself is true.
// Seeds: testdata/broken, testdata/yaml. Run: yaml_fuzz -max_len=8192 -dict=tests/fuzz/yaml.dict
// FOLDER testdata/broken testdata/yaml
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Spans lie in the file and in their parent, children come in order, and text can be located.
void check(const Document& document, const Node& node, const SourceFile& file) {
  require(node.span.file == &file && node.span.begin <= node.span.end);
  require(node.span.end <= file.bytes().size());
  if (node.kind == Kind::scalar) {
    const std::size_t size = node.text.size();
    const Span all = document.locate(node, 0, size);
    const Span last = document.locate(node, size > 0 ? size - 1 : 0, size);
    require(all.begin <= last.begin && all.begin <= all.end);
    require(all.begin >= node.span.begin && last.end <= file.bytes().size());
  }
  std::uint32_t at = node.span.begin;
  const auto child = [&](const Node& each) {
    require(each.span.begin >= at && each.span.end <= node.span.end);
    require(each.id > node.id);
    at = each.span.end;
    check(document, each, file);
  };
  for (const Member& member : node.members) {
    child(*member.key);
    child(*member.value);
  }
  for (const Node* item : node.items) child(*item);
}

}  // namespace
}  // namespace cfn_ecs_lint::yaml

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cfn_ecs_lint;
  const SourceFile file("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  std::vector<ReadProblem> problems;
  const yaml::Document document = yaml::parse(file, problems);
  yaml::require(problems.size() == (document.complete() ? 0u : 1u));
  yaml::check(document, *document.root(), file);
  for (const ReadProblem& problem : problems) {
    yaml::require(!problem.message.empty() && problem.span.file == &file);
    yaml::require(problem.span.begin <= problem.span.end && problem.span.end <= size);
    yaml::require(file.place(problem.span.begin).line == file.place(problem.span.end).line);
  }
  std::uint32_t at = 0;
  for (const Span& comment : document.comments()) {
    yaml::require(comment.begin >= at && file.bytes()[comment.begin] == '#');
    at = comment.end;
  }
  return 0;
}
