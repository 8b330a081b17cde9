#include "model/nested_stack.h"

#include <algorithm>

#include "model/constraint.h"
#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

constexpr std::string_view kOutputs = "Outputs.";

std::string_view file_name(const cfn::Template& tmpl) {
  const std::string_view path = tmpl.file().path();
  return path.substr(path.rfind('/') + 1);
}

template <class Items>
std::string_view nearest_name(std::string_view wanted, const Items& items) {
  std::vector<std::string_view> names;
  for (const auto& item : items) names.push_back(item.name);
  return nearest(wanted, names);
}

}  // namespace

std::optional<std::string> ChildParameter::objection_to(std::string_view value) const {
  return objection(*parameter_, value);
}

std::string_view NestedStack::template_name() const { return file_name(*child()->tmpl); }

std::vector<ChildParameter> NestedStack::parameters() const {
  const std::span<const cfn::Parameter> declared = child()->tmpl->parameters();
  return {declared.begin(), declared.end()};
}

std::optional<ChildParameter> NestedStack::parameter(std::string_view name) const {
  const cfn::Parameter* declared = child()->tmpl->parameter(name);
  return declared == nullptr ? std::nullopt : std::optional<ChildParameter>(*declared);
}

std::string_view NestedStack::nearest_parameter(std::string_view name) const {
  return nearest_name(name, child()->tmpl->parameters());
}

std::string_view NestedStack::nearest_output(std::string_view name) const {
  return nearest_name(name, child()->tmpl->outputs());
}

std::optional<Place> NestedStack::output(std::string_view name) const {
  const cfn::Output* declared = child()->tmpl->output(name);
  return declared == nullptr ? std::nullopt : std::optional<Place>(Place{declared->span});
}

bool NestedStack::output_exists(std::string_view name) const {
  const cfn::Output* declared = child()->tmpl->output(name);
  return declared != nullptr &&
         (declared->condition.empty() || system().world().holds(*child(), declared->condition));
}

std::vector<OutputUse> NestedStack::output_uses() const {
  World& world = system().world();
  const Stack& stack = *resource().stack;
  std::vector<OutputUse> uses;
  const auto collect = [&](const cfn::Node& node) {
    world.each_reference(stack, node,
                         [&](const Resource& to, std::string_view attribute, const Span& span) {
                           if (&to != &resource() || !attribute.starts_with(kOutputs)) return;
                           uses.push_back({attribute.substr(kOutputs.size()), {span}});
                         });
  };
  std::vector<const Resource*> users;
  for (const Edge& edge : system().graph().to(resource())) {
    const bool here = edge.from->stack == &stack && edge.attribute.starts_with(kOutputs);
    if (here && (users.empty() || users.back() != edge.from)) users.push_back(edge.from);
  }
  for (const Resource* user : users) {
    if (world.exists(*user)) collect(*user->declaration->declaration);
  }
  for (const cfn::Output& output : stack.tmpl->outputs()) {
    if (output.value == nullptr) continue;
    if (output.condition.empty() || world.holds(stack, output.condition)) collect(*output.value);
  }
  return uses;
}

std::vector<NestedCircle> NestedCircle::all(const System& system) {
  std::vector<NestedCircle> circles;
  for (const Recursion& one : system.world().set().recursions()) circles.emplace_back(system, one);
  return circles;
}

std::string_view NestedCircle::template_name() const { return file_name(*recursion_->tmpl); }

std::vector<NestedStack> NestedCircle::way() const {
  std::vector<NestedStack> way;
  const Stack* stack = recursion_->nested->stack;
  for (; stack->nested != nullptr && stack->tmpl != recursion_->tmpl; stack = stack->parent()) {
    way.emplace_back(*system_, *stack->nested);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

bool goes_out_of_sight(const View& resource) {
  const std::span<const Edge> uses = resource.system().graph().to(resource.resource());
  return std::any_of(uses.begin(), uses.end(), [](const Edge& use) {
    return is_nested_stack(*use.from->declaration) && use.from->child == nullptr &&
           use.attribute != "DependsOn";
  });
}

bool goes_out_of_sight(const Stack& stack, const cfn::Output& output) {
  return output.export_name != nullptr || stack.nested == nullptr;
}

}  // namespace cfn_ecs_lint
