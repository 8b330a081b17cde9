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
#include "link/nested.h"

namespace cfn_ecs_lint {

struct Stack;

// A resource of a stack: its identity. Two values that name the same `Resource` are equal even
// though neither is known before the deployment.
struct Resource {
  const Stack* stack = nullptr;
  const cfn::Resource* declaration = nullptr;
  std::uint32_t index = 0;       // dense over all stacks, in the order of stacks and declarations
  const Stack* child = nullptr;  // of a nested stack whose template is given: the stack it makes
  bool child_by_url = false;     // which template that is, only the end of a URL says

  std::string_view logical_id() const { return declaration->logical_id; }
  std::string_view type() const { return declaration->type; }
};

// A template with the values of its parameters. One template may be several stacks: it is nested in
// others more than once.
struct Stack {
  const cfn::Template* tmpl = nullptr;
  std::uint32_t index = 0;           // parents before their children
  const Resource* nested = nullptr;  // the resource of the parent that makes it; null for a root
  ParameterValues arguments;         // of a root: parameter values that were given
  std::vector<const Resource*> resources;  // in the order of the template

  // The resource with this logical id, or null.
  const Resource* resource(std::string_view logical_id) const;
  // The stack that it is nested in, or null.
  const Stack* parent() const { return nested == nullptr ? nullptr : nested->stack; }
  // How many stacks it is nested in.
  int depth() const;
  // Of a nested stack: what its parent writes as its `Parameters`, or null.
  const cfn::Member* parameters() const;
  // Of a nested stack: what its parent writes for a parameter; null when it writes nothing, or
  // nothing that can be told without deciding a condition.
  const cfn::Node* argument(std::string_view parameter) const;
  // The folder of the template, as the user names it; "" for the current one.
  std::string_view folder() const;
};

// A nested stack that would contain itself.
struct Recursion {
  const Resource* nested;     // the resource that closes the circle
  const cfn::Template* tmpl;  // the template that it starts again
};

class TemplateSet {
 public:
  TemplateSet(std::vector<cfn::Template> templates, const ParameterValues& values, bool closed);
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  std::span<const cfn::Template> templates() const { return templates_; }
  const std::deque<Stack>& stacks() const { return stacks_; }
  const std::deque<Resource>& resources() const { return resources_; }
  const std::vector<Recursion>& recursions() const { return recursions_; }
  // The stacks that are made from a template: more than one when it is nested several times.
  std::size_t count_of(const cfn::Template& tmpl) const;
  // The templates are all there is: what they do not have does not exist.
  bool closed() const { return closed_; }

 private:
  using Children = std::map<const cfn::Resource*, ChildTemplate>;
  void add_stack(const cfn::Template& tmpl, Resource* nested, const ParameterValues& values,
                 const Children& children);

  std::vector<cfn::Template> templates_;
  std::deque<Stack> stacks_;
  std::deque<Resource> resources_;
  std::vector<Recursion> recursions_;
  std::map<const cfn::Template*, std::size_t> counts_;
  std::size_t nested_stacks_ = 0;
  bool closed_;
};

}  // namespace cfn_ecs_lint
