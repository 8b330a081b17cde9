#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  // The tasks have an interface each, and with it the ports of their containers.
  if (service.network_mode().is(NetworkMode::awsvpc)) return;
  for (const ServiceLoadBalancer& entry : service.load_balancers()) {
    const std::optional<TargetGroup> group = entry.target_group();
    const std::optional<PortMapping> mapping = entry.port_mapping();
    if (!group || !mapping || !mapping->is_dynamic()) continue;
    const Field<std::string_view> port = group->health_check_port();
    if (!port.is_known() || port.is("traffic-port")) continue;
    report
        .at(port, "target group `{}` probes port {}, but each task of `{}` gets another host port",
            group->logical_id(), *port, service.logical_id())
        .label(*mapping, "without HostPort, Docker picks a port when the task starts");
  }
}

}  // namespace

extern const Rule health_check_port_dynamic;
constinit const Rule health_check_port_dynamic{
    .name = "health-check-port-dynamic",
    .severity = Severity::error,
    .group = Group::health,
    .summary = "A target group probes a fixed port of containers that get dynamic host ports.",
    .why =
        "In bridge mode a port mapping without HostPort gets a free port of the instance each "
        "time a task starts, and ECS registers the task under that port. A health check on a "
        "fixed port would ask for a port that is nobody's, so ECS refuses the service: \"The task "
        "definition is configured to use a dynamic host port, but the target group has a health "
        "check port specified\".",
    .remedy =
        "Remove HealthCheckPort, or set it to `traffic-port`: each target is then probed on the "
        "port that it was registered with.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "troubleshoot-service-load-balancers.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
