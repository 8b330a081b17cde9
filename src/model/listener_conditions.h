// Which requests a listener rule takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/value.h"

namespace cfn_ecs_lint {

// A condition of a listener rule: what a request has in the field matches one of the values.
struct RequestCondition {
  std::string_view field;           // "path-pattern", "host-header", ...
  std::string header;               // the name of an `http-header`
  std::vector<std::string> values;  // with wildcards `*` and `?`; of a query string "key=value"
  bool known = false;               // else it may take more or less than the values
  Place place;
};

// Reads an item of Conditions.
RequestCondition read_condition(const Value& condition);

// Whether every request that meets `narrow` surely meets `wide`.
bool covers(const RequestCondition& wide, const RequestCondition& narrow);

// Every request meets it: `*` or `/*` as a path.
bool takes_everything(const RequestCondition& condition);

// Whether all that the pattern `narrow` stands for, the pattern `wide` stands for too.
bool pattern_covers(std::string_view wide, std::string_view narrow);

}  // namespace cfn_ecs_lint
