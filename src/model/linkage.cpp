#include "model/linkage.h"

#include <algorithm>
#include <map>

#include "model/property_kind.h"
#include "text/misspelling.h"
#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

std::vector<NamedResource> resources_in(const System& system, const Stack& stack,
                                        const Node& name) {
  std::vector<NamedResource> found;
  system.world().each_reference(stack, name,
                                [&](const Resource& to, std::string_view, const Span& span) {
                                  found.push_back({View(system, to), {span}});
                                });
  return found;
}

}  // namespace

// ---- Exports ---------------------------------------------------------------------------------

std::vector<ExportedOutput> ExportedOutput::all(const System& system) {
  std::vector<ExportedOutput> outputs;
  for (const Export& exported : system.world().exports()) outputs.emplace_back(system, exported);
  return outputs;
}

bool ExportedOutput::exists() const { return system_->world().exists(*exported_); }

Value ExportedOutput::name() const {
  return system_->world().evaluate(*exported_->stack, *exported_->output->export_name,
                                   exported_->output->export_span);
}

Value ExportedOutput::value() const {
  if (exported_->output->value == nullptr) return {};
  return system_->world().evaluate(*exported_->stack, *exported_->output->value,
                                   exported_->output->span);
}

std::vector<NamedResource> ExportedOutput::resources_in_name() const {
  return resources_in(*system_, *exported_->stack, *exported_->output->export_name);
}

bool ExportedOutput::breaks_promise() const {
  const std::optional<aws::ValueKind> kind = kind_of(value());
  const std::span<const Piece> name = exported_->shape.pieces();
  if (!kind || name.empty()) return false;
  const std::optional<aws::Form> promised = aws::promised_form(name.back().text);
  return promised && !aws::keeps_promise(*promised, *kind);
}

bool ExportedOutput::is_alternative_to(const ExportedOutput& other) const {
  const cfn::Template* smaller = exported_->stack->tmpl;
  const cfn::Template* larger = other.exported_->stack->tmpl;
  if (smaller->resources().size() > larger->resources().size()) std::swap(smaller, larger);
  std::size_t shared = 0;
  for (const cfn::Resource& resource : smaller->resources()) {
    const cfn::Resource* twin = larger->resource(resource.logical_id);
    if (twin != nullptr && twin->type == resource.type) ++shared;
  }
  return 2 * shared >= smaller->resources().size();
}

std::vector<SharedExportName> SharedExportName::all(const System& system) {
  std::map<std::string_view, std::vector<ExportedOutput>> by_name;
  for (const Export& exported : system.world().exports()) {
    by_name[exported.name.str()].emplace_back(system, exported);
  }
  std::vector<SharedExportName> shared;
  for (auto& [name, outputs] : by_name) {
    if (outputs.size() > 1) shared.emplace_back(std::move(outputs));
  }
  return shared;
}

std::optional<ExportedOutput> export_behind(const System& system, const Value& value) {
  const Span origin = value.origin();
  if (origin == value.span()) return std::nullopt;
  for (const Export& exported : system.world().exports()) {
    const cfn::Output& output = *exported.output;
    if (output.declaration->source->span.contains(origin)) {
      return ExportedOutput(system, exported);
    }
  }
  return std::nullopt;
}

// ---- Imports ---------------------------------------------------------------------------------

void Import::collect(const Import& owner, const Node& node, std::vector<Import>& found) {
  Import here = owner;
  here.node_ = &node;
  if (node.is(Function::import_value) && !node.items.empty()) found.push_back(here);
  if (node.is(Function::if_) && node.items.size() == 3) {
    for (const std::size_t branch : {1u, 2u}) {
      here.branches_.push_back({node.items[0]->text, branch == 1});
      collect(here, *node.items[branch], found);
      here.branches_.pop_back();
    }
    return;
  }
  for (const Node* item : node.items) collect(here, *item, found);
  for (const cfn::Member& member : node.members) collect(here, *member.value, found);
}

std::vector<Import> Import::all(const System& system) {
  std::vector<Import> found;
  for (const Stack& stack : system.world().set().stacks()) {
    for (const cfn::Resource& resource : stack.tmpl->resources()) {
      const Node& declaration = *resource.declaration;
      collect({system, stack, resource.condition, declaration}, declaration, found);
    }
    for (const cfn::Output& output : stack.tmpl->outputs()) {
      const Node& declaration = *output.declaration;
      collect({system, stack, output.condition, declaration}, declaration, found);
    }
  }
  return found;
}

bool Import::exists() const {
  return condition_.empty() || system_->world().holds(*stack_, condition_);
}

bool Import::is_taken() const {
  World& world = system_->world();
  return std::all_of(branches_.begin(), branches_.end(), [&](const Branch& branch) {
    return world.holds(*stack_, branch.condition) == branch.taken;
  });
}

std::string Import::name() const {
  const Value name = system_->world().evaluate(*stack_, *node_->items[0], node_->span);
  return name.is_text() ? spelt(name.text()) : "...";
}

std::vector<NamedResource> Import::resources_in_name() const {
  return resources_in(*system_, *stack_, *node_->items[0]);
}

const Stack* Import::exporter() const {
  const std::vector<const Export*>& answers = system_->world().exports_for(*stack_, *node_);
  return answers.empty() ? nullptr : answers.front()->stack;
}

