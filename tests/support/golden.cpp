#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/testdata.h"

namespace cfn_ecs_lint::testing {

void expect_golden(std::string_view actual, const std::filesystem::path& relative) {
  const std::filesystem::path path = testdata(relative);
  if (std::getenv("UPDATE_GOLDEN")) {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  ASSERT_TRUE(std::filesystem::exists(path)) << path << ": make it with UPDATE_GOLDEN=1";
  EXPECT_EQ(std::string(actual), read_file(path)) << "differs from " << relative;
}

}  // namespace cfn_ecs_lint::testing
