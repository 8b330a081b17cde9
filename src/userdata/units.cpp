// What the files do that the boot leaves behind.
#include <algorithm>
#include <string_view>
#include <vector>

#include "userdata/formats.h"
#include "userdata/shell.h"

namespace cfn_ecs_lint::userdata {
namespace {

// Runs the commands of a unit of systemd, as starting it does.
// https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html
void run_unit(Machine& machine, const Text& unit) {
  constexpr std::string_view kExec = "ExecStart";  // ExecStart, ExecStartPre, ExecStartPost
  const Cuttable text(unit);
  const std::string_view str = text.str();
  for (std::size_t begin = 0; begin < str.size();) {
    std::size_t end = std::min(str.find('\n', begin), str.size());
    while (end < str.size() && end > begin && str[end - 1] == '\\') {
      end = std::min(str.find('\n', end + 1), str.size());
    }
    const std::size_t equals = std::min(str.find('=', begin), end);
    if (str.substr(begin).starts_with(kExec) && equals < end) {
      const std::size_t command = std::min(str.find_first_not_of("=@-:+! \t", equals), end);
      run_shell(machine, text.cut(command, end, machine.store()), true);
    }
    begin = end + 1;
  }
}

}  // namespace

void run_what_is_left(Machine& machine) {
  std::vector<std::pair<std::string_view, Text>> left;
  for (const auto& [name, file] : machine.files()) {
    if (file.executed || name == kAgentConfig || name == kInstanceConfig) continue;
    std::vector<Text> texts;
    for (const Chunk& chunk : machine.contents(file)) texts.push_back(chunk.text);
    left.emplace_back(name, machine.store().join(texts));
  }
  for (const auto& [name, text] : left) {
    if (name == kJsonConfig) {
      run_agent_json(machine, text, false);
    } else if (name.ends_with(".service")) {
      run_unit(machine, text);
    } else if (text.str().find(kAgentConfig) != std::string_view::npos) {
      machine.misunderstand();  // a script that something else may run
    }
  }
}

}  // namespace cfn_ecs_lint::userdata
