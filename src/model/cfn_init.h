// AWS::CloudFormation::Init: the metadata of a resource that cfn-init works through.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
// How cfn-init does it: aws-cfn-bootstrap, cfnbootstrap/construction.py, file_tool.py and
// command_tool.py.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/system.h"
#include "userdata/user_data.h"

namespace cfn_ecs_lint {

class CfnInit {
 public:
  explicit CfnInit(const View& resource);

  // The value of the key AWS::CloudFormation::Init; absent when the resource has none.
  const Value& value() const { return value_; }

  struct Config {
    std::string_view name;
    Value value;
  };
  // What cfn-init stops at, because the metadata does not have it.
  struct Missing {
    enum class Kind : std::uint8_t { configset, config };
    Kind kind;
    std::string name;
    Place place;  // that names it; nowhere for the name of a configset in the call
  };
  struct Selection {
    std::vector<Config> configs;     // in the order in which they are applied
    bool known = true;               // false: there may be others
    std::optional<Missing> missing;  // the first that is not there
  };
  // The configs of configsets; `names` are separated by commas, and "default" when it is empty.
  Selection select(std::string_view names) const;

 private:
  void add_set(std::string_view name, const Place& place, int depth, Selection& selection) const;
  void add_entry(const Value& entry, int depth, Selection& selection) const;

  Value value_;
};

// A call of cfn-init.
class CfnInitCall {
 public:
  CfnInitCall(const System& system, const Stack& stack, const Command& command)
      : system_(system), stack_(stack), command_(command) {}

  const Command& command() const { return command_; }
  // Null without the option.
  const Text* stack_name() const { return command_.option("--stack", "-s"); }
  const Text* resource() const { return command_.option("--resource", "-r"); }
  const Text* configsets() const { return command_.option("--configsets", "-c"); }
  // The template shows all its words: none is a variable of the shell, which may bring options.
  bool has_all_words() const;
  // It asks for the stack of its own template.
  bool means_own_stack() const;
  // The resource whose metadata it reads, if it exists in this world.
  std::optional<View> target() const;
  // There is no such resource: not in this world, or not at all.
  bool misses_target() const;
  // The resource of the stack that it may mean instead: with metadata, and a name that is near, or
  // the only one; "" when there is none.
  std::string_view suggested_target() const;

 private:
  const System& system_;
  const Stack& stack_;
  const Command& command_;
};

// What cfn-init does on the instances of a stack.
InitReader init_reader(const System& system, const Stack& stack);

}  // namespace cfn_ecs_lint
