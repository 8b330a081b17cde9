#include "userdata/machine.h"

#include <algorithm>

namespace cfn_ecs_lint::userdata {
namespace {

// EC2 takes user data of at most 16 KiB, so what costs more than this runs in circles.
constexpr std::size_t kMostSpent = 1 << 20;

constexpr std::string_view kSpace = " \t\r\n\v\f";  // what Go's strings.TrimSpace takes away

}  // namespace

bool is_known(const Output& output) {
  return std::all_of(output.begin(), output.end(),
                     [](const Chunk& chunk) { return chunk.known && chunk.certain; });
}

bool may_be(const Text& path, std::string_view file) {
  if (path.known()) return normal_path(path.str()) == file;
  const Piece piece{false, file, {}, nullptr, nullptr, 0, 0};
  return equal(path, Text(std::span(&piece, 1), file)) != Truth::no;
}

std::string normal_path(std::string_view path) {
  std::string normal;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part == "..") {
      normal.resize(std::min(normal.rfind('/'), normal.size()));
    } else if (!part.empty() && part != ".") {
      if (!normal.empty() || path.front() == '/') normal += '/';
      normal += part;
    }
    at = end + 1;
  }
  return normal;
}

bool Machine::spend(std::size_t cost) {
  spent_ += cost;
  if (spent_ <= kMostSpent) return true;
  misunderstand();
  return false;
}

void Machine::clear(std::string_view path, bool certain, const Span& by) {
  File* const file = find(path);
  if (file == nullptr) return;
  for (Line& line : file->lines) {
    if (line.gone) continue;
    if (certain) {
      line.gone = true;
      line.gone_by = by;
    } else {
      line.certain = false;
    }
  }
}

void Machine::clear(const Text& path, bool certain, const Text& by) {
  if (path.known()) {
    if (find(path.str()) != nullptr) clear(path.str(), certain, by.span());
    return;
  }
  for (const auto& [name, file] : files_) {
    if (path.only_hole() == nullptr && may_be(path, name)) clear(name, false, by.span());
  }
}

void Machine::append(const Text& path, const Output& what, bool certain) {
  if (path.known()) return append(path.str(), what, certain);
  const bool speaks_to_agent =
      path.only_hole() == nullptr || std::any_of(what.begin(), what.end(), [](const Chunk& chunk) {
        return chunk.text.str().find("ECS_") != std::string_view::npos;
      });
  for (const std::string& config : environment_files_) {
    if (speaks_to_agent && may_be(path, config)) misunderstand();
  }
}

void Machine::append(std::string_view path, const Output& what, bool certain) {
  const std::string name = normal_path(path);
  if (name.starts_with("/dev/")) return;
  File& file = files_[name];
  for (const Chunk& chunk : what) {
    if (!spend(chunk.text.str().size() / 64 + 1)) return;
    append(file, chunk, certain);
  }
}

void Machine::append(File& file, const Chunk& chunk, bool certain) {
  const Cuttable text(chunk.text);
  const std::string_view str = text.str();
  std::size_t begin = 0;
  do {
    const std::size_t end = std::min(str.find('\n', begin), str.size());
    const Text rest = text.cut(begin, end, store_);
    const bool joins = !file.lines.empty() && file.lines.back().open && !file.lines.back().gone;
    if (!joins && str.empty() && chunk.known) return;
    Line& line = joins ? file.lines.back() : file.lines.emplace_back();
    const Text parts[] = {line.text, rest};
    line.text = joins ? store_.join(parts) : rest;
    line.known = line.known && chunk.known;
    line.certain = line.certain && chunk.certain && certain;
    line.open = end == str.size();
    line.order = next_order();
    begin = end + 1;
  } while (begin < str.size());
}

const File* Machine::find(std::string_view path) const {
  const auto found = files_.find(normal_path(path));
  return found == files_.end() ? nullptr : &found->second;
}

File* Machine::find(std::string_view path) {
  const auto found = files_.find(normal_path(path));
  return found == files_.end() ? nullptr : &found->second;
}

Output Machine::contents(const File& file) {
  Output output;
  for (const Line& line : file.lines) {
    if (line.gone) continue;
    output.push_back({line.text, line.known, line.certain});
    if (!line.open) output.push_back({line_break(), true, line.certain});
  }
  return output;
}

Text Machine::line_break() {
  static constexpr Piece kBreak{false, "\n", {}, nullptr, nullptr, 0, 0};
  return Text(std::span(&kBreak, 1), kBreak.text);
}

void Machine::set(std::string_view key, const Text& value, const Text& by) {
  set_variable(key, value, true, by);
  told_.back().is_variable = false;
}

void Machine::set_variable(std::string_view key, const Text& value, bool certain, const Text& by) {
  AgentSetting& setting = told_.emplace_back();
  setting.key = key;
  setting.value = value;
  setting.span = by.span();
  setting.certain = certain;
  setting.is_variable = true;
  setting.order = next_order();
}

void Machine::read_environment(const Text& path) {
  if (!path.known()) return misunderstand();
  const std::string name = normal_path(path.str());
  if (std::find(environment_files_.begin(), environment_files_.end(), name) ==
      environment_files_.end()) {
    environment_files_.push_back(name);
  }
}

// aws/amazon-ecs-agent, ecs-init/docker/docker.go, getEnvVars: lines, each trimmed, up to the first
// `=` the key and behind it the value; quotes, `export` and comments mean nothing.
std::vector<AgentSetting> Machine::settings() {
  std::vector<AgentSetting> settings;
  for (const std::string& name : environment_files_) {
    const File* const config = find(name);
    if (config == nullptr) continue;
    for (const Line& line : config->lines) {
      if (!line.known) {
        if (!line.gone) misunderstand();
        continue;
      }
      const Cuttable text(line.text);
      const std::string_view str = text.str();
      const std::size_t begin = str.find_first_not_of(kSpace);
      if (begin == std::string_view::npos || str[begin] == '#') continue;
      const std::size_t end = str.find_last_not_of(kSpace) + 1;
      const std::size_t equals = str.find('=', begin);
      if (!text.cut(begin, std::min(equals, end), store_).known()) {
        if (!line.gone) misunderstand();
        continue;
      }
      if (equals >= end) continue;
      AgentSetting& setting = settings.emplace_back();
      setting.key = str.substr(begin, equals - begin);
      setting.value = text.cut(equals + 1, end, store_);
      setting.span = line.text.locate(begin, end);
      setting.certain = line.certain;
      setting.overwritten = line.gone;
      setting.overwritten_by = line.gone_by;
      setting.is_variable = true;
      setting.order = line.order;
    }
  }
  // What the agent is told itself stands over the files, and a file over those before it.
  settings.insert(settings.end(), told_.begin(), told_.end());
  const auto by_order = [](const AgentSetting& a, const AgentSetting& b) {
    return a.order < b.order;
  };
  std::map<std::string_view, const AgentSetting*> last;
  for (auto setting = settings.rbegin(); setting != settings.rend(); ++setting) {
    if (setting->overwritten) continue;
    const AgentSetting*& later = last[setting->key];
    if (later != nullptr && later->certain) {
      setting->overwritten = true;
      setting->overwritten_by = later->span;
    } else {
      later = &*setting;
    }
  }
  std::stable_sort(settings.begin(), settings.end(), by_order);
  return settings;
}

}  // namespace cfn_ecs_lint::userdata
