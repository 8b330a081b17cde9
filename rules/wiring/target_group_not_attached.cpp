#include <algorithm>

#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const TargetGroup& group, Report& report) {
  if (!group.forwards().empty() || group.may_be_forwarded_elsewhere()) return;
  const std::vector<Service> services = group.services();
  if (!services.empty()) {
    report
        .at(group, "no listener or rule forwards to target group `{}`, so ECS will refuse `{}`",
            group.logical_id(), services.front().logical_id())
        .label(services.front(), "registers its tasks with this group");
    return;
  }
  // CodeDeploy and other controllers attach the second group of a service when they deploy.
  const std::vector<Service> all = group.system().all<Service>();
  const bool may_be_second = std::any_of(all.begin(), all.end(), [](const Service& service) {
    return !service.deployment_controller().is(DeploymentController::ecs);
  });
  if (may_be_second || group.is_named_by_listeners()) return;
  report.at(group, "no listener or rule forwards to target group `{}`", group.logical_id())
      .severity(Severity::warning);
}

}  // namespace

extern const Rule target_group_not_attached;
constinit const Rule target_group_not_attached{
    .name = "target-group-not-attached",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary = "Nothing sends requests to a target group.",
    .why =
        "A target group becomes part of a load balancer only by a listener or a listener rule "
        "that forwards to it. ECS refuses to create a service with a group that has none: \"The "
        "target group does not have an associated load balancer\". Without a service, the targets "
        "stay `unused`: they are neither probed nor sent anything.",
    .remedy =
        "Forward to the group, in the default actions of a listener or in a listener rule; "
        "or remove it.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
        "target-group-health-checks.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
