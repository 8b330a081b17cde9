#include "model/placement.h"

#include <algorithm>
#include <map>

#include "aws/ecs_agent.h"

namespace cfn_ecs_lint {
namespace {

std::int64_t divided_up(std::int64_t amount, std::int64_t by) { return (amount + by - 1) / by; }

bool same(const TaskNeeds& a, const TaskNeeds& b) {
  return a.memory == b.memory && a.cpu == b.cpu && a.interface == b.interface &&
         a.alone == b.alone && a.host_ports == b.host_ports;
}

bool share_a_port(const TaskNeeds& a, const TaskNeeds& b) {
  return std::any_of(a.host_ports.begin(), a.host_ports.end(), [&](std::int64_t port) {
    return std::find(b.host_ports.begin(), b.host_ports.end(), port) != b.host_ports.end();
  });
}

InstanceRoom without(const InstanceRoom& room, const TaskNeeds& task, std::int64_t count) {
  return {room.memory - task.memory * count, room.cpu - task.cpu * count,
          room.interfaces - (task.interface ? count : 0)};
}

// Kinds that need the same are one kind, unless something keeps a kind to itself.
std::vector<TaskBatch> merged(std::span<const TaskBatch> tasks) {
  std::vector<TaskBatch> kinds;
  for (const TaskBatch& batch : tasks) {
    if (batch.count <= 0) continue;
    const auto like = std::find_if(kinds.begin(), kinds.end(), [&](const TaskBatch& kind) {
      return !batch.each.alone && same(kind.each, batch.each);
    });
    if (like == kinds.end()) {
      kinds.push_back(batch);
    } else {
      like->count += batch.count;
    }
  }
  return kinds;
}

// What sums up: no arrangement needs fewer instances than this.
std::int64_t lower_bound(const std::vector<TaskBatch>& kinds, const InstanceRoom& room) {
  std::int64_t memory = 0;
  std::int64_t cpu = 0;
  std::int64_t interfaces = 0;
  std::int64_t bound = 0;
  for (const TaskBatch& kind : kinds) {
    memory += kind.count * kind.each.memory;
    cpu += kind.count * kind.each.cpu;
    interfaces += kind.each.interface ? kind.count : 0;
    bound = std::max(bound, divided_up(kind.count, tasks_per_instance(kind.each, room)));
  }
  if (memory > 0) bound = std::max(bound, divided_up(memory, room.memory));
  if (cpu > 0) bound = std::max(bound, divided_up(cpu, room.cpu));
  if (interfaces > 0) bound = std::max(bound, divided_up(interfaces, room.interfaces));
  return bound;
}

// Tries every way to fill one instance after the other.
class Arrangements {
 public:
  Arrangements(const std::vector<TaskBatch>& kinds, const InstanceRoom& room)
      : kinds_(kinds), room_(room) {}

  // The fewest instances for these counts of the kinds.
  std::int64_t fewest(const std::vector<std::int64_t>& counts) {
    const auto first = std::find_if(counts.begin(), counts.end(), [](auto n) { return n > 0; });
    if (first == counts.end()) return 0;
    const auto known = known_.find(counts);
    if (known != known_.end()) return known->second;
    std::int64_t best = kUnlimitedTasks;
    std::vector<std::int64_t> left = counts;
    fill(static_cast<std::size_t>(first - counts.begin()), true, room_, {}, left, best);
    known_.emplace(counts, best);
    return best;
  }

 private:
  // Puts tasks of the kinds from `kind` on into what is left of an instance; of the first kind one
  // at least.
  void fill(std::size_t kind, bool first, const InstanceRoom& room,
            const std::vector<const TaskNeeds*>& inside, std::vector<std::int64_t>& left,
            std::int64_t& best) {
    if (kind == kinds_.size()) {
      best = std::min(best, 1 + fewest(left));
      return;
    }
    const TaskNeeds& task = kinds_[kind].each;
    std::int64_t most = std::min(left[kind], tasks_per_instance(task, room));
    for (const TaskNeeds* other : inside) {
      if (share_a_port(task, *other)) most = 0;
    }
    std::vector<const TaskNeeds*> with_it = inside;
    with_it.push_back(&task);
    for (std::int64_t count = most; count >= (first ? 1 : 0); --count) {
      left[kind] -= count;
      fill(kind + 1, false, without(room, task, count), count > 0 ? with_it : inside, left, best);
      left[kind] += count;
    }
  }

