// How the ECS agent reads its configuration. Sources: aws/amazon-ecs-agent 8dfceca6 (2026-06-29),
// README.md, agent/config/ and ecs-init/docker/docker.go.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cfn_ecs_lint::aws {

// How the agent takes the value of a variable.
enum class AgentValue : std::uint8_t {
  boolean,
  duration,
  uint16,
  integer,
  json_array,
  json_object,
  text,
};

struct AgentVariable {
  std::string_view name;
  AgentValue value = AgentValue::text;
};

// All variables that the agent or ecs-init reads, sorted by name.
std::span<const AgentVariable> agent_variables();

// Null when neither the agent nor ecs-init reads it.
const AgentVariable* find_agent_variable(std::string_view name);

// The variable that an unknown one most likely stands for; empty when none is near.
std::string_view nearest_agent_variable(std::string_view name);

// --- Values: nothing where the agent logs a warning and keeps its default -----------------------

// strconv.ParseBool(strings.TrimSpace(value)) of Go: 1 t T TRUE true True, 0 f F FALSE false False.
std::optional<bool> parse_agent_boolean(std::string_view value);

// time.ParseDuration of Go: numbers with units, such as "30s", "1.5h" or "2m30s".
std::optional<std::chrono::nanoseconds> parse_agent_duration(std::string_view value);

// strconv.ParseUint(value, 10, 16) of Go.
std::optional<std::uint16_t> parse_agent_uint16(std::string_view value);

// strconv.Atoi of Go.
std::optional<std::int64_t> parse_agent_integer(std::string_view value);

// Whether the agent can use such a value; an empty one stands for the default.
bool agent_accepts(AgentValue kind, std::string_view value);

// --- Defaults -----------------------------------------------------------------------------------

constexpr std::string_view kDefaultCluster = "default";
constexpr std::chrono::seconds kDefaultStopTimeout{30};
constexpr std::chrono::seconds kMinimumStopTimeout{1};

// The log drivers that ecs-init offers where ECS_AVAILABLE_LOGGING_DRIVERS is not set, on Linux;
// awsfirelens needs none of them.
constexpr std::string_view kDefaultLoggingDrivers[] = {"json-file", "syslog", "awslogs", "fluentd",
                                                       "none"};

}  // namespace cfn_ecs_lint::aws
