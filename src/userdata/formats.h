// The forms of user data. Each runs on the machine what it holds.
#pragma once

#include <vector>

#include "userdata/machine.h"
#include "userdata/user_data.h"

namespace cfn_ecs_lint::userdata {

// Finds out which form a text has, and runs it.
UserDataFormat boot(Machine& machine, const Text& text);

void run_multipart(Machine& machine, const Text& text);
void run_windows(Machine& machine, const Text& text);
void run_bottlerocket(Machine& machine, const Text& text);
// `is_user_data`: the settings stand under the key ECSAgentConfiguration.
void run_agent_json(Machine& machine, const Text& text, bool is_user_data);

// Runs what the boot leaves in files: units of systemd, and the agent's JSON.
void run_what_is_left(Machine& machine);
// Reads the files in which cfn-hup finds its hooks.
std::vector<UpdateHook> update_hooks(Machine& machine);

}  // namespace cfn_ecs_lint::userdata
