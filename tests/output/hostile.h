// A run in which every text that may come from a template tries to be more than text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "output/report.h"
#include "source/source.h"

namespace cfn_ecs_lint::output {

class Hostile {
 public:
  // One finding for each hostile text, and one of each severity that has them all.
  Hostile();
  // `count` findings of severities in turn; the first ones have them all. A line is very long.
  explicit Hostile(std::size_t count);

  Report report() const;
  static const std::vector<std::string>& texts();

 private:
  void add(Severity severity, const std::string& text);

  SourceMap sources_;
  const SourceFile& file_;
  std::vector<const SourceFile*> templates_;
  std::vector<Diagnostic> findings_;
  std::vector<ReadProblem> problems_;
  RuleInfo rule_;
};

}  // namespace cfn_ecs_lint::output
