#include "tests/cli/temporary_folder.h"

#include <stdlib.h>

#include <fstream>

namespace cfn_ecs_lint::cli {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() : before_(fs::current_path()) {
  std::string name = (fs::temp_directory_path() / "cfn-ecs-lint-test-XXXXXX").string();
  path_ = fs::canonical(mkdtemp(name.data()));
  fs::current_path(path_);
}

TemporaryFolder::~TemporaryFolder() {
  fs::current_path(before_);
  fs::remove_all(path_);
}

void TemporaryFolder::write(const fs::path& relative, std::string_view bytes) {
  fs::create_directories((path_ / relative).parent_path());
  std::ofstream(path_ / relative, std::ios::binary) << bytes;
}

}  // namespace cfn_ecs_lint::cli
