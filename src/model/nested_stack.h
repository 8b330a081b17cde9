// Stacks that are made by other stacks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "model/system.h"

namespace cfn_ecs_lint {

// A parameter that the template of a nested stack declares.
class ChildParameter {
 public:
  explicit ChildParameter(const cfn::Parameter& parameter) : parameter_(&parameter) {}

  std::string_view name() const { return parameter_->name; }
  // Points at its name.
  operator Place() const { return {parameter_->span}; }
  bool has_default() const { return parameter_->has_default(); }
  // Why CloudFormation does not take the value: "is none of the allowed values `a`, `b`". Nothing
  // when it takes it, or it cannot be told.
  std::optional<std::string> objection_to(std::string_view value) const;

 private:
  const cfn::Parameter* parameter_;
};

// The use of an output of a nested stack by a resource or an output of its parent.
struct OutputUse {
  std::string_view name;
  Place place;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
class NestedStack : public View {
 public:
  using View::View;
  static constexpr std::string_view kType = "AWS::CloudFormation::Stack";

  // Its template is one of the given ones, so that what it does with its parameters can be seen.
  bool is_given() const { return child() != nullptr; }
  // Its template shows all parameters and outputs that there are.
  bool is_fully_known() const { return is_given() && child()->tmpl->complete(); }

  // The following ask about the template, and are for given ones only.
  // The name of its file.
  std::string_view template_name() const;
  // The most that a finding about its template may weigh: where only the end of a URL says which
  // template it is, it may be another version of it.
  Severity certainty() const {
    return resource().child_by_url ? Severity::warning : Severity::error;
  }
  std::vector<ChildParameter> parameters() const;
  std::optional<ChildParameter> parameter(std::string_view name) const;
  // The name of the parameter, or output, that is nearest in spelling; empty when none is near.
  std::string_view nearest_parameter(std::string_view name) const;
  std::string_view nearest_output(std::string_view name) const;
  // Points at the output's name; none when the template does not declare it.
  std::optional<Place> output(std::string_view name) const;
  bool output_exists(std::string_view name) const;

  // The uses of its outputs in the parent, as far as they are evaluated in this world.
  std::vector<OutputUse> output_uses() const;

 private:
  const Stack* child() const { return resource().child; }
};

// A nested stack whose template starts, by way of others, the template that it stands in.
class NestedCircle {
 public:
  static std::vector<NestedCircle> all(const System& system);
  NestedCircle(const System& system, const Recursion& recursion)
      : system_(&system), recursion_(&recursion) {}

  const System& system() const { return *system_; }
  bool exists() const { return system_->world().exists(*recursion_->nested); }
  NestedStack last() const { return {*system_, *recursion_->nested}; }
  // The name of the template's file that begins again.
  std::string_view template_name() const;
  // The nested stacks that lead from that template to the last one, outermost first.
  std::vector<NestedStack> way() const;

 private:
  const System* system_;
  const Recursion* recursion_;
};

// Whether a stack whose template is not given is told about the resource: by Ref or an attribute.
bool goes_out_of_sight(const View& resource);

// Whether what is an output of the stack can be used by stacks that are not given: as an export, or
// as an output of a stack whose parent is not known.
bool goes_out_of_sight(const Stack& stack, const cfn::Output& output);

}  // namespace cfn_ecs_lint
