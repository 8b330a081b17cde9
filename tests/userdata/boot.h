// User data from its text, for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/templates.h"
#include "userdata/user_data.h"

namespace cfn_ecs_lint::testing {

// An instance that boots with this text as its user data: in a template with the parameters `Name`
// (without a value), and the cluster `Cluster`, where `${...}` is substituted.
class Boot {
 public:
  explicit Boot(std::string_view text, const InitReader& init = {});

  const UserData& user_data() const { return *user_data_; }
  // "KEY=VALUE" of each setting in order, holes as `<...>`; behind it " (maybe)" and " (gone)".
  std::vector<std::string> settings() const;
  // The commands, each with the words in brackets that it has; behind them " (maybe)", " (&)".
  std::vector<std::string> commands() const;
  bool is_understood() const { return user_data_->is_understood(); }
  // The words of the template to which a place points, with their line: "7: ECS_CLUSTER=x". The
  // first line of the text is line 1.
  std::string at(const Span& place) const;

 private:
  System system_;
  std::unique_ptr<UserData> user_data_;
};

// A text as people read it: holes as `<Name>`.
std::string readable(const Text& text);

}  // namespace cfn_ecs_lint::testing
