#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

std::string_view to_string(TargetType type) {
  switch (type) {
    case TargetType::instance:
      return "instance";
    case TargetType::ip:
      return "ip";
    case TargetType::lambda:
      return "lambda";
    case TargetType::alb:
      return "alb";
  }
  return "";
}

void check(const Service& service, Report& report) {
  const Field<NetworkMode> mode = service.network_mode();
  if (!mode.is_known() || mode.is(NetworkMode::none)) return;
  // An awsvpc task has an address of its own; any other is reached at its instance.
  const bool own_address = mode.is(NetworkMode::awsvpc);
  for (const ServiceLoadBalancer& entry : service.load_balancers()) {
    const std::optional<TargetGroup> group = entry.target_group();
    if (!group) continue;
    const Field<TargetType> type = group->target_type();
    if (!type.is_not(own_address ? TargetType::ip : TargetType::instance)) continue;
    report
        .at(type, "target group `{}` has target type `{}`, but tasks of `{}` are reached {}",
            group->logical_id(), to_string(*type), service.logical_id(),
            own_address ? "at an IP address of their own" : "at a port of their instance")
        .label(mode,
               own_address ? "an awsvpc task has its own network interface" : "the network mode")
        .label(entry.target_group_arn(), "where the service registers its tasks")
        .help(own_address ? "set `TargetType: ip`" : "set `TargetType: instance`, or leave it out");
  }
}

}  // namespace

extern const Rule target_type_network_mode;
constinit const Rule target_type_network_mode{
    .name = "target-type-network-mode",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary = "A target group holds another kind of target than the service's tasks are.",
    .why =
        "Tasks with network mode `awsvpc`, and so all on Fargate, are registered by the IP "
        "address of their own interface; tasks of the other modes by an instance and its port. A "
        "group holds one kind only, and without TargetType that is `instance`. ECS refuses the "
        "service: \"The provided target group has target type instance, which is incompatible "
        "with the awsvpc network mode specified in the task definition\".",
    .remedy =
        "Set TargetType to `ip` for awsvpc tasks, and to `instance` for all others. CloudFormation "
        "replaces the target group, which fails while it has a fixed Name.",
    .reference = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
