// The options of the command line, as a table: what reads them, `--help`, the manual page and the
// completions of shells all come from it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cfn_ecs_lint::cli {

// What may be the value of an option.
enum class Values : std::uint8_t {
  none,  // it is a flag
  any,
  file,
  format,
  output,  // a file, perhaps with a format before it
  color,
  severity,
  fail_on,
  rule,
  rules,  // names of rules and groups, with commas between
  stage,
  shell,
};

struct Option {
  std::string_view name;   // without its dashes
  char letter;             // '\0': none
  std::string_view value;  // what help calls its value; empty for a flag
  Values values;
  std::string_view help;  // paragraphs, with line breaks between
  bool repeats = false;
};

struct Section {
  std::string_view title;
  std::span<const Option> options;
};

std::span<const Section> sections();

// "-f,--format". The option must be in the table.
std::string spelling(std::string_view name);

// The words that may be values of this kind, where those are few.
std::vector<std::string_view> words_of(Values values);

}  // namespace cfn_ecs_lint::cli
