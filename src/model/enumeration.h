// Reading an enumeration of AWS from a value.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "resolve/value.h"

namespace cfn_ecs_lint {

template <class Enum, std::size_t size>
using Spellings = std::array<std::pair<std::string_view, Enum>, size>;

// Unknown also for a spelling that AWS does not have.
template <class Enum, std::size_t size>
Field<Enum> as_enum(const Value& value, const Spellings<Enum, size>& spellings) {
  const Field<std::string_view> text = value.as_string();
  if (text.is_absent()) return Field<Enum>::absent(text);
  for (const auto& [spelling, meaning] : spellings) {
    if (text.is(spelling)) return Field<Enum>::known(meaning, text);
  }
  return Field<Enum>::unknown(text);
}

}  // namespace cfn_ecs_lint
