// What Elastic Load Balancing allows and what it takes for granted. Sources: the API reference of
// elasticloadbalancing 2015-12-01 (2026-05, 2026-08), the guides of Application and Network Load
// Balancers (2023-04). Protocols and types are spelled as in templates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "aws/range.h"

namespace cfn_ecs_lint::aws {

// --- Protocols ----------------------------------------------------------------------------------

// What listeners of a load balancer of this type can speak: `application`, `network`. Empty for
// `gateway`, whose listeners have no protocol, and for types that do not exist.
std::span<const std::string_view> listener_protocols(std::string_view load_balancer_type);

// The protocols of target groups that such a listener can forward to; empty when not known.
std::span<const std::string_view> target_protocols(std::string_view load_balancer_type,
                                                   std::string_view listener_protocol);

// Whether such a listener can forward to such a target group. Nothing where the documentation does
// not say: for protocols that do not exist and some combinations with QUIC.
std::optional<bool> can_forward(std::string_view load_balancer_type,
                                std::string_view listener_protocol,
                                std::string_view target_protocol);

// The target types that a target group of this protocol can have; empty when not known. A group of
// type `lambda` has no protocol.
std::span<const std::string_view> target_types(std::string_view target_protocol);

// --- Health checks ------------------------------------------------------------------------------

constexpr Range kHealthCheckIntervalSeconds = {5, 300};
constexpr Range kHealthCheckTimeoutSeconds = {2, 120};
constexpr Range kHealthCheckThreshold = {2, 10};
constexpr Range kHealthCheckPathLength = {1, 1024};
constexpr Range kGrpcCode = {0, 99};

// API reference, ECS HealthCheck: of containers, in seconds and attempts.
constexpr Range kContainerHealthCheckInterval = {5, 300};
constexpr Range kContainerHealthCheckTimeout = {2, 60};
constexpr Range kContainerHealthCheckRetries = {1, 10};
constexpr Range kContainerHealthCheckStartPeriod = {0, 300};

// The protocols that can probe targets of a group of this protocol; empty when not known.
std::span<const std::string_view> health_check_protocols(std::string_view target_protocol);

struct HealthCheckDefaults {
  std::string_view protocol;  // empty for Lambda functions: they are invoked
  std::string_view port;
  std::string_view path;     // of an HTTP(S) check
  std::string_view matcher;  // HTTP codes, of an HTTP(S) check
  int interval_seconds = 0;
  // The API reference says 6 for HTTP and 10 for HTTPS, the guide of Application Load Balancers 5
  // for both: here the lower.
  int timeout_seconds = 0;
  int healthy_threshold = 0;
  int unhealthy_threshold = 0;
};

// What a target group does that says nothing. `target_type` decides for `lambda` only. Nothing for
// protocols that do not exist.
std::optional<HealthCheckDefaults> health_check_defaults(std::string_view target_protocol,
                                                         std::string_view target_type);

// The HTTP codes that a Matcher may name; nothing when not known.
std::optional<Range> matcher_codes(std::string_view target_protocol);

// --- Attributes ---------------------------------------------------------------------------------

struct Attribute {
  enum class Kind : std::uint8_t { boolean, integer, choice, text };

  std::string_view key;
  Kind kind = Kind::text;
  Range range = {};                                // of integers
  std::span<const std::string_view> choices = {};  // words; for integers, those allowed beside them
  std::string_view default_value = {};             // empty: none, or it depends
};

// Null for a key that does not exist.
const Attribute* find_target_group_attribute(std::string_view key);
const Attribute* find_load_balancer_attribute(std::string_view key);

// The key that a misspelt one most likely stands for; empty when none is near.
std::string_view nearest_target_group_attribute(std::string_view key);
std::string_view nearest_load_balancer_attribute(std::string_view key);

bool accepts(const Attribute& attribute, std::string_view value);

// In words what it accepts: "`true` or `false`", "a number from 0 to 3600".
std::string expectation(const Attribute& attribute);

// Seconds between deregistration of a target and the end of its connections.
constexpr std::int64_t kDefaultDeregistrationDelay = 300;

// --- Limits of listener rules -------------------------------------------------------------------

constexpr Range kRulePriority = {1, 50000};
constexpr int kMaxConditionValuesPerRule = 5;
constexpr int kMaxWildcardsPerRule = 5;
constexpr int kMaxSourceIpsPerRule = 5;
constexpr std::size_t kMaxConditionValueLength = 128;
constexpr std::size_t kMaxConditionHeaderNameLength = 40;
constexpr std::size_t kMaxConditionMethodLength = 40;
constexpr int kMaxTargetGroupsPerAction = 5;
constexpr Range kTargetGroupWeight = {0, 999};
constexpr int kMaxTargetGroupsPerService = 5;  // ECS
// Names of load balancers and target groups.
constexpr std::size_t kMaxNameLength = 32;

// Whether a rule may have this condition only once: host-header, http-request-method, path-pattern
// and source-ip.
bool is_single_condition(std::string_view field);

}  // namespace cfn_ecs_lint::aws
