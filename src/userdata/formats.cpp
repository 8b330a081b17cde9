#include "userdata/formats.h"

#include "userdata/shell.h"

namespace cfn_ecs_lint::userdata {

UserDataFormat boot(Machine& machine, const Text& text) {
  const std::string_view str = text.str();
  if (str.starts_with("#!")) {
    run_shell(machine, text, true);
    return UserDataFormat::shell;
  }
  machine.misunderstand();
  return UserDataFormat::unknown;
}

}  // namespace cfn_ecs_lint::userdata
