// The hooks of cfn-hup: /etc/cfn/hooks.conf and the files of /etc/cfn/hooks.d.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-hup.html
#include <algorithm>
#include <string_view>

#include "userdata/formats.h"
#include "userdata/shell.h"

namespace cfn_ecs_lint::userdata {
namespace {

bool has_hooks(std::string_view path) {
  return path == "/etc/cfn/hooks.conf" || path.starts_with("/etc/cfn/hooks.d/") ||
         path.find("\\cfn\\hooks") != std::string_view::npos;
}

// The value of `key=value`, or nothing.
std::optional<Text> value_of(const Cuttable& line, std::string_view key, TextStore& store) {
  const std::string_view str = line.str();
  const std::size_t begin = std::min(str.find_first_not_of(" \t"), str.size());
  if (!str.substr(begin).starts_with(key)) return std::nullopt;
  const std::size_t equals = str.find_first_not_of(" \t", begin + key.size());
  if (equals == std::string_view::npos || (str[equals] != '=' && str[equals] != ':')) {
    return std::nullopt;
  }
  const std::size_t from = std::min(str.find_first_not_of(" \t", equals + 1), str.size());
  const std::size_t to = std::max(from, str.find_last_not_of(" \t\r") + 1);
  return line.cut(from, to, store);
}

// The `Web` of `Resources.Web.Metadata.AWS::CloudFormation::Init`.
Text resource_of(const Text& path, TextStore& store) {
  constexpr std::string_view kResources = "Resources.";
  const Cuttable text(path);
  if (!text.str().starts_with(kResources)) return {};
  return text.cut(kResources.size(), text.str().find('.', kResources.size()), store);
}

// The commands of an action, as the shell reads them; nothing of it runs here.
std::vector<Command> commands_of(const Text& action, TextStore& store) {
  const InitReader nobody_knows;
  Machine scratch(store, nobody_knows);
  run_shell(scratch, action, true);
  return std::move(scratch.commands());
}

// What cfn-hup's parser of ini files, Python's, takes for lines: one that begins with a blank goes
// on with the value of the one before it.
std::vector<Text> logical_lines(const File& file, TextStore& store) {
  std::vector<std::vector<Text>> parts;
  for (const Line& line : file.lines) {
    if (line.gone || !line.known) continue;
    const bool goes_on = line.text.str().starts_with(' ') || line.text.str().starts_with('\t');
    if (!goes_on || parts.empty()) {
      parts.push_back({line.text});
    } else {
      parts.back().push_back(Machine::line_break());
      parts.back().push_back(line.text);
    }
  }
  std::vector<Text> lines;
  for (const std::vector<Text>& line : parts) {
    lines.push_back(line.size() == 1 ? line.front() : store.join(line));
  }
  return lines;
}

}  // namespace

std::vector<UpdateHook> update_hooks(Machine& machine) {
  std::vector<UpdateHook> hooks;
  TextStore& store = machine.store();
  for (const auto& [name, file] : machine.files()) {
    if (!has_hooks(name)) continue;
    bool open = false;  // a section, whose keys follow
    for (const Text& line : logical_lines(file, store)) {
      const Cuttable text(line);
      if (text.str().starts_with('[')) {
        hooks.emplace_back();
        open = true;
      }
      if (!open) continue;
      if (const auto path = value_of(text, "path", store)) {
        hooks.back().resource = resource_of(*path, store);
      }
      if (const auto action = value_of(text, "action", store)) {
        hooks.back().commands = commands_of(*action, store);
      }
    }
  }
  return hooks;
}

}  // namespace cfn_ecs_lint::userdata
