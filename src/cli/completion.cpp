#include "cli/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "output/format.h"

namespace cfn_ecs_lint::cli {
namespace {

// The words that complete the values of options.
struct Words {
  std::vector<std::string_view> rules;
  std::vector<std::string_view> rules_and_groups;
  std::vector<std::string> formats;  // with their colons

  std::string of(Values values) const {
    switch (values) {
      case Values::rule:
        return fmt::format("{}", fmt::join(rules, " "));
      case Values::rules:
        return fmt::format("{}", fmt::join(rules_and_groups, " "));
      case Values::output:
        return fmt::format("{}", fmt::join(formats, " "));
      default:
        return fmt::format("{}", fmt::join(words_of(values), " "));
    }
  }
};

Words words_from(std::span<const output::RuleInfo> rules) {
  Words words;
  std::set<std::string_view> groups;
  for (const output::RuleInfo& rule : rules) {
    words.rules.push_back(rule.name);
    groups.insert(rule.group);
  }
  words.rules_and_groups.assign(groups.begin(), groups.end());
  words.rules_and_groups.insert(words.rules_and_groups.end(), words.rules.begin(),
                                words.rules.end());
  for (const output::Format& format : output::formats()) {
    words.formats.push_back(fmt::format("{}:", format.name));
  }
  return words;
}

template <typename Visit>
void each_option(Visit visit) {
  for (const Section& section : sections()) {
    for (const Option& option : section.options) visit(option);
  }
}

// The first part of what an option does, in words that need no quotation in a shell.
std::string in_short(const Option& option) {
  std::string text(option.help.substr(0, option.help.find_first_of(":;\n[(")));
  while (text.ends_with(' ')) text.pop_back();
  std::erase_if(text, [](char c) { return c == '\'' || c == '"' || c == '\\' || c == ']'; });
  return text;
}

// --- bash ---------------------------------------------------------------------------------------

constexpr std::string_view kBashStart = R"(# bash completion of cfn-ecs-lint

_cfn_ecs_lint() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} word before
  COMPREPLY=()
  # Bash ends words at = and at : too.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if [[ $cur == : ]]; then
    cur=
    prev=:
  fi
  case $prev in
    :) # the file of FORMAT:FILE
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
      ;;
)";

constexpr std::string_view kBashEnd = R"(  esac
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '{0}' -- "$cur")
    return
  fi
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}}

complete -F _cfn_ecs_lint cfn-ecs-lint
)";

std::string bash_values(const Option& option, const Words& words) {
  switch (option.values) {
    case Values::any:
      return "      return\n";
    case Values::file:
      return "      compopt -o filenames\n"
             "      mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
             "      return\n";
    case Values::output:
      return fmt::format(
          "      compopt -o filenames -o nospace\n"
          "      mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\"; compgen -f -- \"$cur\")\n"
          "      return\n",
          words.of(option.values));
    case Values::rules:  // what stands before the last comma stays
      return fmt::format(
          "      [[ $cur == *,* ]] && before=${{cur%,*}},\n"
          "      for word in {}; do\n"
          "        [[ $word == \"${{cur##*,}}\"* ]] && COMPREPLY+=(\"$before$word\")\n"
          "      done\n"
          "      return\n",
          words.of(option.values));
    default:
      return fmt::format(
          "      mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\")\n"
          "      return\n",
          words.of(option.values));
  }
}

std::string bash(const Words& words) {
  std::string out(kBashStart);
  std::string names;
  each_option([&](const Option& option) {
    names += fmt::format("{}--{}", names.empty() ? "" : " ", option.name);
    if (option.values == Values::none) return;
    out += option.letter ? fmt::format("    -{} | --{})\n", option.letter, option.name)
                         : fmt::format("    --{})\n", option.name);
    out += bash_values(option, words) + "      ;;\n";
  });
  return out + fmt::format(kBashEnd, names);
}

// --- zsh ----------------------------------------------------------------------------------------

std::string zsh_values(const Option& option, const Words& words) {
  switch (option.values) {
    case Values::none:
      return "";
    case Values::any:
      return ":value: ";
    case Values::file:
      return ":file:_files";
    case Values::output:
      return ":file:_cfn_ecs_lint_output";
    case Values::rules:
      return fmt::format(":rules:_sequence compadd - {}", words.of(option.values));
    default:
      return fmt::format(":value:({})", words.of(option.values));
  }
}

std::string zsh(const Words& words) {
  std::string out = fmt::format(
      "#compdef cfn-ecs-lint\n\n"
      "_cfn_ecs_lint_output() {{\n"
      "  if compset -P '*:'; then\n"
      "    _files\n"
      "  else\n"
      "    compadd -S '' - {}\n"
      "    _files\n"
      "  fi\n"
      "}}\n\n"
      "_cfn_ecs_lint() {{\n"
      "  _arguments -s -S \\\n",
      words.of(Values::output));
  each_option([&](const Option& option) {
    const bool flag = option.values == Values::none;
    const std::string rest = fmt::format("[{}]{}", in_short(option), zsh_values(option, words));
    const std::string name = fmt::format("--{}{}", option.name, flag ? "" : "=");
    std::string alone = "'";
    if (option.repeats) {
      alone = "'*";
    } else if (option.letter) {
      alone = fmt::format("'(-{} --{})", option.letter, option.name);
    }
    if (option.letter) {
      out += fmt::format("    {}-{}{}{}' \\\n", alone, option.letter, flag ? "" : "+", rest);
    }
    out += fmt::format("    {}{}{}' \\\n", alone, name, rest);
  });
  out += "    '*:template:_files'\n}\n\n";
  // Read by hand it registers itself; found by the shell it is the body of the function.
  out +=
      "if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then\n"
      "  _cfn_ecs_lint \"$@\"\n"
      "else\n"
      "  compdef _cfn_ecs_lint cfn-ecs-lint\n"
      "fi\n";
  return out;
}

// --- fish ---------------------------------------------------------------------------------------

std::string fish_values(const Option& option, const Words& words) {
  switch (option.values) {
    case Values::none:
      return "";
    case Values::any:
      return " -x";
    case Values::file:
      return " -r -F";
    case Values::output:
      return fmt::format(" -r -F -a '{}'", words.of(option.values));
    case Values::rules:
      return fmt::format(" -x -a '(__fish_append , {})'", words.of(option.values));
    default:
      return fmt::format(" -x -a '{}'", words.of(option.values));
  }
}

std::string fish(const Words& words) {
  std::string out = "# fish completion of cfn-ecs-lint\n\n";
  each_option([&](const Option& option) {
    out += "complete -c cfn-ecs-lint";
    if (option.letter) out += fmt::format(" -s {}", option.letter);
    out += fmt::format(" -l {}{} -d '{}'\n", option.name, fish_values(option, words),
                       in_short(option));
  });
  return out;
}

}  // namespace

std::string completions(Shell shell, std::span<const output::RuleInfo> rules) {
  const Words words = words_from(rules);
  switch (shell) {
    case Shell::bash:
      return bash(words);
    case Shell::zsh:
      return zsh(words);
    case Shell::fish:
      return fish(words);
  }
  return "";
}

}  // namespace cfn_ecs_lint::cli
