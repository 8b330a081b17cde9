// generate_system COUNT FOLDER: writes COUNT linked templates to measure with.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "tests/bench/system.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: generate_system COUNT FOLDER\n", stderr);
    return 2;
  }
  try {
    cfn_ecs_lint::bench::write_system(argv[2], std::strtoul(argv[1], nullptr, 10));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "generate_system: %s\n", error.what());
    return 1;
  }
  return 0;
}
