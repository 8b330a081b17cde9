// Which template of the set a nested stack is made from.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cfn/template.h"

namespace cfn_ecs_lint {

// Values for parameters, from the command line or a file; they hold for every template that
// declares a parameter of the name.
using ParameterValues = std::map<std::string, std::string, std::less<>>;

// AWS::CloudFormation::Stack, and SAM's AWS::Serverless::Application.
bool is_nested_stack(const cfn::Resource& resource);

// The property that says where the template of a nested stack is; null when it is missing.
const cfn::Node* template_location(const cfn::Resource& nested);

// Finds the templates of nested stacks by what is known of their location: a path relative to the
// template that names it, or a URL (of any form of S3's) whose last path segments are those of a
// template in the set. Of several templates that agree with equally many segments the one in a
// folder of the parent's is meant; two are none.
class ChildTemplates {
 public:
  ChildTemplates(std::span<const cfn::Template> templates, const ParameterValues& values);

  // Null when it cannot be told, or is not in the set.
  const cfn::Template* find(const cfn::Template& parent, const cfn::Resource& nested) const;

 private:
  const cfn::Template* at(const cfn::Template& parent, std::string_view location) const;
  const cfn::Template* by_last_segments(const cfn::Template& parent, std::string_view tail) const;

  const ParameterValues& values_;
  std::map<std::string_view, std::vector<const cfn::Template*>> by_file_name_;
};

}  // namespace cfn_ecs_lint
