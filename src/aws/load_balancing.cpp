#include "aws/load_balancing.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <vector>

#include "text/nearest.h"

namespace cfn_ecs_lint::aws {
namespace {

using Words = std::span<const std::string_view>;

bool contains(Words words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::string_view kHttpOrHttps[] = {"HTTP", "HTTPS"};
constexpr std::string_view kNetworkProtocols[] = {"TCP",     "TLS",  "UDP",
                                                  "TCP_UDP", "QUIC", "TCP_QUIC"};
constexpr std::string_view kTcp[] = {"TCP", "TCP_UDP"};
constexpr std::string_view kTls[] = {"TCP", "TLS"};
constexpr std::string_view kUdp[] = {"UDP", "TCP_UDP"};
constexpr std::string_view kTcpUdp[] = {"TCP_UDP"};
constexpr std::string_view kQuic[] = {"QUIC"};
constexpr std::string_view kTcpQuic[] = {"TCP_QUIC"};

// Network Load Balancers guide, "Target groups", routing configuration.
struct Forwarding {
  std::string_view listener_protocol;
  Words target_protocols;
};

constexpr Forwarding kNetworkForwardings[] = {
    {"TCP", kTcp},        {"TLS", kTls},   {"UDP", kUdp},
    {"TCP_UDP", kTcpUdp}, {"QUIC", kQuic}, {"TCP_QUIC", kTcpQuic},
};

constexpr std::string_view kInstanceOrIp[] = {"instance", "ip"};
constexpr std::string_view kInstanceIpOrAlb[] = {"instance", "ip", "alb"};

constexpr std::string_view kTcpHttpOrHttps[] = {"TCP", "HTTP", "HTTPS"};

bool is_network_protocol(std::string_view protocol) {
  return contains(kNetworkProtocols, protocol);
}

// --- Attributes: API reference, TargetGroupAttribute.Key and LoadBalancerAttribute.Key ----------

using enum Attribute::Kind;

// As YAML 1.1 spells them: CloudFormation hands each on as `true` or `false`.
constexpr std::string_view kBooleans[] = {"true", "false", "True", "False", "TRUE", "FALSE"};
constexpr std::string_view kOff[] = {"off"};
constexpr std::string_view kOnOff[] = {"on", "off"};
constexpr std::string_view kCrossZone[] = {"true", "false", "use_load_balancer_configuration"};
constexpr std::string_view kAlgorithm[] = {"round_robin", "least_outstanding_requests",
                                           "weighted_random"};
constexpr std::string_view kStickiness[] = {"lb_cookie", "app_cookie", "source_ip",
                                            "source_ip_dest_ip", "source_ip_dest_ip_proto"};
constexpr std::string_view kZero[] = {"0"};
constexpr std::string_view kFailover[] = {"rebalance", "no_rebalance"};
constexpr std::string_view kDesync[] = {"monitor", "defensive", "strictest"};
constexpr std::string_view kForwardedFor[] = {"append", "preserve", "remove"};
constexpr std::string_view kRoutingPolicy[] = {
    "availability_zone_affinity", "partial_availability_zone_affinity", "any_availability_zone"};
constexpr Range kCount = {1, 1'000'000'000};  // up to the number of targets
constexpr Range kPercent = {1, 100};
constexpr Range kOneWeek = {1, 604800};

constexpr Attribute kTargetGroupAttributes[] = {
    {"deregistration_delay.connection_termination.enabled", boolean},
    {"deregistration_delay.timeout_seconds", integer, {0, 3600}, {}, "300"},
    {"lambda.multi_value_headers.enabled", boolean, {}, {}, "false"},
    {"load_balancing.algorithm.anomaly_mitigation", choice, {}, kOnOff, "off"},
    {"load_balancing.algorithm.type", choice, {}, kAlgorithm, "round_robin"},
    {"load_balancing.cross_zone.enabled",
     choice,
     {},
     kCrossZone,
     "use_load_balancer_configuration"},
    {"preserve_client_ip.enabled", boolean},
    {"proxy_protocol_v2.enabled", boolean, {}, {}, "false"},
    {"slow_start.duration_seconds", integer, {30, 900}, kZero, "0"},
    {"stickiness.app_cookie.cookie_name", text},
    {"stickiness.app_cookie.duration_seconds", integer, kOneWeek, {}, "86400"},
    {"stickiness.enabled", boolean, {}, {}, "false"},
    {"stickiness.lb_cookie.duration_seconds", integer, kOneWeek, {}, "86400"},
    {"stickiness.type", choice, {}, kStickiness},
    {"target_failover.on_deregistration", choice, {}, kFailover, "no_rebalance"},
    {"target_failover.on_unhealthy", choice, {}, kFailover, "no_rebalance"},
    {"target_group_health.dns_failover.minimum_healthy_targets.count", integer, kCount, kOff, "1"},
    {"target_group_health.dns_failover.minimum_healthy_targets.percentage", integer, kPercent, kOff,
     "off"},
    {"target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
     integer,
     kCount,
     {},
     "1"},
    {"target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", integer,
     kPercent, kOff, "off"},
    {"target_health_state.unhealthy.connection_termination.enabled", boolean, {}, {}, "true"},
    {"target_health_state.unhealthy.draining_interval_seconds", integer, {0, 360000}, {}, "0"},
};

constexpr Attribute kLoadBalancerAttributes[] = {
    {"access_logs.s3.bucket", text},
    {"access_logs.s3.enabled", boolean, {}, {}, "false"},
    {"access_logs.s3.prefix", text},
    {"client_keep_alive.seconds", integer, {60, 604800}, {}, "3600"},
    {"connection_logs.s3.bucket", text},
    {"connection_logs.s3.enabled", boolean, {}, {}, "false"},
    {"connection_logs.s3.prefix", text},
    {"deletion_protection.enabled", boolean, {}, {}, "false"},
    {"dns_record.client_routing_policy", choice, {}, kRoutingPolicy},
    {"health_check_logs.s3.bucket", text},
    {"health_check_logs.s3.enabled", boolean, {}, {}, "false"},
    {"health_check_logs.s3.prefix", text},
    {"idle_timeout.timeout_seconds", integer, {1, 4000}, {}, "60"},
    {"ipv6.deny_all_igw_traffic", boolean},
    {"load_balancing.cross_zone.enabled", boolean},
    {"routing.http.desync_mitigation_mode", choice, {}, kDesync, "defensive"},
    {"routing.http.drop_invalid_header_fields.enabled", boolean, {}, {}, "false"},
    {"routing.http.preserve_host_header.enabled", boolean, {}, {}, "false"},
    {"routing.http.x_amzn_tls_version_and_cipher_suite.enabled", boolean, {}, {}, "false"},
    {"routing.http.xff_client_port.enabled", boolean, {}, {}, "false"},
    {"routing.http.xff_header_processing.mode", choice, {}, kForwardedFor, "append"},
    {"routing.http2.enabled", boolean, {}, {}, "true"},
    {"secondary_ips.auto_assigned.per_subnet", integer, {0, 7}, {}, "0"},
    {"waf.fail_open.enabled", boolean, {}, {}, "false"},
    {"zonal_shift.config.enabled", boolean, {}, {}, "false"},
};

static_assert(std::ranges::is_sorted(kTargetGroupAttributes, {}, &Attribute::key));
static_assert(std::ranges::is_sorted(kLoadBalancerAttributes, {}, &Attribute::key));

const Attribute* find(std::span<const Attribute> attributes, std::string_view key) {
  const auto found = std::ranges::lower_bound(attributes, key, {}, &Attribute::key);
  return found != attributes.end() && found->key == key ? &*found : nullptr;
}

std::string_view nearest_key(std::span<const Attribute> attributes, std::string_view key) {
  std::vector<std::string_view> keys;
  for (const Attribute& attribute : attributes) keys.push_back(attribute.key);
  return nearest(key, keys);
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Words listener_protocols(std::string_view load_balancer_type) {
  if (load_balancer_type == "application") return kHttpOrHttps;
  if (load_balancer_type == "network") return kNetworkProtocols;
  return {};
}

Words target_protocols(std::string_view load_balancer_type, std::string_view listener_protocol) {
  if (load_balancer_type == "application" && contains(kHttpOrHttps, listener_protocol)) {
    return kHttpOrHttps;
  }
  if (load_balancer_type != "network") return {};
  const auto* found =
      std::ranges::find(kNetworkForwardings, listener_protocol, &Forwarding::listener_protocol);
  return found == std::end(kNetworkForwardings) ? Words{} : found->target_protocols;
}

std::optional<bool> can_forward(std::string_view load_balancer_type,
                                std::string_view listener_protocol,
                                std::string_view target_protocol) {
  const Words accepted = target_protocols(load_balancer_type, listener_protocol);
  if (accepted.empty()) return std::nullopt;
  if (contains(accepted, target_protocol)) return true;
  if (health_check_protocols(target_protocol).empty()) return std::nullopt;
  // Documented is only what TCP_UDP and TCP_QUIC listeners must have.
  const bool is_strict = listener_protocol == "TCP_UDP" || listener_protocol == "TCP_QUIC";
  const bool is_quic =
      listener_protocol == "QUIC" || target_protocol == "QUIC" || target_protocol == "TCP_QUIC";
  if (is_quic && !is_strict && is_network_protocol(target_protocol)) return std::nullopt;
  return false;
}

Words target_types(std::string_view target_protocol) {
  if (target_protocol == "TCP") return kInstanceIpOrAlb;
  if (target_protocol == "QUIC" || target_protocol == "TCP_QUIC") return {};
  return health_check_protocols(target_protocol).empty() ? Words{} : kInstanceOrIp;
}

Words health_check_protocols(std::string_view target_protocol) {
  if (contains(kHttpOrHttps, target_protocol)) return kHttpOrHttps;
  if (is_network_protocol(target_protocol) || target_protocol == "GENEVE") return kTcpHttpOrHttps;
  return {};
}

std::optional<HealthCheckDefaults> health_check_defaults(std::string_view target_protocol,
                                                         std::string_view target_type) {
  if (target_type == "lambda") return HealthCheckDefaults{"", "", "/", "200", 35, 30, 5, 5};
  if (contains(kHttpOrHttps, target_protocol)) {
    return HealthCheckDefaults{"HTTP", "traffic-port", "/", "200", 30, 5, 5, 2};
  }
  if (is_network_protocol(target_protocol)) {
    return HealthCheckDefaults{"TCP", "traffic-port", "/", "200-399", 30, 10, 5, 2};
  }
  if (target_protocol == "GENEVE") {
    return HealthCheckDefaults{"TCP", "80", "/", "200-399", 10, 5, 5, 2};
  }
  return std::nullopt;
}

std::optional<Range> matcher_codes(std::string_view target_protocol) {
  if (contains(kHttpOrHttps, target_protocol)) return Range{200, 499};
  if (is_network_protocol(target_protocol)) return Range{200, 599};
  if (target_protocol == "GENEVE") return Range{200, 399};
  return std::nullopt;
}

const Attribute* find_target_group_attribute(std::string_view key) {
  return find(kTargetGroupAttributes, key);
}

const Attribute* find_load_balancer_attribute(std::string_view key) {
  return find(kLoadBalancerAttributes, key);
}

std::string_view nearest_target_group_attribute(std::string_view key) {
  return nearest_key(kTargetGroupAttributes, key);
}

std::string_view nearest_load_balancer_attribute(std::string_view key) {
  return nearest_key(kLoadBalancerAttributes, key);
}

bool accepts(const Attribute& attribute, std::string_view value) {
  switch (attribute.kind) {
    case text:
      return true;
    case boolean:
      return contains(kBooleans, value);
    case choice:
      return contains(attribute.choices, value);
    case integer:
      break;
  }
  const auto number = to_integer(value);
  return contains(attribute.choices, value) || (number && attribute.range.contains(*number));
}

std::string expectation(const Attribute& attribute) {
  std::string result;
  const auto add = [&](const std::string& words) {
    if (!result.empty()) result += " or ";
    result += words;
  };
  if (attribute.kind == text) add("text");
  if (attribute.kind == boolean) add("`true` or `false`");
  if (attribute.kind == integer) {
    const auto& [min, max] = attribute.range;
    add("a number from " + std::to_string(min) +
        (attribute.range == kCount ? "" : " to " + std::to_string(max)));
  }
  for (const std::string_view word : attribute.choices) add("`" + std::string(word) + "`");
  return result;
}

bool is_single_condition(std::string_view field) {
  return field == "host-header" || field == "http-request-method" || field == "path-pattern" ||
         field == "source-ip";
}

}  // namespace cfn_ecs_lint::aws
