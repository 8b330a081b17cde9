// What EC2's instance types have to offer to tasks.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cfn_ecs_lint::aws {

enum class Architecture : std::uint8_t { x86_64, arm64 };

std::string_view to_string(Architecture architecture);

struct InstanceType {
  std::string_view name;
  std::uint16_t vcpus;
  std::uint32_t memory_mib;  // of the hardware: a container instance registers less of it
  Architecture architecture;
  std::uint8_t gpus;
  std::uint8_t max_network_interfaces;  // of all network cards, the primary interface included
  std::uint8_t ipv4_per_interface;
  bool trunking;                   // false also where it is not known
  std::uint8_t branch_interfaces;  // more interfaces for tasks where trunking is on; 0: none known
  bool bare_metal;
};

// All known types, sorted by name.
std::span<const InstanceType> instance_types();

// Null when the type is unknown, or known without its size (is_retired_instance_type).
const InstanceType* find_instance_type(std::string_view name);

// Types that EC2 has or had and that instance_types() lacks: retired, or offered to few.
bool is_retired_instance_type(std::string_view name);

// The known type that a misspelt name most likely stands for; empty when none is near.
std::string_view nearest_instance_type(std::string_view name);

// The CPU units that a container instance registers.
constexpr std::uint32_t registered_cpu_units(const InstanceType& type) {
  return std::uint32_t{type.vcpus} * 1024;
}

// No container instance of this type registers more memory than this, in MiB. The agent registers
// what the kernel says it has (MemTotal, in agent/api/ecsclient of aws/amazon-ecs-agent), which AWS
// does not publish: 0.985 of the hardware is above all that was observed, from t2.micro (0.970) to
// m4.16xlarge (0.984), on Amazon Linux and Amazon Linux 2.
constexpr std::uint32_t registered_memory_upper_mib(const InstanceType& type) {
  return static_cast<std::uint32_t>(std::uint64_t{type.memory_mib} * 985 / 1000);
}

// What it may well register where kernel and firmware keep more to themselves; a guess, in MiB.
constexpr std::uint32_t registered_memory_likely_mib(const InstanceType& type) {
  return static_cast<std::uint32_t>(std::uint64_t{type.memory_mib} * 93 / 100);
}

}  // namespace cfn_ecs_lint::aws
