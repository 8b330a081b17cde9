#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  for (const ServiceLoadBalancer& entry : service.load_balancers()) {
    const std::optional<ContainerDefinition> container = entry.container();
    const Field<std::int64_t> port = entry.container_port();
    if (!container || !port.is_known()) continue;
    if (container->maps(*port) == Truth::no) {
      Finding& finding = report.at(port, "{} maps no port {}", container->spoken_name(), *port);
      for (const PortMapping& mapping : container->port_mappings()) {
        finding.label(mapping, "a port that it maps");
      }
      if (container->port_mappings().empty()) finding.label(*container, "it maps no port at all");
      continue;
    }
    const std::optional<TargetGroup> group = entry.target_group();
    if (!group || !group->protocol().is_known() || group->protocol().is("TCP_UDP")) continue;
    const bool wants_udp = group->protocol().is("UDP") || group->protocol().is("QUIC");
    if (container->maps(*port, wants_udp ? "udp" : "tcp") != Truth::no) continue;
    report
        .at(port, "target group `{}` speaks {}, but {} maps port {} with another protocol",
            group->logical_id(), *group->protocol(), container->spoken_name(), *port)
        .label(container->mapping_of(*port)->protocol(), "the protocol of the mapping")
        .label(group->protocol(), "the protocol of the target group");
  }
}

}  // namespace

extern const Rule load_balancer_container_port;
constinit const Rule load_balancer_container_port{
    .name = "load-balancer-container-port",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary = "A service registers a port with its load balancer that the container does not map.",
    .why =
        "ECS finds the address of a task for the target group in the port mapping of the "
        "container. Without a mapping of that port there is none, and ECS refuses the service: "
        "\"The container did not have a container port defined\". The Port of the target group "
        "plays no part, since each target is registered with a port of its own.",
    .remedy =
        "Let ContainerPort of the service name a ContainerPort of the container's "
        "PortMappings.",
    .reference = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
