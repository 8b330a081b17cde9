#include "link/template_set.h"

#include <set>
#include <utility>

namespace cfn_ecs_lint {
namespace {

// Templates that nest each other twice and more grow without end; beyond this many nested stacks
// the rest is taken for not given.
constexpr std::size_t kMostNestedStacks = 1000;

bool is_inside(const Stack& stack, const cfn::Template& tmpl) {
  for (const Stack* one = &stack; one != nullptr; one = one->parent()) {
    if (one->tmpl == &tmpl) return true;
  }
  return false;
}

}  // namespace

const Resource* Stack::resource(std::string_view logical_id) const {
  const cfn::Resource* declared = tmpl->resource(logical_id);
  if (declared == nullptr) return nullptr;
  return resources[static_cast<std::size_t>(declared - tmpl->resources().data())];
}

int Stack::depth() const {
  int depth = 0;
  for (const Stack* one = parent(); one != nullptr; one = one->parent()) ++depth;
  return depth;
}

const cfn::Member* Stack::parameters() const {
  const cfn::Node* properties = nested == nullptr ? nullptr : nested->declaration->properties;
  return properties == nullptr ? nullptr : properties->find("Parameters");
}

const cfn::Node* Stack::argument(std::string_view parameter) const {
  const cfn::Member* all = parameters();
  const cfn::Member* found = all == nullptr ? nullptr : all->value->find(parameter);
  return found == nullptr ? nullptr : found->value;
}

std::string_view Stack::folder() const {
  const std::string_view path = tmpl->file().path();
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

TemplateSet::TemplateSet(std::vector<cfn::Template> templates, const ParameterValues& values,
                         bool closed)
    : templates_(std::move(templates)), closed_(closed) {
  const ChildTemplates finder(templates_, values);
  Children children;
  std::set<const cfn::Template*> nested;
  for (const cfn::Template& tmpl : templates_) {
    for (const cfn::Resource& declared : tmpl.resources()) {
      const ChildTemplate child = finder.find(tmpl, declared);
      if (child.tmpl == nullptr) continue;
      children.emplace(&declared, child);
      if (child.tmpl != &tmpl) nested.insert(child.tmpl);
    }
  }
  for (const cfn::Template& tmpl : templates_) {
    if (!nested.contains(&tmpl)) add_stack(tmpl, nullptr, values, children);
  }
  // What is left are circles, which begin somewhere.
  for (const cfn::Template& tmpl : templates_) {
    if (!counts_.contains(&tmpl)) add_stack(tmpl, nullptr, values, children);
  }
}

void TemplateSet::add_stack(const cfn::Template& tmpl, Resource* nested,
                            const ParameterValues& values, const Children& children) {
  Stack& stack = stacks_.emplace_back();
  stack.tmpl = &tmpl;
  stack.index = static_cast<std::uint32_t>(stacks_.size() - 1);
  stack.nested = nested;
  ++counts_[&tmpl];
  if (nested != nullptr) {
    nested->child = &stack;
    ++nested_stacks_;
  }
  for (const cfn::Parameter& parameter : tmpl.parameters()) {
    const auto given = values.find(parameter.name);
    if (nested == nullptr && given != values.end()) {
      stack.arguments.emplace(parameter.name, given->second);
    }
  }
  std::vector<Resource*> own;
  for (const cfn::Resource& declared : tmpl.resources()) {
    const auto index = static_cast<std::uint32_t>(resources_.size());
    own.push_back(&resources_.emplace_back(Resource{&stack, &declared, index}));
    stack.resources.push_back(own.back());
  }
  for (Resource* resource : own) {
    const auto child = children.find(resource->declaration);
    if (child == children.end()) continue;
    resource->child_by_url = child->second.by_url;
    if (is_inside(stack, *child->second.tmpl)) {
      recursions_.push_back({resource, child->second.tmpl});
    } else if (nested_stacks_ < kMostNestedStacks) {
      add_stack(*child->second.tmpl, resource, values, children);
    }
  }
}

std::size_t TemplateSet::count_of(const cfn::Template& tmpl) const {
  const auto found = counts_.find(&tmpl);
  return found == counts_.end() ? 0 : found->second;
}

}  // namespace cfn_ecs_lint
