// #cloud-config: what cloud-init does at boot, said in YAML.
// https://docs.cloud-init.io/en/latest/reference/modules.html
#pragma once

#include <vector>

#include "userdata/embedded.h"
#include "userdata/machine.h"

namespace cfn_ecs_lint::userdata {

class CloudConfig {
 public:
  CloudConfig(Machine& machine, const Text& text);

  // bootcmd and write_files: before any script.
  void run_early();
  // runcmd: behind the scripts of user data.
  void run_late();

 private:
  void run_commands(std::string_view key);
  void write_file(const yaml::Node& entry);

  Machine& machine_;
  Embedded yaml_;
};

}  // namespace cfn_ecs_lint::userdata
