#include <algorithm>

#include "lint/rule.h"
#include "model/health_check.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  for (const ServiceLoadBalancer& entry : service.load_balancers()) {
    const std::optional<TargetGroup> group = entry.target_group();
    const std::optional<ContainerDefinition> container = entry.container();
    // The path of a gRPC check is a method.
    if (!group || !container || !group->has_http_health_check() || group->speaks_grpc()) continue;
    const Field<std::string_view> probed = group->health_check_path();
    if (!probed.is_known() || asks_for_one_phase(*probed)) continue;
    const Field<std::int64_t> port = entry.probed_port();
    std::vector<LocalRequest> own = local_requests(container->health_check_command());
    std::erase_if(own, [&](const LocalRequest& request) { return !port.is(request.port); });
    const bool agree = std::any_of(own.begin(), own.end(), [&](const LocalRequest& request) {
      return same_page(request.path, *probed) || asks_for_one_phase(request.path);
    });
    if (own.empty() || agree) continue;
    report
        .at(probed, "target group `{}` probes `{}`, but {} checks itself at `{}`",
            group->logical_id(), *probed, container->spoken_name(), own.front().path)
        .label(own.front().place, "one of the two paths is probably wrong");
  }
}

}  // namespace

extern const Rule health_check_path_mismatch;
constinit const Rule health_check_path_mismatch{
    .name = "health-check-path-mismatch",
    .severity = Severity::warning,
    .group = Group::health,
    .summary = "The load balancer and the container's own health check ask for different paths.",
    .why =
        "Both checks ask one application on one port whether it is well, and a task counts as "
        "healthy only when both say so. Whichever asks for a page that is not there gets a 404: "
        "the load balancer then sends no traffic and ECS replaces the task, or ECS kills a "
        "container that works. The new task meets the same answer, so the service never becomes "
        "stable.",
    .remedy =
        "Let both ask for the page that the application serves. Where they differ on purpose, as "
        "liveness and readiness do, suppress the finding and say so there.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
        "target-group-health-checks.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
