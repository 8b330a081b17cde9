#include "lint/rule.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Service& service, Report& report) {
  const std::optional<TaskDefinition> task = service.task_definition();
  if (!task) return;
  const auto check_entries = [&](const std::vector<ServiceLoadBalancer>& entries) {
    for (const ServiceLoadBalancer& entry : entries) {
      const Field<std::string_view> name = entry.container_name();
      if (!name.is_known() || !task->lacks_container(*name)) continue;
      Finding& finding =
          report.at(name, "task definition `{}` has no container `{}`", task->logical_id(), *name);
      for (const ContainerDefinition& container : task->containers()) {
        finding.label(container.name(), "the task definition's container");
      }
      const std::string_view nearest = task->nearest_container_name(*name);
      if (!nearest.empty()) finding.help(fmt::format("did you mean `{}`?", nearest));
    }
  };
  check_entries(service.load_balancers());
  check_entries(service.registries());
}

}  // namespace

extern const Rule load_balancer_container_unknown;
constinit const Rule load_balancer_container_unknown{
    .name = "load-balancer-container-unknown",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary = "A service puts a container behind its load balancer that its tasks do not have.",
    .why =
        "ECS registers one container and port of each task with the target group, or with the "
        "service registry, and looks for the container by its name in the task definition. It is "
        "not there, so ECS refuses the service (\"The container does not exist in the task "
        "definition\"), and an update that renames the container is rolled back.",
    .remedy = "Give ContainerName the Name of a container of the service's task definition.",
    .reference = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
