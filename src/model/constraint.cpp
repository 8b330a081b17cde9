#include "model/constraint.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Node;

std::string_view written(const cfn::Parameter& parameter, std::string_view key) {
  const cfn::Member* found = parameter.declaration->find(key);
  const bool is_text = found != nullptr && found->value->kind == Node::Kind::scalar;
  return is_text ? found->value->text : std::string_view{};
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

std::string listed(const std::vector<const Node*>& values) {
  constexpr std::size_t kMost = 6;
  std::string words;
  for (std::size_t i = 0; i < std::min(values.size(), kMost); ++i) {
    words += fmt::format("{}`{}`", i == 0 ? "" : ", ", values[i]->text);
  }
  if (values.size() > kMost) words += fmt::format(" and {} more", values.size() - kMost);
  return words;
}

std::optional<std::string> objection_to_number(const cfn::Parameter& parameter,
                                               std::string_view value) {
  const std::optional<double> given = number(value);
  if (!given) return "is no number";
  const std::string_view least = written(parameter, "MinValue");
  const std::string_view most = written(parameter, "MaxValue");
  if (const auto limit = number(least); limit && *given < *limit) {
    return fmt::format("is less than {}", least);
  }
  if (const auto limit = number(most); limit && *given > *limit) {
    return fmt::format("is more than {}", most);
  }
  return std::nullopt;
}

std::optional<std::string> objection_to_string(const cfn::Parameter& parameter,
                                               std::string_view value) {
  const auto length = static_cast<double>(code_point_count(value));
  const std::string_view least = written(parameter, "MinLength");
  const std::string_view most = written(parameter, "MaxLength");
  if (const auto limit = number(least); limit && length < *limit) {
    return fmt::format("is shorter than {} characters", least);
  }
  if (const auto limit = number(most); limit && length > *limit) {
    return fmt::format("is longer than {} characters", most);
  }
  const std::string_view pattern = written(parameter, "AllowedPattern");
  // Templates that work give "" where a pattern does not match it.
  if (pattern.empty() || value.empty()) return std::nullopt;
  // The pattern is for all of the value: what it matches nowhere is surely refused. One of Java
  // that RE2 cannot read says nothing.
  const RE2 expression(re2::StringPiece(pattern.data(), pattern.size()), RE2::Quiet);
  const re2::StringPiece text(value.data(), value.size());
  if (!expression.ok() || RE2::PartialMatch(text, expression)) return std::nullopt;
  return fmt::format("does not match `{}`", pattern);
}

std::optional<std::string> objection_to_one(const cfn::Parameter& parameter,
                                            std::string_view value) {
  const std::vector<const Node*>& allowed = parameter.allowed_values;
  const auto is_value = [&](const Node* one) { return one->text == value; };
  if (!allowed.empty() && std::none_of(allowed.begin(), allowed.end(), is_value)) {
    return "is none of the allowed values " + listed(allowed);
  }
  if (parameter.type == "Number" || parameter.type == "List<Number>") {
    return objection_to_number(parameter, value);
  }
  return parameter.type == "String" ? objection_to_string(parameter, value) : std::nullopt;
}

}  // namespace

std::optional<std::string> objection(const cfn::Parameter& parameter, std::string_view value) {
  if (parameter.is_ssm()) return std::nullopt;
  if (!parameter.is_list()) return objection_to_one(parameter, value);
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    std::string_view item = value.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (auto found = objection_to_one(parameter, item)) return fmt::format("`{}` {}", item, *found);
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return std::nullopt;
}

}  // namespace cfn_ecs_lint
