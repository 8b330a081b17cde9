// Every directive of a template with the part of the template that it speaks of.
#pragma once

#include <vector>

#include "cfn/template.h"
#include "suppress/directive.h"

namespace cfn_ecs_lint {

// From comments of the document, comment lines of scripts in user data, and metadata.
std::vector<Directive> collect_directives(const cfn::Template& tmpl);

}  // namespace cfn_ecs_lint
