// The templates of a run as the stacks that are deployed together.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cfn/template.h"

namespace cfn_ecs_lint {

struct Stack;

// A resource of a stack: its identity. Two values that name the same `Resource` are equal even
// though neither is known before the deployment.
struct Resource {
  const Stack* stack = nullptr;
  const cfn::Resource* declaration = nullptr;
  std::uint32_t index = 0;  // dense over all stacks, in the order of stacks and declarations

  std::string_view logical_id() const { return declaration->logical_id; }
  std::string_view type() const { return declaration->type; }
};

// A template with the values of its parameters. One template may be several stacks.
struct Stack {
  const cfn::Template* tmpl = nullptr;
  std::uint32_t index = 0;
  std::map<std::string, std::string, std::less<>> arguments;  // parameter values that were given
  std::vector<const Resource*> resources;                     // in the order of the template

  // The resource with this logical id, or null.
  const Resource* resource(std::string_view logical_id) const;
  // The folder of the template, as the user names it; "" for the current one.
  std::string_view folder() const;
};

// Values for parameters, from the command line or a file; they hold for every template that
// declares a parameter of the name.
using ParameterValues = std::map<std::string, std::string, std::less<>>;

class TemplateSet {
 public:
  TemplateSet(std::vector<cfn::Template> templates, const ParameterValues& values, bool closed);
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  std::span<const cfn::Template> templates() const { return templates_; }
  const std::deque<Stack>& stacks() const { return stacks_; }
  const std::deque<Resource>& resources() const { return resources_; }
  // The templates are all there is: what they do not have does not exist.
  bool closed() const { return closed_; }

 private:
  std::vector<cfn::Template> templates_;
  std::deque<Stack> stacks_;
  std::deque<Resource> resources_;
  bool closed_;
};

}  // namespace cfn_ecs_lint
