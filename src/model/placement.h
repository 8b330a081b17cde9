// Whether tasks find room on instances. Optimistic wherever something is not known - the largest
// type of a group, nothing reserved, the best arrangement - so that what does not fit here never
// fits.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/capacity.h"
#include "model/service.h"

namespace cfn_ecs_lint {

// What one task takes of its instance.
struct TaskNeeds {
  std::int64_t memory = 0;                 // MiB
  std::int64_t cpu = 0;                    // units, 1024 a vCPU
  bool interface = false;                  // an elastic network interface of its own (awsvpc)
  bool alone = false;                      // no other task of its service beside it
  std::vector<std::int64_t> host_ports{};  // fixed ones: no two tasks share a port
};

// What one instance has for tasks.
struct InstanceRoom {
  std::int64_t memory = 0;
  std::int64_t cpu = 0;
  std::int64_t interfaces = 0;
};

// Tasks of one service.
struct TaskBatch {
  TaskNeeds each;
  std::int64_t count = 0;
};

// More than any number of tasks that a template asks for.
constexpr std::int64_t kUnlimitedTasks = 1'000'000;

// How many tasks of one kind an empty instance holds; kUnlimitedTasks when nothing limits them.
std::int64_t tasks_per_instance(const TaskNeeds& task, const InstanceRoom& room);

// No fewer instances than this hold all the tasks, however they are arranged: exactly as many,
// unless there are too many arrangements to try. None when a task fits on no instance at all.
std::optional<std::int64_t> instances_needed(std::span<const TaskBatch> tasks,
                                             const InstanceRoom& room);

// What a task of the service takes, as far as it is known.
TaskNeeds task_needs(const Service& service);

// The most that an instance of the group can have, taken over its types; none when a type is not
// known.
std::optional<InstanceRoom> instance_room(const AutoScalingGroup& group);

// The room that a service has on the Auto Scaling groups whose instances it may use, all of them at
// their MaxSize, beside what else runs there.
class Placement {
 public:
  // None when anything is not known that could make more room.
  static std::optional<Placement> of(const Service& service);

  const std::vector<AutoScalingGroup>& groups() const { return groups_; }
  // The services that surely run there too; daemons are not among them.
  const std::vector<Service>& others() const { return others_; }
  // Instances of all groups.
  std::int64_t instances() const { return instances_; }
  // How many of this number of the service's tasks can run at the same time, while the other
  // services have what they run at rest.
  std::int64_t tasks_held(std::int64_t wanted) const;

 private:
  std::vector<TaskNeeds> find_others(const Service& service);
  bool holds(std::int64_t tasks) const;

  std::vector<AutoScalingGroup> groups_;
  std::vector<Service> others_;
  std::int64_t instances_ = 0;
  std::int64_t alone_ = 0;  // tasks of the service that the groups hold when nothing else runs
  InstanceRoom largest_;    // of any instance, beside the daemons
  std::vector<TaskBatch> batches_;  // the service's own first
};

}  // namespace cfn_ecs_lint
