// Where the tests find their files.
#pragma once

#include <filesystem>
#include <string>

namespace cfn_ecs_lint::testing {

// The absolute path of a file or folder in testdata/, such as "stacks/quickstart".
std::filesystem::path testdata(const std::filesystem::path& relative = {});

// The absolute path of the top of the source tree.
std::filesystem::path source_root();

// The bytes of a file as they are. Aborts the test binary when the file cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace cfn_ecs_lint::testing
