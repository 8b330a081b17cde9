// AWS::ECS::TaskDefinition: its containers, their ports, and what a task reserves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/system.h"

namespace cfn_ecs_lint {

class ContainerDefinition;

enum class NetworkMode : std::uint8_t { bridge, host, awsvpc, none };

class TaskDefinition : public View {
 public:
  static constexpr std::string_view kType = "AWS::ECS::TaskDefinition";
  using View::View;

  // bridge by default, and where Windows's `default` (a NAT network) is named.
  Field<NetworkMode> network_mode() const;
  std::vector<ContainerDefinition> containers() const;
  // `containers` are all there are.
  bool has_all_containers() const;
  // The container of this name; none when no container surely has it.
  std::optional<ContainerDefinition> container(std::string_view name) const;
  // No container has this name, whatever is not known.
  bool lacks_container(std::string_view name) const;
  // The known name nearest in spelling; empty when none is near.
  std::string_view nearest_container_name(std::string_view name) const;

  // What one task reserves on its instance: MiB of memory and CPU units (1024 a vCPU). The task's
  // own figures, else the sum of its containers' (MemoryReservation before Memory); 0 where
  // nothing is reserved. Agent source, agent/api/task/task.go, ToHostResources.
  Field<std::int64_t> reserved_memory() const;
  Field<std::int64_t> reserved_cpu() const;
  // RequiresCompatibilities names this launch type: "FARGATE", "EC2".
  Truth requires_compatibility(std::string_view launch_type) const;
};

class PortMapping {
 public:
  PortMapping(const TaskDefinition& task, const Value& mapping) : task_(task), mapping_(mapping) {}

  operator Place() const { return mapping_; }
  // Absent where `container_port_range` stands for it.
  Field<std::int64_t> container_port() const { return mapping_["ContainerPort"].as_integer(); }
  // The first and last port of ContainerPortRange.
  Field<std::pair<std::int64_t, std::int64_t>> container_port_range() const;
  // The port on the instance, or with awsvpc on the task's own interface; 0 is a port that Docker
  // picks when the task starts. Unknown with an unknown network mode.
  // API reference, ECS PortMapping.hostPort.
  Field<std::int64_t> host_port() const;
  bool is_dynamic() const { return host_port().is(0); }
  // "tcp" by default.
  Field<std::string_view> protocol() const {
    return mapping_["Protocol"].as_string().or_default("tcp");
  }
  Value property(std::string_view key) const { return mapping_[key]; }
  // Whether the container listens on this port: by number or in the range.
  Truth maps(std::int64_t container_port) const;

 private:
  TaskDefinition task_;
  Value mapping_;
};

// The tag of an image, as far as the template itself chooses it.
struct ImageTag {
  enum class Kind : std::uint8_t { unknown, none, latest, other };
  Kind kind = Kind::unknown;  // none: the registry takes `latest`; other: also a digest
  Place place;                // the tag, or the image without one
};

class ContainerDefinition {
 public:
  ContainerDefinition(const TaskDefinition& task, const Value& definition)
      : task_(task), definition_(definition) {}

  operator Place() const { return definition_; }
  Field<std::string_view> name() const { return definition_["Name"].as_string(); }
  // The name as it is spoken of: "`web`", or "a container" where it is not known.
  std::string spoken_name() const;
  Value property(std::string_view key) const { return definition_[key]; }
  std::vector<PortMapping> port_mappings() const;
  // `port_mappings` are all there are.
  bool has_all_port_mappings() const;
  // The mapping of a port of the container; none when no mapping surely has it.
  std::optional<PortMapping> mapping_of(std::int64_t container_port) const;
  // Whether one of the mappings has this port of the container, with this protocol ("tcp", "udp")
  // if one is given.
  Truth maps(std::int64_t container_port, std::string_view protocol = {}) const;
  // Whether a port of the container's localhost is mapped: by the container itself, or with awsvpc
  // and host by another of the task, since they share one network.
  Truth maps_locally(std::int64_t port) const;
  // Whether the environment names the port, as `PORT: 8080` does: the container then listens
  // there, mapped or not. Envoy of AWS App Mesh answers questions about itself on 9901, unless
  // ENVOY_ADMIN_ACCESS_PORT names another port.
  // https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy-config.html
  Truth environment_names_port(std::int64_t port) const;
  // Unknown where a parameter says it, also by its default: whoever deploys chooses.
  ImageTag image_tag() const;
  // HealthCheck.Command; empty without one. Its items may be unknown.
  std::vector<Value> health_check_command() const;

 private:
  TaskDefinition task_;
  Value definition_;
};

// Task sizes as ECS reads them, in MiB ("512", "0.5 GB") and in CPU units ("256", ".25 vCPU").
std::optional<std::int64_t> parse_task_memory(std::string_view text);
std::optional<std::int64_t> parse_task_cpu(std::string_view text);

}  // namespace cfn_ecs_lint