  const std::vector<TaskBatch>& kinds_;
  InstanceRoom room_;
  std::map<std::vector<std::int64_t>, std::int64_t> known_;
};

std::int64_t reserved_memory(const AutoScalingGroup& group) {
  const std::optional<UserData> user_data = group.user_data();
  if (!user_data) return 0;
  const Field<Text> setting = user_data->setting("ECS_RESERVED_MEMORY");
  if (!setting.is_known() || !setting->known()) return 0;
  return aws::parse_agent_uint16(setting->str()).value_or(0);
}

// A task with an interface of its own takes one of the instance's, of which the first is the
// instance's own; where the type can have a trunk and the account has opted in, there are many
// more. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html
std::int64_t task_interfaces(const aws::InstanceType& type) {
  return type.trunking ? type.max_network_interfaces + type.branch_interfaces
                       : type.max_network_interfaces - 1;
}

}  // namespace

std::int64_t tasks_per_instance(const TaskNeeds& task, const InstanceRoom& room) {
  if (room.memory < 0 || room.cpu < 0) return 0;
  std::int64_t tasks = kUnlimitedTasks;
  if (task.memory > 0) tasks = std::min(tasks, room.memory / task.memory);
  if (task.cpu > 0) tasks = std::min(tasks, room.cpu / task.cpu);
  if (task.interface) tasks = std::min(tasks, std::max<std::int64_t>(room.interfaces, 0));
  if (task.alone || !task.host_ports.empty()) tasks = std::min<std::int64_t>(tasks, 1);
  return tasks;
}

std::optional<std::int64_t> instances_needed(std::span<const TaskBatch> tasks,
                                             const InstanceRoom& room) {
  constexpr std::int64_t kMostArrangements = 256;
  const std::vector<TaskBatch> kinds = merged(tasks);
  std::vector<std::int64_t> counts;
  std::int64_t arrangements = 1;
  for (const TaskBatch& kind : kinds) {
    if (tasks_per_instance(kind.each, room) == 0) return std::nullopt;
    counts.push_back(kind.count);
    arrangements = std::min(arrangements * (kind.count + 1), kMostArrangements + 1);
  }
  const std::int64_t bound = kinds.empty() ? 0 : lower_bound(kinds, room);
  if (kinds.size() < 2 || arrangements > kMostArrangements) return bound;
  return Arrangements(kinds, room).fewest(counts);
}

TaskNeeds task_needs(const Service& service) {
  TaskNeeds needs;
  for (const Value& constraint : service.property("PlacementConstraints").items()) {
    if (constraint["Type"].as_string().is("distinctInstance")) needs.alone = true;
  }
  const std::optional<TaskDefinition> task = service.task_definition();
  if (!task) return needs;
  const auto known_or_zero = [](const Field<std::int64_t>& field) {
    return field.is_known() ? std::max<std::int64_t>(*field, 0) : 0;
  };
  needs.memory = known_or_zero(task->reserved_memory());
  needs.cpu = known_or_zero(task->reserved_cpu());
  const Field<NetworkMode> mode = task->network_mode();
  needs.interface = mode.is(NetworkMode::awsvpc);
  if (!mode.is(NetworkMode::bridge) && !mode.is(NetworkMode::host)) return needs;
  for (const ContainerDefinition& container : task->containers()) {
    for (const PortMapping& mapping : container.port_mappings()) {
      const Field<std::int64_t> port = mapping.host_port();
      if (!port.is_known() || *port == 0) continue;
      needs.host_ports.push_back(*port * 2 + (mapping.protocol().is("udp") ? 1 : 0));
    }
  }
  return needs;
}

std::optional<InstanceRoom> instance_room(const AutoScalingGroup& group) {
  InstanceRoom room;
  const auto types = group.instance_types();
  if (types.empty()) return std::nullopt;
  for (const auto& [type, place] : types) {
    room.memory = std::max<std::int64_t>(room.memory, registered_memory_upper_mib(*type));
    room.cpu = std::max<std::int64_t>(room.cpu, registered_cpu_units(*type));
    room.interfaces = std::max(room.interfaces, task_interfaces(*type));
  }
  room.memory -= reserved_memory(group);
  return room;
}

std::optional<Placement> Placement::of(const Service& service) {
  Placement placement;
  placement.groups_ = service.groups();
  if (!service.is_replica() || !service.runs_on(LaunchType::ec2) || placement.groups_.empty() ||
      !service.has_all_groups()) {
    return std::nullopt;
  }
  const TaskNeeds own = task_needs(service);
  const std::vector<TaskNeeds> daemons = placement.find_others(service);
  for (const AutoScalingGroup& group : placement.groups_) {
    std::optional<InstanceRoom> room = instance_room(group);
    const Field<std::int64_t> most = group.max_size();
    if (!room || !most.is_known()) return std::nullopt;
    for (const TaskNeeds& daemon : daemons) {
      if (tasks_per_instance(daemon, *room) > 0) room = without(*room, daemon, 1);
    }
    placement.instances_ += *most;
    placement.alone_ += std::min(*most * tasks_per_instance(own, *room), kUnlimitedTasks);
    placement.largest_.memory = std::max(placement.largest_.memory, room->memory);
    placement.largest_.cpu = std::max(placement.largest_.cpu, room->cpu);
    placement.largest_.interfaces = std::max(placement.largest_.interfaces, room->interfaces);
  }
  placement.batches_.push_back({own, 0});
  for (const Service& other : placement.others_) {
    const TaskNeeds needs = task_needs(other);
    if (tasks_per_instance(needs, placement.largest_) == 0) continue;  // it never runs
    placement.batches_.push_back({needs, *other.tasks_at_rest()});
  }
  return placement;
}

// Keeps the other services, and returns what one task of each daemon takes.
std::vector<TaskNeeds> Placement::find_others(const Service& service) {
  std::vector<TaskNeeds> daemons;
  const std::optional<Cluster> cluster = service.cluster();
  if (!cluster || !cluster->has_few_services()) return daemons;
  const auto is_ours = [&](const AutoScalingGroup& group) {
    return std::find(groups_.begin(), groups_.end(), group) != groups_.end();
  };
  for (const Service& other : cluster->services()) {
    if (other == service || !other.runs_on(LaunchType::ec2)) continue;
    const std::vector<AutoScalingGroup> theirs = other.groups();
    if (other.is_daemon() && other.property("PlacementConstraints").is_absent()) {
      daemons.push_back(task_needs(other));
    } else if (other.is_replica() && !other.tasks_at_rest().is(0) &&
               other.tasks_at_rest().is_known() && !theirs.empty() &&
               std::all_of(theirs.begin(), theirs.end(), is_ours)) {
      others_.push_back(other);
    }
  }
  return daemons;
}

std::int64_t Placement::tasks_held(std::int64_t wanted) const {
  std::int64_t held = 0;
  for (std::int64_t above = std::min(wanted, alone_) + 1; above - held > 1;) {
    const std::int64_t middle = held + (above - held) / 2;
    (holds(middle) ? held : above) = middle;
  }
  return held;
}

bool Placement::holds(std::int64_t tasks) const {
  std::vector<TaskBatch> batches = batches_;
  batches.front().count = tasks;
  const std::optional<std::int64_t> needed = instances_needed(batches, largest_);
  return needed && *needed <= instances_;
}

}  // namespace cfn_ecs_lint
