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

// The template of a nested stack, and how sure it is.
struct ChildTemplate {
  const cfn::Template* tmpl = nullptr;  // null when it cannot be told, or is not in the set
  bool by_url = false;                  // what the URL leads to may be another version of it
};

// Finds the templates of nested stacks by what is known of their location: a path relative to the
// template that names it, or a URL (of any form of S3's) whose last path segments are those of a
// template in the set. By a URL a template is meant only if it takes the parameters that the stack
// gives, but for one slip of the pen. Of several the one that agrees with most segments is meant,
// then the one in a folder of the parent's; two are none.
class ChildTemplates {
 public:
  ChildTemplates(std::span<const cfn::Template> templates, const ParameterValues& values);

  ChildTemplate find(const cfn::Template& parent, const cfn::Resource& nested) const;

 private:
  const cfn::Template* by_path(const cfn::Template& parent, std::string_view path) const;
  const cfn::Template* by_last_segments(const cfn::Template& parent, const cfn::Resource& nested,
                                        std::string_view tail) const;

  const ParameterValues& values_;
  std::map<std::string_view, std::vector<const cfn::Template*>> by_file_name_;
};

}  // namespace cfn_ecs_lint
