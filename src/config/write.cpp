#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "config/config.h"

namespace cfn_ecs_lint::config {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Words that YAML reads as something else, in one of its versions.
bool is_special(std::string_view word) {
  constexpr std::string_view kSpecial[] = {"true", "false", "yes", "no", "on",
                                           "off",  "null",  "y",   "n"};
  std::string lower(word);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::find(kSpecial, lower) != std::end(kSpecial);
}

// A scalar as YAML reads it back.
std::string scalar(std::string_view text) {
  const bool plain = !text.empty() && is_letter(text.front()) && !is_special(text) &&
                     std::ranges::all_of(text, [](char c) {
                       return is_letter(c) || (c >= '0' && c <= '9') ||
                              std::string_view("_./-").find(c) != std::string_view::npos;
                     });
  if (plain) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

template <typename Value, std::size_t size>
std::string_view name_of(const Choice<Value> (&choices)[size], Value value) {
  return std::ranges::find(choices, value, &Choice<Value>::value)->name;
}

std::string globs(std::string_view key, const std::vector<Glob>& list) {
  if (list.empty()) return "";
  std::string out = fmt::format("{}:\n", key);
  for (const Glob& glob : list) out += fmt::format("  - {}\n", scalar(glob.text()));
  return out;
}

std::string levels(const RuleLevels& rules, std::string_view indent) {
  std::string out;
  for (const auto& [name, level] : rules) {
    out += fmt::format("{}{}: {}\n", indent, name, name_of(kLevels, level));
  }
  return out;
}

std::string parameters(const std::map<std::string, std::string, std::less<>>& values,
                       std::string_view indent) {
  std::string out;
  for (const auto& [name, value] : values) {
    out += fmt::format("{}{}: {}\n", indent, scalar(name), scalar(value));
  }
  return out;
}

// The longest folder that holds all of the paths.
std::string common_folder(std::span<const std::string> paths) {
  std::string folder = paths.front();
  for (const std::string& path : paths) {
    folder.erase(std::ranges::mismatch(folder, path).in1, folder.end());
  }
  folder.erase(std::min(folder.rfind('/') + 1, folder.size()));
  return folder;
}

}  // namespace

std::string to_yaml(const Config& config) {
  std::string out = "version: 1\n";
  out += globs("templates", config.templates);
  out += globs("exclude", config.exclude);
  if (config.level) {
    out += fmt::format("level: {}\n", name_of(kSeverities, *config.level));
  }
  if (config.fail_on) out += fmt::format("fail-on: {}\n", name_of(kFailOn, *config.fail_on));
  if (config.closed) out += fmt::format("closed: {}\n", *config.closed);
  if (!config.baseline.empty()) out += fmt::format("baseline: {}\n", scalar(config.baseline));
  out += fmt::format("require-reason: {}\n", config.require_reason);
  if (!config.parameters.values.empty()) {
    out += "parameters:\n" + parameters(config.parameters.values, "  ");
  }
  if (!config.stacks.empty()) out += "stacks:\n";
  for (const Stack& stack : config.stacks) {
    out += fmt::format("  - name: {}\n    template: {}\n", scalar(stack.name),
                       scalar(stack.template_path));
    if (!stack.parameter_file.empty()) {
      out += fmt::format("    parameters: {}\n", scalar(stack.parameter_file));
    } else if (!stack.parameters.values.empty()) {
      out += "    parameters:\n" + parameters(stack.parameters.values, "      ");
    }
  }
  if (!config.rules.empty()) out += "rules:\n" + levels(config.rules, "  ");
  if (!config.overrides.empty()) out += "overrides:\n";
  for (const Override& each : config.overrides) {
    out += "  - files:\n";
    for (const Glob& glob : each.files) out += fmt::format("      - {}\n", scalar(glob.text()));
    out += "    rules:\n" + levels(each.rules, "      ");
  }
  return out;
}

std::string starter(std::span<const std::string> templates) {
  // By the first folder of the path, with its slash; a file that is in none by itself.
  std::map<std::string, std::vector<std::string>> by_folder;
  for (const std::string& path : templates) {
    const std::size_t slash = path.find('/');
    by_folder[slash == path.npos ? path : path.substr(0, slash + 1)].push_back(path);
  }
  std::string found;
  for (const auto& [first, paths] : by_folder) {
    const std::string pattern = first.ends_with('/') ? common_folder(paths) + "**" : first;
    found +=
        fmt::format("  - {}  # {}\n", scalar(pattern),
                    paths.size() == 1 ? paths.front() : fmt::format("{} templates", paths.size()));
  }
  return fmt::format(
      R"(# Configuration of cfn-ecs-lint. `cfn-ecs-lint --config-schema` prints the schema of this file,
# `cfn-ecs-lint --print-config` what stands in the end. Paths are relative to this folder.
version: 1

# What is linted when the command line names no path. All of it is read as one system.
# `*` stands for any name or part of one, `**` for any folders.
templates:{}

# Files that are never read, even if the command line names them.
# exclude:
#   - vendor/**

# Rules and groups of rules (`cfn-ecs-lint --list-rules`): off, note, warning or error.
# rules:
#   spot: error
#   suppression-unused: off

# The same for some files.
# overrides:
#   - files: [dev/**]
#     rules:
#       service: note

# The least severity that is shown, and the one from which on the exit status is 1.
# level: warning
# fail-on: error

# Values of template parameters that have no default, or another one.
# parameters:
#   Environment: prod

# The templates are all there is: an import that none of them exports is a fault.
# closed: true

# Findings that are known already (`cfn-ecs-lint --write-baseline FILE`) stay quiet.
# baseline: .cfn-ecs-lint-baseline.json

# A suppression in a template must say why.
# require-reason: true
)",
      found.empty() ? " []" : "\n" + found.substr(0, found.size() - 1));
}

}  // namespace cfn_ecs_lint::config
