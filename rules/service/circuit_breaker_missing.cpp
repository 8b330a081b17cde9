#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  if (!service.has_rolling_deployments()) return;
  const Value breaker = service.property("DeploymentConfiguration", "DeploymentCircuitBreaker");
  if (breaker.is_absent()) {
    report.at(service, "`{}` has no deployment circuit breaker", service.logical_id());
    return;
  }
  const Field<bool> enabled = breaker["Enable"].as_boolean().or_default(false);
  const Field<bool> rolls_back = breaker["Rollback"].as_boolean().or_default(false);
  if (enabled.is(false)) {
    report.at(enabled, "the deployment circuit breaker of `{}` is off", service.logical_id());
  } else if (enabled.is(true) && rolls_back.is(false)) {
    report.at(rolls_back,
              "the deployment circuit breaker of `{}` stops a deployment that fails, "
              "but does not roll it back",
              service.logical_id());
  }
}

}  // namespace

extern const Rule circuit_breaker_missing;
constinit const Rule circuit_breaker_missing{
    .name = "circuit-breaker-missing",
    .severity = Severity::note,
    .group = Group::service,
    .summary = "A deployment whose tasks do not start is not ended by ECS.",
    .why =
        "Without a circuit breaker ECS starts tasks that fail again and again, and CloudFormation "
        "waits for about three hours before it gives up with \"did not stabilize\". All that time "
        "the stack is locked, so that not even the repaired image can be deployed. The breaker "
        "ends such a deployment after a number of failed tasks; with Rollback it also brings the "
        "last good version back.",
    .remedy =
        "Add `DeploymentCircuitBreaker: {Enable: true, Rollback: true}` to "
        "DeploymentConfiguration.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "deployment-circuit-breaker.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
