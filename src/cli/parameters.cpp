#include "cli/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace cfn_ecs_lint::cli {
namespace {

using Json = nlohmann::ordered_json;

// A value as CloudFormation is given it, a string; none when it is no scalar and no list of them.
std::optional<std::string> text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  if (!value.is_array()) return std::nullopt;
  std::string joined;
  for (const Json& item : value) {
    const std::optional<std::string> text = item.is_array() ? std::nullopt : text_of(item);
    if (!text) return std::nullopt;
    if (&item != &value.front()) joined += ',';
    joined += *text;
  }
  return joined;
}

std::variant<ParameterValues, std::string> from_map(const Json& map) {
  ParameterValues values;
  for (const auto& [name, value] : map.items()) {
    const std::optional<std::string> text = text_of(value);
    if (!text) return fmt::format("the value of `{}` is neither a string nor a list", name);
    values[name] = *text;
  }
  return values;
}

// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html: an entry with
// `UsePreviousValue` has no value that anyone here could know.
std::variant<ParameterValues, std::string> from_list(const Json& list) {
  ParameterValues values;
  for (const Json& entry : list) {
    const bool named =
        entry.is_object() && entry.contains("ParameterKey") && entry["ParameterKey"].is_string();
    if (!named) return fmt::format("entry {} has no `ParameterKey`", &entry - &list.front() + 1);
    const std::string name = entry["ParameterKey"];
    if (!entry.contains("ParameterValue")) continue;
    const std::optional<std::string> text = text_of(entry["ParameterValue"]);
    if (!text) return fmt::format("the value of `{}` is neither a string nor a list", name);
    values[name] = *text;
  }
  return values;
}

// The parser's words behind its position are fit for people: "unexpected '}'; expected ...".
std::string syntax_error(std::string_view json, const Json::parse_error& error) {
  const std::string_view before = json.substr(0, error.byte > 0 ? error.byte - 1 : 0);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
  const std::string_view what = error.what();
  const std::size_t cause = what.rfind(" - ");
  return fmt::format("line {}, column {}: this is no JSON{}", line, column,
                     cause == what.npos ? "" : fmt::format(": {}", what.substr(cause + 3)));
}

}  // namespace

std::variant<ParameterValues, std::string> read_parameters(std::string_view json) {
  Json root;
  try {
    root = Json::parse(json);
  } catch (const Json::parse_error& error) {
    return syntax_error(json, error);
  }
  if (root.is_array()) return from_list(root);
  if (!root.is_object()) return "this is neither a list nor a map";
  const auto parameters = root.find("Parameters");
  return from_map(parameters != root.end() && parameters->is_object() ? *parameters : root);
}

}  // namespace cfn_ecs_lint::cli
