// Patterns of paths, as configuration writes them.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cfn_ecs_lint::config {

// `*` and `?` stand for characters of a name, `[a-z]` and `[!a-z]` for one of them, `**` for any
// folders, `{a,b}` for either. A pattern without a slash means names in every folder. One that
// ends in a name, or in a slash, means also everything in a folder of that name.
class Glob {
 public:
  // The pattern, or what is wrong with it.
  static std::variant<Glob, std::string> parse(std::string_view pattern);

  // Whether the pattern means this file; its path is relative, with `/`.
  bool matches(std::string_view path) const;

  // The folder in which all that it means stands; "" for the one that paths are relative to.
  std::string folder() const;
  // It ends in a name with a dot: what it means is meant, whatever the extension.
  bool names_kind() const;
  const std::string& text() const { return text_; }

 private:
  struct Alternative {  // without braces
    std::vector<std::string> segments;
    bool covers_folder = false;
  };
  std::string text_;
  std::vector<Alternative> alternatives_;
};

bool any_matches(const std::vector<Glob>& globs, std::string_view path);

}  // namespace cfn_ecs_lint::config
