#include <fmt/core.h>

#include "version.h"

int main() {
  fmt::print("cfn-ecs-lint {}\n", cfn_ecs_lint::kVersion);
  return 0;
}
