#include "aws/ecs_agent.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>
#include <vector>

#include "text/json_syntax.h"
#include "text/nearest.h"

namespace cfn_ecs_lint::aws {
namespace {

using enum AgentValue;

// The tables of README.md, and what agent/config/config.go and its platforms read besides.
constexpr AgentVariable kVariables[] = {
    {"AWS_ACCESS_KEY_ID", text},
    {"AWS_DEFAULT_REGION", text},
    {"AWS_SECRET_ACCESS_KEY", text},
    {"AWS_SESSION_TOKEN", text},
    {"CREDENTIALS_FETCHER_HOST", text},
    {"CREDENTIALS_FETCHER_SECRET_NAME_FOR_DOMAINLESS_GMSA", text},
    {"DOCKER_HOST", text},
    {"ECS_AGENT_APPARMOR_PROFILE", text},
    {"ECS_AGENT_CONFIG_FILE_PATH", text},
    {"ECS_AGENT_HEALTHCHECK_HOST", text},
    {"ECS_AGENT_LABELS", json_object},
    {"ECS_AGENT_PID_NAMESPACE_HOST", boolean},
    {"ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS", boolean},
    {"ECS_ALTERNATE_CREDENTIAL_PROFILE", text},
    {"ECS_APPARMOR_CAPABLE", boolean},
    {"ECS_AUDIT_LOGFILE", text},
    {"ECS_AUDIT_LOGFILE_DISABLED", boolean},
    {"ECS_AVAILABLE_LOGGING_DRIVERS", json_array},
    {"ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", json_array},
    {"ECS_AWSVPC_BLOCK_IMDS", boolean},
    {"ECS_BACKEND_HOST", text},
    {"ECS_CGROUP_CPU_PERIOD", duration},
    {"ECS_CGROUP_PATH", text},
    {"ECS_CHECKPOINT", boolean},
    {"ECS_CLUSTER", text},
    {"ECS_CNI_PLUGINS_PATH", text},
    {"ECS_CONTAINER_CREATE_TIMEOUT", duration},
    {"ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM", text},
    {"ECS_CONTAINER_INSTANCE_TAGS", json_object},
    {"ECS_CONTAINER_START_TIMEOUT", duration},
    {"ECS_CONTAINER_STOP_TIMEOUT", duration},
    {"ECS_DATADIR", text},
    {"ECS_DETAILED_OS_FAMILY", text},
    {"ECS_DISABLE_DOCKER_HEALTH_CHECK", boolean},
    {"ECS_DISABLE_IMAGE_CLEANUP", boolean},
    {"ECS_DISABLE_METRICS", boolean},
    {"ECS_DISABLE_PRIVILEGED", boolean},
    {"ECS_DISABLE_TASK_METADATA_AZ", boolean},
    {"ECS_DYNAMIC_HOST_PORT_RANGE", text},
    {"ECS_EBSTA_SUPPORTED", boolean},
    {"ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", boolean},
    {"ECS_ENABLE_CONTAINER_METADATA", boolean},
    {"ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND", boolean},
    {"ECS_ENABLE_FIRELENS_ASYNC", boolean},
    {"ECS_ENABLE_GPU_SUPPORT", boolean},
    {"ECS_ENABLE_HIGH_DENSITY_ENI", boolean},
    {"ECS_ENABLE_INF_SUPPORT", boolean},
    {"ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND", boolean},
    {"ECS_ENABLE_PROMETHEUS_METRICS", boolean},
    {"ECS_ENABLE_RUNTIME_STATS", boolean},
    {"ECS_ENABLE_SPOT_INSTANCE_DRAINING", boolean},
    {"ECS_ENABLE_TASK_CPU_MEM_LIMIT", boolean},
    {"ECS_ENABLE_TASK_ENI", boolean},
    {"ECS_ENABLE_TASK_IAM_ROLE", boolean},
    {"ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST", boolean},
    {"ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP", boolean},
    {"ECS_ENGINE_AUTH_DATA", json_object},
    {"ECS_ENGINE_AUTH_TYPE", text},
    {"ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", duration},
    {"ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER", duration},
    {"ECS_EXCLUDE_IPV6_PORTBINDING", boolean},
    {"ECS_EXCLUDE_UNTRACKED_IMAGE", text},
    {"ECS_EXTERNAL", boolean},
    {"ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED", boolean},
    {"ECS_GMSA_SUPPORTED", boolean},
    {"ECS_HOST_DATA_DIR", text},
    {"ECS_IMAGE_CLEANUP_INTERVAL", duration},
    {"ECS_IMAGE_MINIMUM_CLEANUP_AGE", duration},
    {"ECS_IMAGE_PULL_BEHAVIOR", text},
    {"ECS_IMAGE_PULL_INACTIVITY_TIMEOUT", duration},
    {"ECS_IMAGE_PULL_TIMEOUT", duration},
    {"ECS_INSTANCE_ATTRIBUTES", json_object},
    {"ECS_INSTANCE_IP_COMPATIBILITY", text},
    {"ECS_LOGFILE", text},
    {"ECS_LOGLEVEL", text},
    {"ECS_LOGLEVEL_ON_INSTANCE", text},
    {"ECS_LOG_DRIVER", text},
    {"ECS_LOG_MAX_FILE_SIZE_MB", integer},
    {"ECS_LOG_MAX_ROLL_COUNT", integer},
    {"ECS_LOG_OPTS", json_object},
    {"ECS_LOG_OUTPUT_FORMAT", text},
    {"ECS_LOG_ROLLOVER_TYPE", text},
    {"ECS_MANIFEST_PULL_TIMEOUT", duration},
    {"ECS_NUM_IMAGES_DELETE_PER_CYCLE", integer},
    {"ECS_NVIDIA_RUNTIME", text},
    {"ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME", text},
    {"ECS_PAUSE_LABELS", json_object},
    {"ECS_POLLING_METRICS_WAIT_DURATION", duration},
    {"ECS_POLL_METRICS", boolean},
    {"ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT", boolean},
    {"ECS_RESERVED_MEMORY", uint16},
    {"ECS_RESERVED_PORTS", json_array},
    {"ECS_RESERVED_PORTS_UDP", json_array},
    {"ECS_SELINUX_CAPABLE", boolean},
    {"ECS_SHARED_VOLUME_MATCH_FULL_CONFIG", boolean},
    {"ECS_SKIP_LOCALHOST_TRAFFIC_FILTER", boolean},
    {"ECS_TASK_METADATA_RPS_LIMIT", text},
    {"ECS_TASK_PIDS_LIMIT", integer},
    {"ECS_UPDATES_ENABLED", boolean},
    {"ECS_UPDATE_DOWNLOAD_DIR", text},
    {"ECS_VOLUME_PLUGIN_CAPABILITIES", json_array},
    {"ECS_WARM_POOLS_CHECK", boolean},
    {"HTTP_PROXY", text},
    {"NONECS_NUM_CONTAINERS_DELETE_PER_CYCLE", integer},
    {"NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE", duration},
    {"NO_PROXY", text},
};
static_assert(std::ranges::is_sorted(kVariables, {}, &AgentVariable::name));

// What Go's unicode.IsSpace takes for white space.
constexpr std::string_view kSpaces[] = {
    "\t",           "\n",           "\v",           "\f",           "\r",           " ",
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82",
    "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
    "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
    "\xE3\x80\x80"};

// The white space, one character, that `text` begins or ends with; empty if there is none.
std::string_view space_at_start(std::string_view text) {
  const auto* found = std::ranges::find_if(
      kSpaces, [&](std::string_view space) { return text.starts_with(space); });
  return found == std::end(kSpaces) ? std::string_view() : *found;
}

std::string_view space_at_end(std::string_view text) {
  const auto* found =
      std::ranges::find_if(kSpaces, [&](std::string_view space) { return text.ends_with(space); });
  return found == std::end(kSpaces) ? std::string_view() : *found;
}

std::string_view trim_space(std::string_view text) {
  while (!space_at_start(text).empty()) text.remove_prefix(space_at_start(text).size());
  while (!space_at_end(text).empty()) text.remove_suffix(space_at_end(text).size());
  return text;
}

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

template <typename Integer>
std::optional<Integer> whole_number(std::string_view text) {
  Integer value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// Takes the digits that `text` begins with.
std::string_view take_digits(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

constexpr Unit kUnits[] = {
    {"ns", 1},
    {"us", 1'000},
    {"\xC2\xB5s", 1'000},  // micro sign
    {"\xCE\xBCs", 1'000},  // Greek mu
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"m", 60'000'000'000},
    {"h", 3'600'000'000'000},
};

// Takes the unit that `text` begins with: all up to the next digit or point.
std::optional<std::int64_t> take_unit(std::string_view& text) {
  const auto length = std::min(text.find_first_of(".0123456789"), text.size());
  const auto* unit = std::ranges::find(kUnits, text.substr(0, length), &Unit::name);
  if (unit == std::end(kUnits)) return std::nullopt;
  text.remove_prefix(length);
  return unit->nanoseconds;
}

// Takes a number with its unit, in nanoseconds, off `text`.
std::optional<std::int64_t> take_duration_part(std::string_view& text) {
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  const auto unit = take_unit(text);
  if (!unit) return std::nullopt;
  const auto count =
      whole.empty() ? std::optional<std::int64_t>(0) : whole_number<std::int64_t>(whole);
  if (!count || *count >= std::numeric_limits<std::int64_t>::max() / *unit) return std::nullopt;

  double scale = 1;
  double part = 0;
  for (const char digit : fraction) {
    scale /= 10;
    part += scale * (digit - '0');
  }
  return *count * *unit + static_cast<std::int64_t>(part * static_cast<double>(*unit));
}

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t end = name.find('_');
    words.push_back(name.substr(0, end));
    if (end == std::string_view::npos) return words;
    name.remove_prefix(end + 1);
  }
}

// Whether all words of `part` are words of `whole`, in the same order.
bool has_words(std::string_view whole, std::string_view part) {
  const std::vector<std::string_view> whole_words = words_of(whole);
  auto at = whole_words.begin();
  for (const std::string_view word : words_of(part)) {
    at = std::find(at, whole_words.end(), word);
    if (at == whole_words.end()) return false;
    ++at;
  }
  return true;
}

}  // namespace

std::span<const AgentVariable> agent_variables() { return kVariables; }

const AgentVariable* find_agent_variable(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kVariables, name, {}, &AgentVariable::name);
  return found != std::end(kVariables) && found->name == name ? found : nullptr;
}

std::string_view nearest_agent_variable(std::string_view name) {
  std::vector<std::string_view> names;
  std::vector<std::string_view> extensions;  // names that only have more words
  for (const AgentVariable& variable : kVariables) {
    names.push_back(variable.name);
    if (has_words(variable.name, name)) extensions.push_back(variable.name);
  }
  return extensions.size() == 1 ? extensions.front() : nearest(name, names);
}

std::optional<bool> parse_agent_boolean(std::string_view value) {
  constexpr std::string_view kTrue[] = {"1", "t", "T", "TRUE", "true", "True"};
  constexpr std::string_view kFalse[] = {"0", "f", "F", "FALSE", "false", "False"};
  value = trim_space(value);
  if (is_one_of(value, kTrue)) return true;
  if (is_one_of(value, kFalse)) return false;
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> parse_agent_duration(std::string_view value) {
  const bool is_negative = value.starts_with('-');
  if (is_negative || value.starts_with('+')) value.remove_prefix(1);
  if (value == "0") return std::chrono::nanoseconds(0);
  if (value.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!value.empty()) {
    const auto part = take_duration_part(value);
    if (!part || *part > std::numeric_limits<std::int64_t>::max() - total) return std::nullopt;
    total += *part;
  }
  return std::chrono::nanoseconds(is_negative ? -total : total);
}

std::optional<std::uint16_t> parse_agent_uint16(std::string_view value) {
  return whole_number<std::uint16_t>(value);
}

std::optional<std::int64_t> parse_agent_integer(std::string_view value) {
  if (value.starts_with('+') && value.size() > 1 && is_digit(value[1])) value.remove_prefix(1);
  return whole_number<std::int64_t>(value);
}

bool agent_accepts(AgentValue kind, std::string_view value) {
  value = trim_space(value);
  if (value.empty()) return true;
  switch (kind) {
    case boolean:
      return parse_agent_boolean(value).has_value();
    case duration:
      return parse_agent_duration(value).has_value();
    case uint16:
      return parse_agent_uint16(value).has_value();
    case integer:
      return parse_agent_integer(value).has_value();
    case json_array:
      // json.Decoder.Decode of Go takes the first value and leaves the rest.
      return value.starts_with('[') && json_value_end(value);
    case json_object:
      return value.starts_with('{') && json_value_end(value) == value.size();
    case text:
      return true;
  }
  return true;
}

}  // namespace cfn_ecs_lint::aws
