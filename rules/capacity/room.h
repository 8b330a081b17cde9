// What the rules about room for tasks point at.
#pragma once

#include "lint/rule.h"
#include "model/placement.h"

namespace cfn_ecs_lint::rules {

// The names of the groups that a service may use: "`A`", "`A` and `B`".
std::string spoken_groups(const Placement& placement);

// Labels the finding with everything that the room for tasks of the service comes from.
void label_room(Finding& finding, const Service& service, const Placement& placement);

}  // namespace cfn_ecs_lint::rules
