// The formats in which a report can be written.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "output/report.h"
#include "output/text.h"

namespace cfn_ecs_lint::output {

struct Format {
  std::string_view name;
  std::span<const std::string_view> extensions;  // of files that are in this format by their names
  // A format for machines has no use for the options of text.
  std::string (*render)(const Report& report, const TextOptions& options);
};

// All of them, text first.
std::span<const Format> formats();

// The format of this name, or null.
const Format* find_format(std::string_view name);

// The format of a file by its name, or null.
const Format* format_of_file(std::string_view path);

}  // namespace cfn_ecs_lint::output
