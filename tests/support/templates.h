// Templates from text, for tests.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "link/template_set.h"
#include "resolve/world.h"

namespace cfn_ecs_lint::testing {

struct NamedText {
  std::string path;
  std::string text;
};

// Templates that are deployed together, from their texts; file names are "a.yaml", "b.yaml", ...
// or the ones given. A text that cannot be read fails the test.
class System {
 public:
  explicit System(std::initializer_list<std::string> texts, ParameterValues values = {});
  explicit System(std::vector<NamedText> named, ParameterValues values = {});

  World& world() { return *world_; }
  const TemplateSet& set() const { return *set_; }
  const Stack& stack(std::size_t index) const { return set_->stacks()[index]; }
  const Resource& resource(std::string_view logical_id) const;
  Value property(std::string_view logical_id, std::string_view key);

 private:
  SourceMap sources_;
  std::unique_ptr<TemplateSet> set_;
  std::unique_ptr<World> world_;
};

}  // namespace cfn_ecs_lint::testing
