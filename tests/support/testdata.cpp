#include "tests/support/testdata.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace cfn_ecs_lint::testing {

std::filesystem::path source_root() { return CFN_ECS_LINT_SOURCE_ROOT; }

std::filesystem::path testdata(const std::filesystem::path& relative) {
  return source_root() / "testdata" / relative;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::abort();
  }
  return bytes;
}

}  // namespace cfn_ecs_lint::testing
