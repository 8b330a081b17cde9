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
  // Whether it scales this service: by reference, or by the names that cluster and service have.
  bool scales(const Service& service) const;
};

class Alarm : public View {
 public:
  static constexpr std::string_view kType = "AWS::CloudWatch::Alarm";
  using View::View;

  Field<std::string_view> metric_namespace() const { return property("Namespace").as_string(); }
  Field<std::string_view> metric_name() const { return property("MetricName").as_string(); }
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
  // The alarms that start it.
  std::vector<Alarm> alarms() const;
};

// Sizes that an Auto Scaling group gets at a given time.
class ScheduledAction : public View {
 public:
  static constexpr std::string_view kType = "AWS::AutoScaling::ScheduledAction";
  using View::View;

  // Instances; absent: as they are at the time.
  Field<std::int64_t> min_size() const { return property("MinSize").as_integer(); }
  Field<std::int64_t> max_size() const { return property("MaxSize").as_integer(); }
  Field<std::int64_t> desired_capacity() const { return property("DesiredCapacity").as_integer(); }
};

}  // namespace cfn_ecs_lint
