// The rules about suppressions, by name.
#pragma once

#include "lint/rule.h"

namespace cfn_ecs_lint {

extern const Rule baseline_stale;
extern const Rule suppression_malformed;
extern const Rule suppression_unknown_rule;
extern const Rule suppression_unused;
extern const Rule suppression_without_reason;

}  // namespace cfn_ecs_lint
