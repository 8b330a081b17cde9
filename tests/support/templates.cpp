#include "tests/support/templates.h"

#include <gtest/gtest.h>

#include "lint/lint.h"

namespace cfn_ecs_lint::testing {
namespace {

std::vector<NamedText> with_names(std::initializer_list<std::string> texts) {
  std::vector<NamedText> named;
  char letter = 'a';
  for (const std::string& text : texts) named.push_back({std::string(1, letter++) + ".yaml", text});
  return named;
}

}  // namespace

System::System(std::initializer_list<std::string> texts, ParameterValues values)
    : System(with_names(texts), std::move(values)) {}

System::System(std::vector<NamedText> named, ParameterValues values) {
  std::vector<Input> inputs;
  for (auto& [name, text] : named) inputs.push_back({&sources_.add(name, text), true});
  std::vector<ReadProblem> problems;
  std::vector<cfn::Template> templates = read_templates(inputs, problems);
  for (const ReadProblem& problem : problems) ADD_FAILURE() << problem.path << problem.message;
  set_ = std::make_unique<TemplateSet>(std::move(templates), values, false);
  world_ = std::make_unique<World>(*set_);
}

const Resource& System::resource(std::string_view logical_id) const {
  for (const Resource& resource : set_->resources()) {
    if (resource.logical_id() == logical_id) return resource;
  }
  ADD_FAILURE() << "no resource " << logical_id;
  return set_->resources().front();
}

Value System::property(std::string_view logical_id, std::string_view key) {
  return world_->properties(resource(logical_id))[key];
}

}  // namespace cfn_ecs_lint::testing
