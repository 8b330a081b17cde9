// What an instance does at its first boot, as far as it can be told: which files it writes, which
// commands it runs, and so how the ECS agent is configured. A model of scripts, not a search for
// words: what could change the answer and is not understood makes the answer unknown.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/value.h"
#include "userdata/init_step.h"

namespace cfn_ecs_lint {

namespace userdata {
class TextStore;
}

enum class UserDataFormat : std::uint8_t {
  none,          // no user data at all
  shell,         // #!
  cloud_config,  // #cloud-config
  multipart,     // MIME: parts in order
  boothook,
  powershell,
  bottlerocket,  // TOML
  json,
  include,  // addresses of more user data
  unknown,  // not known before the deployment, or of no kind that is understood
};

// A line `KEY=VALUE` that reaches the agent's configuration, as the agent sees it: after the shell
// has taken its quotes away, and with the quotes that a heredoc keeps.
struct AgentSetting {
  std::string key;
  Text value;
  Span span;                 // the words that write it
  bool certain = true;       // false: inside `if`, `for` or the like, so it may not be written
  bool overwritten = false;  // a later write truncates the file or sets the key again
  Span overwritten_by;       // the words that do
  bool is_variable = false;  // reaches the agent word for word, as a variable of its environment
  std::uint32_t order = 0;   // among all settings and commands, as they happen
};

// A command of a script with its words; a word with holes is partly known.
struct Command {
  // Without `sudo` and its like; `--option=value` of cfn-init and its like is two words.
  std::vector<Text> words;
  Text text;                // the whole command
  bool certain = true;      // false: inside `if`, `for` or the like, so it may not run
  bool background = false;  // nobody waits for it
  bool early = false;       // in a boothook or a bootcmd, long before the scripts
  std::uint32_t order = 0;  // among all settings and commands, as they happen

  // The word at `index` where it is known, else "".
  std::string_view word(std::size_t index) const;
  // The name of the program without folder and `.exe`; "" where it is not known.
  std::string_view program() const;
  // The word behind an option, or null: `option("--resource", "-r")`.
  const Text* option(std::string_view name, std::string_view short_name = {}) const;
  Span span() const { return text.span(); }
};

// A hook of cfn-hup: what it does when the metadata of a resource changes.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-hup.html
struct UpdateHook {
  Text resource;                  // the `Web` of its path, `Resources.Web.Metadata...`
  std::vector<Command> commands;  // of its action
};

// How the text comes to be base64, as a launch template wants it.
enum class UserDataEncoding : std::uint8_t {
  function,  // Fn::Base64
  literal,   // the template holds base64
  none,      // readable text as it is
  unknown,
};

class UserData {
 public:
  // Reads the value of a UserData property, which may be absent or unknown. `init` tells what
  // cfn-init does; without it nobody knows.
  explicit UserData(const Value& value, const InitReader& init = {});
  ~UserData();
  UserData(UserData&&) noexcept;
  UserData& operator=(UserData&&) noexcept;

  UserDataFormat format() const { return format_; }
  UserDataEncoding encoding() const { return encoding_; }
  Place place() const { return place_; }
  // Every setting of the agent in the order in which it is written.
  std::span<const AgentSetting> settings() const { return settings_; }
  // The value that holds in the end: absent when nothing sets it, unknown when something may that
  // is not understood, or that may or may not run.
  Field<Text> setting(std::string_view key) const;
  // The setting that holds in the end, or null: of it the place and the words.
  const AgentSetting* effective(std::string_view key) const;
  // Nothing in the user data can configure the agent beyond what `settings` shows.
  bool is_understood() const { return understood_; }
  // The commands of its shell scripts in order.
  std::span<const Command> commands() const { return commands_; }
  // The hooks of cfn-hup in the files that the boot writes.
  std::span<const UpdateHook> update_hooks() const { return hooks_; }
  // The text as the template spells it, decoded; null when unknown or absent.
  const Text* text() const { return text_ ? &*text_ : nullptr; }

 private:
  std::unique_ptr<userdata::TextStore> store_;  // owns all texts
  UserDataFormat format_ = UserDataFormat::none;
  UserDataEncoding encoding_ = UserDataEncoding::unknown;
  Place place_;
  std::optional<Text> text_;
  std::vector<AgentSetting> settings_;
  std::vector<Command> commands_;
  std::vector<UpdateHook> hooks_;
  bool understood_ = true;
};

}  // namespace cfn_ecs_lint
