// The instance while its user data runs: what its files hold, which commands ran, and what is not
// known about them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "userdata/init_step.h"
#include "userdata/texts.h"
#include "userdata/user_data.h"

namespace cfn_ecs_lint::userdata {

// What a command writes to its standard output.
struct Chunk {
  Text text;
  bool known = true;    // false: text that nobody knows
  bool certain = true;  // false: it may not be written
};
using Output = std::vector<Chunk>;

// All of it is known and written for sure.
bool is_known(const Output& output);

struct Line {
  Text text;  // without its line break
  bool known = true;
  bool certain = true;
  bool gone = false;        // a later write removed it
  Span gone_by;             // the words of that write
  std::uint32_t order = 0;  // among all that is written to any file
  bool open = false;        // has no line break yet
};

struct File {
  std::vector<Line> lines;
  bool executed = false;
};

// Where ecs-init looks for the agent's settings, and the agent for its JSON.
// aws/amazon-ecs-agent, ecs-init/config/common.go and agent/config/config.go.
inline constexpr std::string_view kAgentConfig = "/etc/ecs/ecs.config";
inline constexpr std::string_view kInstanceConfig = "/var/lib/ecs/ecs.config";
inline constexpr std::string_view kJsonConfig = "/etc/ecs/ecs.config.json";

class Machine {
 public:
  Machine(TextStore& store, const InitReader& init) : store_(store), init_(init) {}
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  bool early = false;  // what runs now is a boothook or a bootcmd

  TextStore& store() { return store_; }
  // What cfn-init does; perhaps empty: then nobody knows.
  const InitReader& init() const { return init_; }

  // Something ran that may configure the agent in a way that is not understood.
  void misunderstand() { understood_ = false; }
  bool understood() const { return understood_; }

  // Every command costs; false when a script runs on without end, or makes text without end.
  bool spend(std::size_t cost);

  // Puts text behind what a file holds. A path that is not known may be any.
  void append(const Text& path, const Output& what, bool certain);
  // Takes away what a file holds; `by` are the words that do. Then it can be written anew.
  void clear(const Text& path, bool certain, const Text& by);
  void append(std::string_view path, const Output& what, bool certain);
  void clear(std::string_view path, bool certain, const Span& by);
  // Null when nothing here wrote it.
  const File* find(std::string_view path) const;
  File* find(std::string_view path);
  const std::map<std::string, File, std::less<>>& files() const { return files_; }
  // All that a file holds in the end.
  Output contents(const File& file);

  static Text line_break();

  // The agent is given a setting by other ways than a file: as a variable of its environment, or in
  // a form of its own.
  void set_variable(std::string_view key, const Text& value, bool certain, const Text& by);
  void set(std::string_view key, const Text& value, const Text& by);
  // The agent reads a file as its environment.
  void read_environment(const Text& path);

  std::vector<Command>& commands() { return commands_; }
  std::uint32_t next_order() { return ++order_; }

  // The settings of the agent, in the order in which they were written.
  std::vector<AgentSetting> settings();

 private:
  void append(File& file, const Chunk& chunk, bool certain);

  TextStore& store_;
  const InitReader& init_;
  std::map<std::string, File, std::less<>> files_;
  std::vector<AgentSetting> told_;
  std::vector<std::string> environment_files_ = {std::string(kInstanceConfig),
                                                 std::string(kAgentConfig)};
  std::vector<Command> commands_;
  std::uint32_t order_ = 0;
  std::size_t spent_ = 0;
  bool understood_ = true;
};

// Whether a path that is perhaps not wholly known may be this file, or a folder that holds it.
bool may_be(const Text& path, std::string_view file);
// `/a//b/./c` as `/a/b/c`.
std::string normal_path(std::string_view path);

}  // namespace cfn_ecs_lint::userdata
