#include <algorithm>

#include "lint/rule.h"
#include "model/health_check.h"
#include "model/task_definition.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const TaskDefinition& task, Report& report) {
  for (const ContainerDefinition& container : task.containers()) {
    if (container.port_mappings().empty()) continue;
    const std::vector<LocalRequest> requests = local_requests(container.health_check_command());
    const bool all_astray =
        std::all_of(requests.begin(), requests.end(), [&](const LocalRequest& request) {
          return container.maps_locally(request.port) == Truth::no &&
                 container.environment_names_port(request.port) == Truth::no;
        });
    if (requests.empty() || !all_astray) continue;
    report
        .at(requests.front().place, "{} checks its own port {}, which no port mapping has",
            container.spoken_name(), requests.front().port)
        .label(container.port_mappings().front(), "what the container listens on");
  }
}

}  // namespace

extern const Rule container_health_check_port;
constinit const Rule container_health_check_port{
    .name = "container-health-check-port",
    .severity = Severity::warning,
    .group = Group::health,
    .summary = "A container's health check asks for a port that the container does not map.",
    .why =
        "The command runs inside the container, where the host port plays no part: it must ask "
        "for the port that the application listens on. `http://localhost/` is port 80, the "
        "example of AWS's documentation that is easily copied. Where nothing listens, every "
        "check fails, and once the retries are used up ECS replaces the task, again and again.",
    .remedy =
        "Name the ContainerPort in the URL. If the application does listen on this port too, as "
        "for management, add it to PortMappings.",
    .reference = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
