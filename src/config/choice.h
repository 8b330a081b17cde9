// Words that stand for values, on the command line and in configuration.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint {

template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};

// The choice of this name, or null.
template <typename Value, std::size_t size>
const Choice<Value>* find_choice(const Choice<Value> (&choices)[size], std::string_view name) {
  for (const Choice<Value>& choice : choices) {
    if (choice.name == name) return &choice;
  }
  return nullptr;
}

template <typename Value, std::size_t size>
std::vector<std::string_view> choice_names(const Choice<Value> (&choices)[size]) {
  std::vector<std::string_view> names;
  for (const Choice<Value>& choice : choices) names.push_back(choice.name);
  return names;
}

// What makes the exit status 1: a finding that is shown, or one at least so severe, or nothing.
enum class FailOn : std::uint8_t { shown, note, warning, error, never };

// What configuration makes of a rule.
enum class Level : std::uint8_t { off, note, warning, error };

constexpr Level level_of(Severity severity) {
  return static_cast<Level>(static_cast<int>(severity) + 1);
}

// The severity of a level that is not `off`.
constexpr Severity severity_of(Level level) {
  return static_cast<Severity>(static_cast<int>(level) - 1);
}

static_assert(level_of(Severity::note) == Level::note && level_of(Severity::error) == Level::error);

inline constexpr Choice<Severity> kSeverities[] = {
    {"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}};
inline constexpr Choice<FailOn> kFailOn[] = {{"error", FailOn::error},
                                             {"warning", FailOn::warning},
                                             {"note", FailOn::note},
                                             {"never", FailOn::never}};
inline constexpr Choice<Level> kLevels[] = {{"off", Level::off},
                                            {"note", Level::note},
                                            {"warning", Level::warning},
                                            {"error", Level::error}};

}  // namespace cfn_ecs_lint
