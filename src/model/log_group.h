// AWS::Logs::LogGroup.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/system.h"

namespace cfn_ecs_lint {

class LogGroup : public View {
 public:
  static constexpr std::string_view kType = "AWS::Logs::LogGroup";
  using View::View;

  Field<std::string_view> name() const { return property("LogGroupName").as_string(); }
  // Days; absent: for ever.
  Field<std::int64_t> retention() const { return property("RetentionInDays").as_integer(); }
};

}  // namespace cfn_ecs_lint
