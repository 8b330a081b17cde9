#include "output/format.h"

#include <algorithm>

#include "output/compact.h"
#include "output/github.h"
#include "output/json.h"
#include "output/junit.h"
#include "output/markdown.h"
#include "output/sarif.h"

namespace cfn_ecs_lint::output {
namespace {

template <std::string (*render)(const Report&)>
std::string for_machines(const Report& report, const TextOptions&) {
  return render(report);
}

constexpr std::string_view kTxt[] = {".txt"};
constexpr std::string_view kJson[] = {".json"};
constexpr std::string_view kSarif[] = {".sarif", ".sarif.json"};
constexpr std::string_view kMd[] = {".md"};
constexpr std::string_view kXml[] = {".xml"};

constexpr Format kFormats[] = {
    {"text", kTxt, to_text},
    {"compact", {}, to_compact},
    {"github", {}, to_github},
    {"json", kJson, for_machines<to_json>},
    {"sarif", kSarif, for_machines<to_sarif>},
    {"markdown", kMd, for_machines<to_markdown>},
    {"junit", kXml, for_machines<to_junit>},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

const Format* format_of_file(std::string_view path) {
  const Format* best = nullptr;
  std::size_t longest = 0;  // `.sarif.json` is more than `.json`
  for (const Format& format : kFormats) {
    for (const std::string_view extension : format.extensions) {
      if (!path.ends_with(extension) || extension.size() <= longest) continue;
      best = &format;
      longest = extension.size();
    }
  }
  return best;
}

}  // namespace cfn_ecs_lint::output
