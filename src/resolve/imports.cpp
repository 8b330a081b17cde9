// Which export answers which import.
#include <algorithm>
#include <iterator>
#include <utility>

#include "resolve/world.h"

namespace cfn_ecs_lint {
namespace {

// Whether the texts agree up to the first hole of either.
bool same_start(std::string_view a, std::string_view b) {
  const std::size_t known = std::min({a.find('\0'), b.find('\0'), a.size(), b.size()});
  return a.substr(0, known) == b.substr(0, known);
}

// Whether one text can be the other; a hole stands for at least one byte.
bool can_match(std::string_view a, std::string_view b) {
  if (!same_start(a, b)) return false;
  const auto is_hole = [](char c) { return c == '\0'; };
  // reached[j]: the bytes of `a` so far can be the first j of `b`; grown: and may go on there.
  std::vector<char> reached(b.size() + 1, 0);
  reached[0] = 1;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    std::vector<char> next(b.size() + 1, 0);
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (!reached[j]) continue;
      // A hole of `b` that is open here swallows more of `a`; one of `a` more of `b`.
      if (i < a.size() && j > 0 && is_hole(b[j - 1])) next[j] = 1;
      if (j < b.size() && i > 0 && is_hole(a[i - 1])) reached[j + 1] = 1;
      if (i < a.size() && j < b.size() && (is_hole(a[i]) || is_hole(b[j]) || a[i] == b[j])) {
        next[j + 1] = 1;
      }
    }
    if (i == a.size()) return reached[b.size()] != 0;
    reached = std::move(next);
  }
  return false;
}

// Whether a name with holes has any words of its own.
bool says_something(const Text& text) {
  constexpr std::string_view kNothing("\0-:_/. ", 7);
  return text.str().find_first_not_of(kNothing) != std::string_view::npos;
}

bool names_own_stack(const Text& text) {
  return std::any_of(text.pieces().begin(), text.pieces().end(), [](const Piece& piece) {
    return piece.is_hole && piece.hole.kind == Hole::Kind::pseudo_parameter &&
           piece.hole.name.starts_with("AWS::Stack");
  });
}

}  // namespace

void World::find_exports() {
  for (const Stack& stack : set_.stacks()) {
    for (const cfn::Output& output : stack.tmpl->outputs()) {
      if (output.export_name == nullptr) continue;
      Export exported{&stack, &output, {}, {}};
      const auto text = [&](Mode mode) {
        mode_ = mode;
        const Value value = keep(evaluate(stack, *output.export_name, output.export_span));
        mode_ = Mode::normal;
        return value.is_text() ? value.text() : keep(expression(value)).text();
      };
      exported.name = text(Mode::names);
      exported.shape = text(Mode::shapes);
      exports_.push_back(exported);
    }
  }
  for (const Export& exported : exports_) {
    if (exported.name.known()) exports_by_name_[exported.name.str()].push_back(&exported);
    exports_by_shape_[exported.shape.str()].push_back(&exported);
  }
}

std::vector<const Export*> World::best_answers(const Stack& stack, const Text& name,
                                               const Text& shape) const {
  std::vector<const Export*> best;
  const auto take = [&](const auto& index, std::string_view text) {
    const auto found = index.find(text);
    if (found == index.end()) return;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(best),
                 [&](const Export* exported) { return exported->stack != &stack; });
  };
  if (name.known()) take(exports_by_name_, name.str());
  if (best.empty()) take(exports_by_shape_, shape.str());
  if (!best.empty()) return best;
  for (const Export& exported : exports_) {
    if (exported.stack != &stack && says_something(exported.shape) &&
        can_match(exported.shape.str(), shape.str())) {
      best.push_back(&exported);
    }
  }
  return best;
}

Text World::import_text(const Stack& stack, const cfn::Node& import, Mode mode) {
  if (import.items.empty()) return {};
  mode_ = mode;
  const Value value = evaluate(stack, *import.items[0], import.span);
  mode_ = Mode::normal;
  return value.is_text() ? value.text() : expression(value).text();
}

Text World::import_name(const Stack& stack, const cfn::Node& import) {
  return import_text(stack, import, Mode::names);
}

Text World::import_shape(const Stack& stack, const cfn::Node& import) {
  return import_text(stack, import, Mode::shapes);
}

const std::vector<const Export*>& World::exports_for(const Stack& stack, const cfn::Node& import) {
  const auto [place, added] = exports_for_.try_emplace({&stack, &import});
  if (!added || import.items.empty()) return place->second;
  const Text name = import_name(stack, import);
  const Text shape = import_shape(stack, import);
  // A name with nothing known in it, or with the importing stack's own name, says nothing.
  if (names_own_stack(shape)) return place->second;
  if (!says_something(shape) && !name.known()) return place->second;
  std::vector<const Export*> best = best_answers(stack, name, shape);
  // Of several stacks that could answer, the one beside the importing template does; two are none.
  const auto one_stack = [](const std::vector<const Export*>& all) {
    return std::all_of(all.begin(), all.end(),
                       [&](const Export* e) { return e->stack == all.front()->stack; });
  };
  if (!best.empty() && !one_stack(best)) {
    std::erase_if(best, [&](const Export* e) { return e->stack->folder() != stack.folder(); });
  }
  if (!best.empty() && one_stack(best)) place->second = best;
  return place->second;
}

}  // namespace cfn_ecs_lint
