#include "rules/capacity/room.h"

#include <algorithm>

namespace cfn_ecs_lint::rules {
namespace {

std::string spoken(std::int64_t tasks) {
  return fmt::format("{} task{}", tasks, tasks == 1 ? "" : "s");
}

}  // namespace

std::string spoken_groups(const Placement& placement) {
  std::string words;
  for (const AutoScalingGroup& group : placement.groups()) {
    words += fmt::format("{}`{}`", words.empty() ? "" : " and ", group.logical_id());
  }
  return words;
}

void label_room(Finding& finding, const Service& service, const Placement& placement) {
  for (const AutoScalingGroup& group : placement.groups()) {
    const Field<std::int64_t> most = group.max_size();
    finding.label(most, fmt::format("at most {} instance{}", *most, *most == 1 ? "" : "s"));
    const auto types = group.instance_types();
    const auto largest = std::ranges::max_element(
        types, {}, [](const auto& named) { return named.type->memory_mib; });
    const InstanceRoom room = *instance_room(group);
    finding.label(
        largest->place,
        fmt::format("registers at most {} MiB of memory; room for {} of `{}`", room.memory,
                    spoken(tasks_per_instance(task_needs(service), room)), service.logical_id()));
  }
  const std::optional<TaskDefinition> task = service.task_definition();
  const Field<std::int64_t> memory = task ? task->reserved_memory() : Field<std::int64_t>{};
  if (memory.is_known() && *memory > 0) {
    finding.label(memory, fmt::format("a task reserves {} MiB", *memory));
  }
  for (const Service& other : placement.others()) {
    finding.label(other.tasks_at_rest(),
                  fmt::format("{} of `{}` run there too", spoken(*other.tasks_at_rest()),
                              other.logical_id()));
  }
}

}  // namespace cfn_ecs_lint::rules
