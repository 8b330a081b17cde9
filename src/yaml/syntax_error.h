// Why YAML could not be read on, in words: yaml-cpp says where it gave up, this says what is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {

// A sequence or mapping that is open where reading stopped.
struct OpenCollection {
  const Node* node;
  const Node* key;          // of a mapping, the last one; null without one
  std::uint32_t value_end;  // of its value; the end of the file while that is being read
  int column;               // of the entries of a block collection, from 0; -1: in brackets
};

struct Breakdown {
  const SourceFile& file;
  std::uint32_t begin;                    // of the text, after a byte order mark
  std::uint32_t at;                       // where reading stopped
  std::uint32_t read_to;                  // after the last token that is in the tree
  const Node* last_scalar;                // the last one in the tree; null without one
  std::vector<OpenCollection> open;       // the outermost first
  std::vector<std::string_view> anchors;  // that stand before
};

// Of a message of yaml-cpp (`YAML::ErrorMsg`).
ReadProblem explain(const Breakdown& breakdown, std::string_view reason);

// Of what yaml-cpp lets pass.
ReadProblem explain_missing_colon(const Breakdown& breakdown, const Node& key);
ReadProblem explain_unclosed_quote(const Breakdown& breakdown);
ReadProblem explain_second_document(const Breakdown& breakdown, const Span& first);

// Adds a label that says in whose value reading stopped, unless the problem has a label.
void add_context(const Breakdown& breakdown, ReadProblem& problem);

}  // namespace cfn_ecs_lint::yaml
