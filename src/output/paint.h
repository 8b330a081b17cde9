// Colours and links of a terminal.
#pragma once

#include <algorithm>
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
  constexpr explicit Paint(bool color, bool links = false) : color_(color), links_(links) {}

  std::string operator()(Tone tone, std::string_view text) const {
    if (!color_ || text.empty() || tone == Tone::plain) return std::string(text);
    std::string result(escape(tone));
    result += text;
    result += "\x1b[0m";
    return result;
  }

  // A link as OSC 8 has it (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda), or
  // the text as it is: also when the address is none that may stand there.
  std::string link(std::string_view address, std::string_view text) const {
    const bool fits = std::ranges::all_of(address, [](char c) { return c > ' ' && c < '\x7f'; });
    if (!links_ || !fits || address.empty()) return std::string(text);
    std::string result("\x1b]8;;");
    for (const std::string_view part : {address, kEnd, text, std::string_view("\x1b]8;;"), kEnd}) {
      result += part;
    }
    return result;
  }

 private:
  static constexpr std::string_view kEnd = "\x1b\\";  // of an operating system command

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
  bool links_;
};

}  // namespace cfn_ecs_lint::output
