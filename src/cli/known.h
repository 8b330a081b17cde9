// The findings of a run beside the baseline of its project.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "baseline/baseline.h"
#include "cli/files.h"
#include "cli/project.h"
#include "diagnostic/diagnostic.h"
#include "source/source.h"

namespace cfn_ecs_lint::cli {

// Marks findings as suppressed that the baseline of a project has.
class Known {
 public:
  Known(const Project& project, std::vector<Diagnostic>& findings)
      : project_(project), findings_(findings) {}

  // Writes the findings into the baseline, and marks them. Returns what goes wrong.
  std::optional<WrongUse> write();

  // Marks the findings that the baseline has, and adds a note for each entry that is mended: of the
  // files that were searched without a problem, and of those that are gone. Returns what is wrong
  // with the baseline; `sources` keeps it.
  std::optional<WrongUse> read(std::span<const SourceFile* const> searched,
                               std::span<const ReadProblem> problems, SourceMap& sources);

  // How many entries are mended.
  std::size_t stale() const { return stale_; }

 private:
  std::vector<bool> match(std::span<const baseline::Entry> entries);
  std::string path_of(const Diagnostic& finding) const;
  bool is_gone(std::string_view path) const;

  const Project& project_;
  std::vector<Diagnostic>& findings_;
  Repository repository_;
  std::size_t stale_ = 0;
};

}  // namespace cfn_ecs_lint::cli
