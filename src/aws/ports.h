// Ports of container instances.
#pragma once

#include <cstdint>

#include "aws/range.h"

namespace cfn_ecs_lint::aws {

// --- Where a container of bridge mode without a host port may listen ----------------------------

// The kernel's net.ipv4.ip_local_port_range on the ECS-optimized AMIs. ECS developer guide, "Load
// balancer types".
constexpr Range kDynamicPorts = {32768, 61000};
// What the agent takes where it cannot read the kernel's setting.
// agent/utils/ephemeral_ports_unsupported.go of aws/amazon-ecs-agent.
constexpr Range kFallbackDynamicPorts = {49153, 65535};
constexpr Range kWindowsDynamicPorts = {49152, 65535};

// --- Host ports that the agent keeps from tasks (TCP) -------------------------------------------
// README of aws/amazon-ecs-agent, ECS_RESERVED_PORTS.

constexpr std::uint16_t kReservedPorts[] = {22, 2375, 2376, 51678, 51679};
constexpr std::uint16_t kWindowsReservedPorts[] = {53,   135,  139,  445,   2375, 2376,
                                                   3389, 5985, 5986, 51678, 51679};

constexpr Range kAnyPort = {0, 65535};

}  // namespace cfn_ecs_lint::aws
