#include "lint/rule.h"
#include "model/network.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Listener& listener, Report& report) {
  const std::optional<LoadBalancer> balancer = listener.load_balancer();
  const Field<std::int64_t> port = listener.port();
  const Field<std::string_view> protocol = listener.protocol();
  if (!balancer || !port.is_known() || !protocol.is_known()) return;
  if (listener.may_be_for_tests() || listener.may_serve_health_checks_only()) return;
  const std::string_view transport = transport_of(*protocol);
  const std::optional<SecurityGroups> groups = SecurityGroups::of(*balancer);
  if (transport.empty() || !groups || groups->all().empty() || !groups->has_all_ingress()) return;
  const Ports open = groups->open_ports(transport);
  if (open.covers({*port, *port})) return;
  const bool several = groups->all().size() > 1;
  Finding& finding =
      report.at(port, "nobody reaches port {} of `{}`: {} {} in {}", *port, balancer->logical_id(),
                groups->spoken(), several ? "let" : "lets",
                open.empty() ? fmt::format("no {}", transport)
                             : fmt::format("{} on {} only", transport, to_string(open)));
  finding.label(groups->place(), several ? "one of its security groups" : "its security group");
  if (!balancer->is_internal().is(false)) finding.severity(Severity::warning);
}

}  // namespace

extern const Rule lb_ingress_missing;
constinit const Rule lb_ingress_missing{
    .name = "lb-ingress-missing",
    .severity = Severity::error,
    .group = Group::network,
    .summary = "The security groups of a load balancer do not let anyone in to a listener.",
    .why =
        "A listener waits on its port behind the load balancer's security groups, which drop what "
        "no rule lets in. Everything is green - listener, targets, service - while the requests "
        "of all clients time out.",
    .remedy = "Add an ingress rule for the listener's port, or remove the listener.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
        "load-balancer-update-security-groups.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
