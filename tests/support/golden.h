// Renderings that are kept as files.
#pragma once

#include <filesystem>
#include <string_view>

namespace cfn_ecs_lint::testing {

// Expects `actual` to be the bytes of a file in testdata/. With UPDATE_GOLDEN=1 in the environment
// the file is written instead: read the difference before it is committed.
void expect_golden(std::string_view actual, const std::filesystem::path& relative);

}  // namespace cfn_ecs_lint::testing
