#include "aws/load_balancing.h"
#include "lint/rule.h"
#include "model/load_balancing.h"
#include "model/task_definition.h"

namespace cfn_ecs_lint::rules {
namespace {

void check_range(const View& owner, const Value& setting, const aws::Range& range,
                 std::string_view what, Report& report) {
  const Field<std::int64_t> value = setting.as_integer();
  if (!value.is_known() || range.contains(*value)) return;
  report.at(value, "the {} of `{}` is {}, and AWS allows {} to {}", what, owner.logical_id(),
            *value, range.min, range.max);
}

void check_target_group(const TargetGroup& group, Report& report) {
  check_range(group, group.property("HealthCheckIntervalSeconds"), aws::kHealthCheckIntervalSeconds,
              "health check interval", report);
  check_range(group, group.property("HealthCheckTimeoutSeconds"), aws::kHealthCheckTimeoutSeconds,
              "health check timeout", report);
  check_range(group, group.property("HealthyThresholdCount"), aws::kHealthCheckThreshold,
              "healthy threshold", report);
  check_range(group, group.property("UnhealthyThresholdCount"), aws::kHealthCheckThreshold,
              "unhealthy threshold", report);
  const Field<std::int64_t> interval = group.health_check_interval();
  const Field<std::int64_t> timeout = group.health_check_timeout();
  if (!interval.is_known() || !timeout.is_known() || *timeout < *interval) return;
  // Groups of network load balancers long had both at 10 seconds, and nothing else.
  const bool is_http = group.protocol().is("HTTP") || group.protocol().is("HTTPS");
  if (!is_http && *timeout == *interval) return;
  // What AWS fills in by itself fits together, but for the shortest interval.
  if (timeout.by_default() && *interval > aws::kHealthCheckIntervalSeconds.min) return;
  if (!aws::kHealthCheckIntervalSeconds.contains(*interval)) return;
  report
      .at(timeout.by_default() ? interval : timeout,
          "the health check of `{}` waits {} s{} for an answer, but asks every {} s{}",
          group.logical_id(), *timeout, timeout.by_default() ? " (the default)" : "", *interval,
          interval.by_default() ? " (the default)" : "")
      .label(timeout.by_default() ? timeout : interval, "the timeout must be below the interval");
}

void check_containers(const TaskDefinition& task, Report& report) {
  for (const ContainerDefinition& container : task.containers()) {
    const Value check = container.property("HealthCheck");
    if (check.is_absent()) continue;
    check_range(task, check["Interval"], aws::kContainerHealthCheckInterval,
                "health check interval", report);
    check_range(task, check["Timeout"], aws::kContainerHealthCheckTimeout, "health check timeout",
                report);
    check_range(task, check["Retries"], aws::kContainerHealthCheckRetries,
                "number of health check retries", report);
    check_range(task, check["StartPeriod"], aws::kContainerHealthCheckStartPeriod,
                "health check start period", report);
    const Field<std::int64_t> interval = check["Interval"].as_integer().or_default(30);
    const Field<std::int64_t> timeout = check["Timeout"].as_integer().or_default(5);
    if (!interval.is_known() || !timeout.is_known() || *timeout < *interval) continue;
    report
        .at(timeout.by_default() ? interval : timeout,
            "the health check of {} may take {} s, {} its interval of {} s",
            container.spoken_name(), *timeout, *timeout > *interval ? "longer than" : "as long as",
            *interval)
        .severity(Severity::note);  // Docker waits for the answer before it counts the interval
  }
}

}  // namespace

extern const Rule health_check_timeout_interval;
constinit const Rule health_check_timeout_interval{
    .name = "health-check-timeout-interval",
    .severity = Severity::error,
    .group = Group::health,
    .summary = "A health check's timeout, interval or count is not one that AWS takes.",
    .why =
        "Elastic Load Balancing answers the creation of a target group with \"Health check "
        "interval must be greater than the timeout\", and the stack rolls back. An interval of 5 "
        "seconds is the trap: without a timeout of its own the group has the default one, which "
        "is not below it. A container's check may take as long as its interval, but a container "
        "that hangs is then found much later than the interval says.",
    .remedy = "Set the timeout below the interval, and both within the limits that AWS gives.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"
        "API_CreateTargetGroup.html",
    .check = each<check_target_group, check_containers>,
};

}  // namespace cfn_ecs_lint::rules
