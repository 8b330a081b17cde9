// The forms of user data. Each runs on the machine what it holds.
// https://docs.cloud-init.io/en/latest/explanation/format.html
#pragma once

#include "userdata/machine.h"
#include "userdata/user_data.h"

namespace cfn_ecs_lint::userdata {

// Finds out which form a text has, and runs it.
UserDataFormat boot(Machine& machine, const Text& text);

}  // namespace cfn_ecs_lint::userdata
