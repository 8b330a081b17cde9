// A run to render: two templates, some findings, a file that could not be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "output/report.h"
#include "source/source.h"

namespace cfn_ecs_lint::output {

// The words `needle` of a file, the first of them behind `after`.
Span words(const SourceFile& file, std::string_view needle, std::string_view after = "");

class Sample {
 public:
  Sample();
  Report report() const;

 private:
  SourceMap sources_;
  std::vector<const SourceFile*> templates_;
  std::vector<Diagnostic> findings_;
  std::vector<ReadProblem> problems_;
};

}  // namespace cfn_ecs_lint::output
