// Colours of a terminal.
#pragma once

#include <string>
#include <string_view>

#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint::output {

enum class Tone { plain, strong, gutter, aside, note, warning, error };

constexpr Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return Tone::note;
    case Severity::warning:
      return Tone::warning;
    case Severity::error:
      return Tone::error;
  }
  return Tone::plain;
}

// Puts text into colour, or leaves it as it is.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}

  std::string operator()(Tone tone, std::string_view text) const {
    if (!color_ || text.empty() || tone == Tone::plain) return std::string(text);
    std::string result(escape(tone));
    result += text;
    result += "\x1b[0m";
    return result;
  }

 private:
  static constexpr std::string_view escape(Tone tone) {
    switch (tone) {
      case Tone::plain:
        return "";
      case Tone::strong:
        return "\x1b[1m";
      case Tone::gutter:
      case Tone::aside:
        return "\x1b[1;34m";
      case Tone::note:
        return "\x1b[1;36m";
      case Tone::warning:
        return "\x1b[1;33m";
      case Tone::error:
        return "\x1b[1;31m";
    }
    return "";
  }

  bool color_;
};

}  // namespace cfn_ecs_lint::output
