#include "resolve/world.h"

namespace cfn_ecs_lint {

World::World(const TemplateSet& set) : set_(set), cache_(set.stacks().size()) {
  for (const cfn::Template& tmpl : set.templates()) find_deciding_parameters(tmpl);
  hand_up_deciding_parameters();
  find_exports();
}

World::~World() = default;

}  // namespace cfn_ecs_lint
