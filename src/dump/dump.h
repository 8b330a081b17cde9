// What the rooms saw, as JSON: for tests, and for people who wonder why a rule says something.
#pragma once

#include <span>
#include <string>

#include "cfn/template.h"
#include "link/template_set.h"

namespace cfn_ecs_lint {

// Each gives one JSON text that ends in a line break. Places are "line:column", both from 1, the
// column in bytes; paths are as the user gave them.

// The files as trees: `{"path", "complete", "root": {"kind", "at", "text", "style", "tag", ...}}`.
std::string dump_yaml(std::span<const cfn::Template> templates);

// The sections of the templates, intrinsic functions in long form, nothing evaluated:
// `{"path", "parameters", "mappings", "conditions", "resources", "outputs"}`.
std::string dump_template(std::span<const cfn::Template> templates);

// The resource graph: `{"resources": [{"id", "type", "template", "at", "condition"}],
// "references": [{"from", "to", "attribute", "at", "imported"}],
// "exports": [{"template", "output", "name"}],
// "imports": [{"template", "at", "name", "answered_by"}]}`.
// A resource's id is `TEMPLATE#LOGICAL_ID`; `{...}` in names stands for what is not known.
std::string dump_graph(const TemplateSet& set);

}  // namespace cfn_ecs_lint
