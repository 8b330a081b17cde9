// Where reading YAML stopped: what stands there, and the means to say what is wrong with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/line.h"
#include "yaml/syntax_error.h"

namespace cfn_ecs_lint::yaml {

using Found = std::optional<ReadProblem>;

inline bool one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

class Scene {
 public:
  // `reason`: the message of yaml-cpp.
  explicit Scene(const Breakdown& breakdown, std::string_view reason = {});

 protected:
  std::string_view text(std::uint32_t begin, std::uint32_t end) const;
  std::string_view text(const LineKey& key) const { return text(key.begin, key.end); }
  char at() const { return b_.at < size_ ? bytes_[b_.at] : '\0'; }
  std::uint32_t line_number(std::uint32_t at) const { return b_.file.place(at).line; }
  bool reason(std::string_view message) const { return reason_.starts_with(message); }

  // Spans are cut at the end of their first line.
  ReadProblem problem(std::uint32_t begin, std::uint32_t end, std::string message,
                      std::string help = {}) const;
  void label(ReadProblem& found, std::uint32_t begin, std::uint32_t end, std::string words) const;

  // Of a mark such as `{{` at `begin`.
  ReadProblem template_language(std::uint32_t begin, std::uint32_t end) const;

  const Breakdown& b_;
  const std::string_view bytes_;
  const std::uint32_t size_;
  const Line line_;  // where reading stopped
  const std::optional<Line> above_;

 private:
  const std::string_view reason_;
};

// What is wrong with the characters and words: quotes, brackets, signs that begin a value, and
// what is not YAML at all. Null when it is none of those.
Found token_error(const Breakdown& breakdown, std::string_view reason);
// Nothing else explains the end of reading, and a bracket is open there.
Found open_bracket(const Breakdown& breakdown);
ReadProblem unclosed_quote(const Breakdown& breakdown, std::uint32_t begin);

// What is wrong with lines: colons, dashes and indentation. Null when it is none of those.
Found layout_error(const Breakdown& breakdown, std::string_view reason);
ReadProblem no_colon(const Breakdown& breakdown, std::uint32_t begin, std::uint32_t end);
ReadProblem second_document(const Breakdown& breakdown, const Span& first);

}  // namespace cfn_ecs_lint::yaml