bool Import::is_answered_by_name() const {
  World& world = system_->world();
  const Text name = world.import_name(*stack_, *node_);
  const std::vector<const Export*>& answers = world.exports_for(*stack_, *node_);
  return name.known() && std::any_of(answers.begin(), answers.end(),
                                     [&](const Export* one) { return one->name.is(name.str()); });
}

bool Import::has_fixed_name() const {
  return system_->world().import_shape(*stack_, *node_).known();
}

bool Import::is_answered() const { return !system_->world().exports_for(*stack_, *node_).empty(); }

bool Import::may_be_answered() const {
  World& world = system_->world();
  const Text name = world.import_name(*stack_, *node_);
  const Text shape = world.import_shape(*stack_, *node_);
  const auto& exports = world.exports();
  return std::any_of(exports.begin(), exports.end(), [&](const Export& exported) {
    return equal(exported.shape, shape) != Truth::no || equal(exported.name, name) == Truth::yes;
  });
}

std::optional<ExportedOutput> Import::misspelt_export() const {
  World& world = system_->world();
  const Text name = world.import_name(*stack_, *node_);
  const Text shape = world.import_shape(*stack_, *node_);
  for (const Export& exported : world.exports()) {
    if (is_misspelling(name.str(), exported.name.str()) ||
        is_misspelling(shape.str(), exported.shape.str())) {
      return ExportedOutput(*system_, exported);
    }
  }
  return std::nullopt;
}

std::optional<ExportedOutput> Import::nearest_export() const {
  World& world = system_->world();
  const Text name = world.import_name(*stack_, *node_);
  std::vector<std::string_view> names;
  for (const Export& exported : world.exports()) names.push_back(exported.name.str());
  const std::string_view found = nearest(name.str(), names);
  const auto at = std::find(names.begin(), names.end(), found);
  if (found.empty() || at == names.end()) return std::nullopt;
  return ExportedOutput(*system_, world.exports()[static_cast<std::size_t>(at - names.begin())]);
}

// ---- Circles ---------------------------------------------------------------------------------

namespace {

const Stack& outermost(const Stack& stack) {
  const Stack* root = &stack;
  while (root->nested != nullptr) root = root->parent();
  return *root;
}

std::string_view file_name(const Stack& stack) {
  const std::string_view path = stack.tmpl->file().path();
  return path.substr(path.rfind('/') + 1);
}

// From each stack to those that it imports from, with the first import that does.
using ImportGraph = std::map<const Stack*, std::map<std::uint32_t, Import>>;

// The shortest way from `first` back to it, as the imports that lead along it; empty without one.
std::vector<Import> shortest_circle(const ImportGraph& graph, const Stack& first) {
  std::map<const Stack*, const Import*> reached_by;
  std::vector<const Stack*> queue{&first};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const auto imports = graph.find(queue[i]);
    if (imports == graph.end()) continue;
    for (const auto& [index, import] : imports->second) {
      const Stack& next = outermost(*import.exporter());
      if (!reached_by.emplace(&next, &import).second) continue;
      if (&next != &first) {
        queue.push_back(&next);
        continue;
      }
      std::vector<Import> circle{import};
      for (const Stack* at = queue[i]; at != &first;) {
        circle.insert(circle.begin(), *reached_by[at]);
        at = &outermost(circle.front().stack());
      }
      return circle;
    }
  }
  return {};
}

}  // namespace

std::vector<ImportCircle> ImportCircle::all(const System& system) {
  ImportGraph graph;
  for (const Import& import : Import::all(system)) {
    const Stack* exporter = import.exporter();
    // Which stack a parameter means is for whoever deploys to say.
    if (exporter == nullptr || !import.is_answered_by_name()) continue;
    const Stack& from = outermost(import.stack());
    const Stack& to = outermost(*exporter);
    if (&from != &to) graph[&from].try_emplace(to.index, import);
  }
  std::vector<ImportCircle> circles;
  for (const Stack& stack : system.world().set().stacks()) {
    const std::vector<Import> way = shortest_circle(graph, stack);
    const bool begins_here = std::all_of(way.begin(), way.end(), [&](const Import& import) {
      return outermost(import.stack()).index >= stack.index;
    });
    if (way.empty() || !begins_here) continue;
    std::vector<Step> steps;
    for (const Import& import : way) {
      steps.push_back({file_name(outermost(import.stack())), import, import.has_fixed_name()});
    }
    circles.emplace_back(system, std::move(steps));
  }
  return circles;
}

bool ImportCircle::is_certain() const {
  return std::all_of(steps_.begin(), steps_.end(), [](const Step& step) { return step.certain; });
}

std::string spelt(const Text& text) {
  std::string words;
  for (const Piece& piece : text.pieces()) {
    const Hole& hole = piece.hole;
    if (!piece.is_hole) {
      words += piece.text;
    } else if (hole.kind == Hole::Kind::resource) {
      words += "${" + std::string(hole.resource->logical_id()) + (hole.name.empty() ? "" : ".") +
               std::string(hole.name) + "}";
    } else if (!hole.name.empty()) {
      words += "${" + std::string(hole.name) + "}";
    } else {
      words += "...";
    }
  }
  return words;
}

}  // namespace cfn_ecs_lint
