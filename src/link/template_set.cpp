#include "link/template_set.h"

#include <utility>

namespace cfn_ecs_lint {

const Resource* Stack::resource(std::string_view logical_id) const {
  const cfn::Resource* declared = tmpl->resource(logical_id);
  if (declared == nullptr) return nullptr;
  return resources[static_cast<std::size_t>(declared - tmpl->resources().data())];
}

std::string_view Stack::folder() const {
  const std::string_view path = tmpl->file().path();
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

TemplateSet::TemplateSet(std::vector<cfn::Template> templates, const ParameterValues& values,
                         bool closed)
    : templates_(std::move(templates)), closed_(closed) {
  for (const cfn::Template& tmpl : templates_) {
    Stack& stack = stacks_.emplace_back();
    stack.tmpl = &tmpl;
    stack.index = static_cast<std::uint32_t>(stacks_.size() - 1);
    for (const cfn::Parameter& parameter : tmpl.parameters()) {
      const auto given = values.find(parameter.name);
      if (given != values.end()) stack.arguments.emplace(parameter.name, given->second);
    }
    for (const cfn::Resource& declared : tmpl.resources()) {
      const auto index = static_cast<std::uint32_t>(resources_.size());
      resources_.push_back({&stack, &declared, index});
      stack.resources.push_back(&resources_.back());
    }
  }
}

}  // namespace cfn_ecs_lint
