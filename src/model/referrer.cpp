#include "model/referrer.h"

#include <algorithm>

namespace cfn_ecs_lint {
namespace {

bool has_condition(const Resource& resource) { return !resource.declaration->condition.empty(); }

bool has_rules(const cfn::Template& tmpl) { return tmpl.root().find("Rules") != nullptr; }

}  // namespace

std::vector<Referrer> Referrer::all(const System& system) {
  std::vector<Referrer> referrers;
  for (const Stack& stack : system.world().set().stacks()) {
    if (has_rules(*stack.tmpl)) continue;
    const auto is_conditional = [](const Resource* one) { return has_condition(*one); };
    if (std::none_of(stack.resources.begin(), stack.resources.end(), is_conditional)) continue;
    for (const Resource* resource : stack.resources) {
      const std::span<const Edge> edges = system.graph().from(*resource);
      const bool refers = std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
        return edge.to->stack == &stack && edge.attribute != "DependsOn" && has_condition(*edge.to);
      });
      const cfn::Resource& declared = *resource->declaration;
      if (!refers) continue;
      referrers.push_back(
          {system, stack, declared.logical_id, declared.condition, *declared.declaration});
    }
    for (const cfn::Output& output : stack.tmpl->outputs()) {
      if (output.value == nullptr) continue;
      referrers.push_back({system, stack, output.name, output.condition, *output.value});
    }
  }
  return referrers;
}

bool Referrer::exists() const {
  World& world = system_->world();
  return world.exists(*stack_) && (condition_.empty() || world.holds(*stack_, condition_));
}

std::vector<ConditionalUse> Referrer::uses() const {
  std::vector<ConditionalUse> uses;
  system_->world().each_reference(
      *stack_, *node_, [&](const Resource& to, std::string_view, const Span& span) {
        if (!has_condition(to)) return;
        const cfn::Resource& declared = *to.declaration;
        uses.push_back({View(*system_, to), {span}, declared.condition, {declared.condition_span}});
      });
  return uses;
}

}  // namespace cfn_ecs_lint
