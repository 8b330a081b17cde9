#include "yaml/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "yaml/scalar.h"
#include "yaml/scene.h"

namespace cfn_ecs_lint::yaml {

using std::string_view;
using std::uint32_t;

Scene::Scene(const Breakdown& breakdown, string_view reason)
    : b_(breakdown),
      bytes_(breakdown.file.bytes()),
      size_(static_cast<uint32_t>(bytes_.size())),
      line_(line_at(bytes_, breakdown.at)),
      above_(line_above(bytes_, line_)),
      reason_(reason) {}

string_view Scene::text(uint32_t begin, uint32_t end) const {
  return bytes_.substr(begin, std::max(begin, end) - begin);
}

ReadProblem Scene::problem(uint32_t begin, uint32_t end, std::string message,
                           std::string help) const {
  end = std::clamp(end, begin, line_end(bytes_, begin));
  return {{}, {&b_.file, begin, end}, std::move(message), {}, std::move(help)};
}

void Scene::label(ReadProblem& found, uint32_t begin, uint32_t end, std::string words) const {
  end = std::clamp(end, begin, line_end(bytes_, begin));
  found.labels.push_back({{&b_.file, begin, end}, std::move(words)});
}

ReadProblem Scene::template_language(uint32_t begin, uint32_t end) const {
  return problem(
      begin, end,
      fmt::format("`{}` is not YAML: it belongs to a template language such as Jinja or Go's",
                  bytes_.substr(begin, 2)),
      "render the file, and lint the outcome");
}

ReadProblem explain(const Breakdown& breakdown, string_view reason) {
  Found found = token_error(breakdown, reason);
  if (!found) found = layout_error(breakdown, reason);
  if (!found) found = open_bracket(breakdown);
  if (!found) {
    const SourceFile& file = breakdown.file;
    const uint32_t end = std::min(breakdown.at + 1, line_end(file.bytes(), breakdown.at));
    found = {{}, {&file, breakdown.at, end}, "this cannot stand here", {}, {}};
  }
  add_context(breakdown, *found);
  return *found;
}

ReadProblem explain_missing_colon(const Breakdown& breakdown, const Node& key) {
  ReadProblem problem = no_colon(breakdown, key.span.begin, key.span.end);
  add_context(breakdown, problem);
  return problem;
}

ReadProblem explain_unclosed_quote(const Breakdown& breakdown) {
  ReadProblem problem = unclosed_quote(breakdown, breakdown.at);
  add_context(breakdown, problem);
  return problem;
}

ReadProblem explain_second_document(const Breakdown& breakdown, const Span& first) {
  return second_document(breakdown, first);
}

void add_context(const Breakdown& breakdown, ReadProblem& problem) {
  if (!problem.labels.empty()) return;
  for (auto open = breakdown.open.rbegin(); open != breakdown.open.rend(); ++open) {
    if (open->key == nullptr || open->key->text.empty()) continue;
    const std::uint32_t at = problem.span.begin;
    if (at < open->key->span.end || at > open->value_end) continue;
    problem.labels.push_back(
        {open->key->span, fmt::format("in the value of `{}`", open->key->text)});
    return;
  }
}

}  // namespace cfn_ecs_lint::yaml
