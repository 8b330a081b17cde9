// The two readers after `parse`. Each builds a tree of what it can read, and gives the fault that
// stopped it, if one did; `span`, `message`, `labels` and `help` of it are set.
#pragma once

#include <cstdint>
#include <optional>

#include "diagnostic/diagnostic.h"
#include "yaml/tree.h"

namespace cfn_ecs_lint::yaml {

// Both begin at byte `begin`, after a byte order mark. The bytes have passed `check_bytes`.
std::optional<ReadProblem> read_yaml(Tree& tree, std::uint32_t begin);
std::optional<ReadProblem> read_json(Tree& tree, std::uint32_t begin);

}  // namespace cfn_ecs_lint::yaml
