// AWS::ApplicationAutoScaling and AWS::AutoScaling::ScalingPolicy: what changes numbers of tasks
// and of instances by itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/system.h"

namespace cfn_ecs_lint {

class AutoScalingGroup;
class Service;

class ScalableTarget : public View {
 public:
  static constexpr std::string_view kType = "AWS::ApplicationAutoScaling::ScalableTarget";
  using View::View;

  // Tasks.
  Field<std::int64_t> min_capacity() const { return property("MinCapacity").as_integer(); }
  Field<std::int64_t> max_capacity() const { return property("MaxCapacity").as_integer(); }
  // The service that ResourceId (`service/CLUSTER/SERVICE`) names by reference.
  std::optional<Service> service() const;
};

// Of an Auto Scaling group.
class InstanceScalingPolicy : public View {
 public:
  static constexpr std::string_view kType = "AWS::AutoScaling::ScalingPolicy";
  using View::View;

  std::optional<AutoScalingGroup> group() const;
  // The metric that a target tracking policy follows, such as "ASGAverageCPUUtilization".
  Value predefined_metric() const {
    return property("TargetTrackingConfiguration", "PredefinedMetricSpecification",
                    "PredefinedMetricType");
  }
};

}  // namespace cfn_ecs_lint
