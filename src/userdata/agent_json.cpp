// The agent's settings as JSON: as user data, or in a file of their own.
// aws/amazon-ecs-agent, agent/config/config.go, userDataConfig and fileConfig.
#include <string_view>

#include "userdata/embedded.h"
#include "userdata/formats.h"

namespace cfn_ecs_lint::userdata {
namespace {

struct Key {
  std::string_view name;
  std::string_view variable;
};

constexpr Key kKeys[] = {
    {"Cluster", "ECS_CLUSTER"},
    {"SpotInstanceDrainingEnabled", "ECS_ENABLE_SPOT_INSTANCE_DRAINING"},
    {"ReservedMemory", "ECS_RESERVED_MEMORY"},
    {"DockerStopTimeout", "ECS_CONTAINER_STOP_TIMEOUT"},
    {"AvailableLoggingDrivers", "ECS_AVAILABLE_LOGGING_DRIVERS"},
    {"TaskENIEnabled", "ECS_ENABLE_TASK_ENI"},
};

}  // namespace

void run_agent_json(Machine& machine, const Text& text, bool is_user_data) {
  const Embedded json(text);
  const yaml::Node* settings = &json.root();
  if (is_user_data) settings = find(*settings, "ECSAgentConfiguration");
  if (!json.well_formed() || settings == nullptr) return machine.misunderstand();
  TextStore& store = machine.store();
  for (const Key& key : kKeys) {
    const yaml::Node* const value = find(*settings, key.name);
    if (value == nullptr) continue;
    const bool is_scalar = value->kind == yaml::Kind::scalar;
    machine.set(key.variable,
                is_scalar ? json.text_of(*value, store) : json.words_of(*value, store),
                json.words_of(*value, store));
  }
}

}  // namespace cfn_ecs_lint::userdata
