// AWS::IAM::Role and what takes on a role.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/system.h"

namespace cfn_ecs_lint {

class Role : public View {
 public:
  static constexpr std::string_view kType = "AWS::IAM::Role";
  using View::View;

  // "/" by default.
  Field<std::string_view> path() const { return property("Path").as_string().or_default("/"); }
  // The services that may assume the role, as its trust policy spells them. Nothing when others may
  // be among them: an unknown statement, a principal that is no service, a denial.
  std::optional<std::vector<Field<std::string_view>>> trusted_services() const;
};

class InstanceProfile : public View {
 public:
  static constexpr std::string_view kType = "AWS::IAM::InstanceProfile";
  using View::View;

  // The property with the one role that a profile can have.
  Value role() const;
};

}  // namespace cfn_ecs_lint
