#include "model/listener_conditions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace cfn_ecs_lint {
namespace {

// The member that holds a field's values where `Values` itself does not.
// API reference, ELBv2 RuleCondition.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kConfigs{
    {{"host-header", "HostHeaderConfig"},
     {"http-header", "HttpHeaderConfig"},
     {"http-request-method", "HttpRequestMethodConfig"},
     {"path-pattern", "PathPatternConfig"},
     {"query-string", "QueryStringConfig"},
     {"source-ip", "SourceIpConfig"}}};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// Methods and addresses have no wildcards.
bool has_wildcards(std::string_view field) {
  return field != "http-request-method" && field != "source-ip";
}

}  // namespace

RequestCondition read_condition(const Value& condition) {
  RequestCondition read;
  read.place = condition;
  const Field<std::string_view> field = condition["Field"].as_string();
  const auto config = std::find_if(kConfigs.begin(), kConfigs.end(),
                                   [&](const auto& one) { return field.is(one.first); });
  if (config == kConfigs.end()) return read;
  read.field = config->first;
  const Value settings = condition[config->second];
  Value values = condition["Values"];
  if (values.is_absent()) values = settings["Values"];
  read.known = values.has_all_items() && settings["RegexValues"].is_absent() &&
               condition["RegexValues"].is_absent();
  if (read.field == "http-header") {
    const Field<std::string_view> name = settings["HttpHeaderName"].as_string();
    read.known = read.known && name.is_known();
    if (name.is_known()) read.header = lower(std::string(*name));
  }
  for (const Value& value : values.items()) {
    if (read.place.assumed == nullptr && read.values.empty()) read.place = value;
    const bool is_pair = value.is_map();
    const Field<std::string_view> text = (is_pair ? value["Value"] : value).as_string();
    const Field<std::string_view> key =
        is_pair ? value["Key"].as_string().or_default("") : text.or_default("");
    if (!text.is_known() || !key.is_known()) {
      read.known = false;
      continue;
    }
    // What a path has in upper case it does not have in lower case; all else is alike.
    std::string words = is_pair ? std::string(*key) + "=" + std::string(*text) : std::string(*text);
    read.values.push_back(read.field == "path-pattern" ? words : lower(std::move(words)));
    if (text.place().assumed != nullptr) read.place = text;
  }
  return read;
}

bool pattern_covers(std::string_view wide, std::string_view narrow) {
  // A wildcard of `narrow` is a letter like no other, which only a wildcard of `wide` stands for:
  // the usual match of a text with a pattern, going back to the last `*`.
  std::size_t w = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t behind_star = 0;
  while (n < narrow.size()) {
    const char letter = narrow[n];
    if (w < wide.size() && wide[w] == '*') {
      star = w++;
      behind_star = n;
    } else if (w < wide.size() && letter != '*' && (wide[w] == letter || wide[w] == '?')) {
      ++w;
      ++n;
    } else if (star != std::string_view::npos) {
      w = star + 1;
      n = ++behind_star;
    } else {
      return false;
    }
  }
  return wide.find_first_not_of('*', w) == std::string_view::npos;
}

bool covers(const RequestCondition& wide, const RequestCondition& narrow) {
  if (!wide.known || wide.values.empty()) return false;
  if (takes_everything(wide)) return true;
  if (!narrow.known || narrow.values.empty()) return false;
  if (wide.field != narrow.field || wide.header != narrow.header) return false;
  return std::all_of(narrow.values.begin(), narrow.values.end(), [&](const std::string& inner) {
    return std::any_of(wide.values.begin(), wide.values.end(), [&](const std::string& outer) {
      return has_wildcards(wide.field) ? pattern_covers(outer, inner) : outer == inner;
    });
  });
}

bool takes_everything(const RequestCondition& condition) {
  return condition.known && condition.field == "path-pattern" &&
         std::any_of(condition.values.begin(), condition.values.end(),
                     [](const std::string& value) { return value == "*" || value == "/*"; });
}

}  // namespace cfn_ecs_lint
