#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  for (const ServiceLoadBalancer& entry : service.load_balancers()) {
    const std::optional<TargetGroup> group = entry.target_group();
    if (!group || group->is_forwarded_before(service) != Truth::no) continue;
    Finding& finding = report.at(entry.target_group_arn(),
                                 "`{}` may be created before target group `{}` has a load balancer",
                                 service.logical_id(), group->logical_id());
    const Forward attacher = group->surest_forward();
    if (attacher.from.is_in_stack_of(service)) {
      finding.label(attacher.target_group_arn, "gives it one; the service does not wait for that")
          .help(fmt::format("add `DependsOn: {}` to `{}`", attacher.from.logical_id(),
                            service.logical_id()));
    } else {
      finding.label(attacher.target_group_arn, "gives it one, in a stack that is made later");
    }
  }
}

}  // namespace

extern const Rule service_missing_listener_dependency;
constinit const Rule service_missing_listener_dependency{
    .name = "service-missing-listener-dependency",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary =
        "A service does not wait for the listener that gives its target group a load "
        "balancer.",
    .why =
        "A target group belongs to a load balancer only once a listener or a listener rule "
        "forwards to it, and ECS refuses a service whose group has none: \"The target group does "
        "not have an associated load balancer\". Service and listener both refer to the group but "
        "not to each other, so CloudFormation creates them side by side. Which one comes first "
        "is a race: it is won on a quiet day, and lost when the stack is built anew in another "
        "region.",
    .remedy =
        "Add the listener or the listener rule that forwards to the group to the service's "
        "DependsOn.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-resource-ecs-service.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
