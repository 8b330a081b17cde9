// Where the program speaks, and how it ends.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/project.h"
#include "output/format.h"
#include "output/text.h"

namespace cfn_ecs_lint::cli {

enum ExitStatus { kNothing = 0, kFindings = 1, kWrongUse = 2, kUnreadable = 3 };

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;    // `out` is one
  std::size_t columns = 0;  // of the terminal, 0 when not known
  bool err_terminal = false;
};

// How text is written to `out`, and in which format.
output::TextOptions text_options(const Arguments& arguments, const Console& console);
const output::Format& format_of(const Arguments& arguments, const Console& console);

// Where files of this commit can be seen, in a job of GitHub Actions; else empty.
std::string repository_address();

// Says what is wrong and returns `kWrongUse`.
int wrong_use(const Console& console, std::string_view message);
int wrong_use(const Console& console, const WrongUse& wrong);

}  // namespace cfn_ecs_lint::cli
