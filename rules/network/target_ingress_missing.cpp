#include "lint/rule.h"
#include "model/network.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

// What a load balancer wants to reach.
struct Need {
  aws::Range ports;
  std::string_view protocol;
  Place place;
  std::string_view words;  // how the place is spoken of
};

// The port of the container, where the requests go, and that of the health checks.
std::vector<Need> needs(const PortMapping& mapping, const TargetGroup& group,
                        const TaskDoor& door) {
  std::vector<Need> all;
  const Field<std::int64_t> port = mapping.host_port();
  const Field<std::string_view> protocol = group.protocol();
  const std::string_view transport = protocol.is_known() ? transport_of(*protocol) : "";
  if (!transport.empty() && port.is_known() && *port > 0) {
    all.push_back({{*port, *port}, transport, mapping, "the port of the container"});
  } else if (!transport.empty() && mapping.is_dynamic() && door.dynamic_ports) {
    all.push_back({*door.dynamic_ports, transport, mapping,
                   "without a host port, Docker picks one of these when a task starts"});
  }
  const Field<std::int64_t> probed = group.property("HealthCheckPort").as_integer();
  if (probed.is_known()) {
    all.push_back({{*probed, *probed}, "tcp", probed, "the port of the health checks"});
  }
  return all;
}

void check_door(const Service& service, const LoadBalancer& balancer, const TaskDoor& door,
                const Need& need, Report& report) {
  const std::optional<TrafficSource> source = traffic_from(balancer);
  if (!source || !door.groups.has_all_ingress()) return;
  const Ports open = door.groups.open_ports(need.protocol, &*source);
  if (open.covers(need.ports)) return;
  const bool several = door.groups.all().size() > 1;
  Finding& finding = report.at(
      door.groups.place(), "`{}` reaches tasks of `{}` on {} {}, but {} {}", balancer.logical_id(),
      service.logical_id(), need.ports.min == need.ports.max ? "port" : "ports",
      to_string(need.ports), door.groups.spoken(),
      open.empty() ? fmt::format("{} not let it in", several ? "do" : "does")
                   : fmt::format("{} it in on {} only", several ? "let" : "lets", to_string(open)));
  finding.label(need.place, std::string(need.words)).label(balancer, "the load balancer");
  // Some tasks are reached, as the picked port happens to be open.
  if (open.overlaps(need.ports)) finding.severity(Severity::warning);
}

void check(const Service& service, Report& report) {
  for (const ServiceLoadBalancer& entry : service.load_balancers()) {
    const std::optional<TargetGroup> group = entry.target_group();
    const std::optional<PortMapping> mapping = entry.port_mapping();
    if (!group || !mapping) continue;
    for (const TaskDoor& door : doors_of(service)) {
      for (const LoadBalancer& balancer : group->load_balancers()) {
        for (const Need& need : needs(*mapping, *group, door)) {
          check_door(service, balancer, door, need, report);
        }
      }
    }
  }
}

}  // namespace

extern const Rule target_ingress_missing;
constinit const Rule target_ingress_missing{
    .name = "target-ingress-missing",
    .severity = Severity::error,
    .group = Group::network,
    .summary = "The security groups of the tasks do not let their load balancer in.",
    .why =
        "The load balancer opens connections to each task on the port of its container: with the "
        "network mode awsvpc on the task's own interface, otherwise on the instance, where a "
        "container without a host port listens on any port from 32768 up. What no rule of the "
        "security groups lets in is dropped in silence. Health checks time out, ECS stops the "
        "task as unhealthy and starts the next one, and the service never becomes stable.",
    .remedy =
        "Add an ingress rule for these ports with the load balancer's security group as its "
        "source.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "troubleshoot-service-load-balancers.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
