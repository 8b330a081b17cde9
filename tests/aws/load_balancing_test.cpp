#include "aws/load_balancing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cfn_ecs_lint::aws {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Protocols, OfListeners) {
  EXPECT_THAT(listener_protocols("application"), ElementsAre("HTTP", "HTTPS"));
  EXPECT_THAT(listener_protocols("network"),
              ElementsAre("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"));
  EXPECT_THAT(listener_protocols("gateway"), IsEmpty());
}

TEST(Protocols, OfTheTargetsOfAListener) {
  EXPECT_THAT(target_protocols("application", "HTTPS"), ElementsAre("HTTP", "HTTPS"));
  EXPECT_THAT(target_protocols("network", "TLS"), ElementsAre("TCP", "TLS"));
  EXPECT_THAT(target_protocols("network", "UDP"), ElementsAre("UDP", "TCP_UDP"));
  EXPECT_THAT(target_protocols("network", "HTTP"), IsEmpty());
  EXPECT_THAT(target_protocols("gateway", ""), IsEmpty());
}

TEST(Protocols, SomeCanForwardToOthers) {
  EXPECT_EQ(can_forward("application", "HTTP", "HTTPS"), true);
  EXPECT_EQ(can_forward("application", "HTTP", "TCP"), false);
  EXPECT_EQ(can_forward("network", "TCP", "HTTP"), false);
  EXPECT_EQ(can_forward("network", "TCP", "TCP_UDP"), true);
  EXPECT_EQ(can_forward("network", "TCP_UDP", "TCP"), false);
  EXPECT_EQ(can_forward("network", "UDP", "TCP"), false);
  EXPECT_EQ(can_forward("network", "TLS", "UDP"), false);
  EXPECT_EQ(can_forward("network", "TCP_QUIC", "TCP_QUIC"), true);
  EXPECT_EQ(can_forward("network", "TCP_QUIC", "TCP"), false);
}

TEST(Protocols, WhatIsNotDocumentedIsUnknown) {
  EXPECT_EQ(can_forward("network", "QUIC", "UDP"), std::nullopt);
  EXPECT_EQ(can_forward("network", "TCP", "TCP_QUIC"), std::nullopt);
  EXPECT_EQ(can_forward("network", "TCP", "SCTP"), std::nullopt);
  EXPECT_EQ(can_forward("application", "TCP", "HTTP"), std::nullopt);
  EXPECT_EQ(can_forward("classic", "HTTP", "HTTP"), std::nullopt);
  EXPECT_EQ(can_forward("network", "QUIC", "HTTP"), false);
}

TEST(Protocols, TargetTypes) {
  EXPECT_THAT(target_types("HTTP"), ElementsAre("instance", "ip"));
  EXPECT_THAT(target_types("TCP"), ElementsAre("instance", "ip", "alb"));
  EXPECT_THAT(target_types("UDP"), ElementsAre("instance", "ip"));
  EXPECT_THAT(target_types("SCTP"), IsEmpty());
}

TEST(HealthChecks, Protocols) {
  EXPECT_THAT(health_check_protocols("HTTPS"), ElementsAre("HTTP", "HTTPS"));
  EXPECT_THAT(health_check_protocols("UDP"), ElementsAre("TCP", "HTTP", "HTTPS"));
  EXPECT_THAT(health_check_protocols("GENEVE"), ElementsAre("TCP", "HTTP", "HTTPS"));
  EXPECT_THAT(health_check_protocols(""), IsEmpty());
}

TEST(HealthChecks, Defaults) {
  const auto http = health_check_defaults("HTTPS", "ip");
  ASSERT_TRUE(http);
  EXPECT_EQ(http->protocol, "HTTP");
  EXPECT_EQ(http->port, "traffic-port");
  EXPECT_EQ(http->path, "/");
  EXPECT_EQ(http->matcher, "200");
  EXPECT_EQ(http->interval_seconds, 30);
  EXPECT_EQ(http->timeout_seconds, 5);
  EXPECT_EQ(http->healthy_threshold, 5);
  EXPECT_EQ(http->unhealthy_threshold, 2);

  const auto tcp = health_check_defaults("TCP", "instance");
  ASSERT_TRUE(tcp);
  EXPECT_EQ(tcp->protocol, "TCP");
  EXPECT_EQ(tcp->timeout_seconds, 10);

  EXPECT_EQ(health_check_defaults("GENEVE", "ip")->port, "80");
  EXPECT_EQ(health_check_defaults("", "lambda")->interval_seconds, 35);
  EXPECT_FALSE(health_check_defaults("SCTP", "ip"));
}

TEST(HealthChecks, MatcherCodes) {
  EXPECT_EQ(matcher_codes("HTTP"), (Range{200, 499}));
  EXPECT_EQ(matcher_codes("TCP"), (Range{200, 599}));
  EXPECT_EQ(matcher_codes("GENEVE"), (Range{200, 399}));
  EXPECT_EQ(matcher_codes("SCTP"), std::nullopt);
}

TEST(Attributes, AreKnownByTheirKey) {
  const Attribute* delay = find_target_group_attribute("deregistration_delay.timeout_seconds");
  ASSERT_NE(delay, nullptr);
  EXPECT_EQ(delay->default_value, "300");
  EXPECT_TRUE(accepts(*delay, "0"));
  EXPECT_TRUE(accepts(*delay, "3600"));
  EXPECT_FALSE(accepts(*delay, "3601"));
  EXPECT_FALSE(accepts(*delay, "60s"));
  EXPECT_FALSE(accepts(*delay, ""));
  EXPECT_EQ(expectation(*delay), "a number from 0 to 3600");

  EXPECT_EQ(find_target_group_attribute("idle_timeout.timeout_seconds"), nullptr);
  EXPECT_NE(find_load_balancer_attribute("idle_timeout.timeout_seconds"), nullptr);
}

TEST(Attributes, AcceptWordsBesideNumbers) {
  const Attribute* slow_start = find_target_group_attribute("slow_start.duration_seconds");
  ASSERT_NE(slow_start, nullptr);
  EXPECT_TRUE(accepts(*slow_start, "0"));
  EXPECT_FALSE(accepts(*slow_start, "10"));
  EXPECT_TRUE(accepts(*slow_start, "30"));
  EXPECT_EQ(expectation(*slow_start), "a number from 30 to 900 or `0`");

  const Attribute* count =
      find_target_group_attribute("target_group_health.dns_failover.minimum_healthy_targets.count");
  ASSERT_NE(count, nullptr);
  EXPECT_TRUE(accepts(*count, "off"));
  EXPECT_TRUE(accepts(*count, "12"));
  EXPECT_FALSE(accepts(*count, "0"));
  EXPECT_EQ(expectation(*count), "a number from 1 or `off`");
}

TEST(Attributes, AcceptTheirChoicesOnly) {
  const Attribute* http2 = find_load_balancer_attribute("routing.http2.enabled");
  ASSERT_NE(http2, nullptr);
  EXPECT_TRUE(accepts(*http2, "false"));
  EXPECT_TRUE(accepts(*http2, "False"));
  EXPECT_FALSE(accepts(*http2, "no"));
  EXPECT_EQ(expectation(*http2), "`true` or `false`");

  const Attribute* algorithm = find_target_group_attribute("load_balancing.algorithm.type");
  ASSERT_NE(algorithm, nullptr);
  EXPECT_TRUE(accepts(*algorithm, "least_outstanding_requests"));
  EXPECT_FALSE(accepts(*algorithm, "least_connections"));
}

TEST(Attributes, HaveNearNames) {
  EXPECT_EQ(nearest_target_group_attribute("deregistration_delay.timeout_second"),
            "deregistration_delay.timeout_seconds");
  EXPECT_EQ(nearest_load_balancer_attribute("deletion.protection.enabled"),
            "deletion_protection.enabled");
  EXPECT_EQ(nearest_load_balancer_attribute("colour"), "");
}

TEST(Rules, SomeConditionsComeOnce) {
  EXPECT_TRUE(is_single_condition("path-pattern"));
  EXPECT_FALSE(is_single_condition("http-header"));
  EXPECT_TRUE(kRulePriority.contains(50000));
  EXPECT_FALSE(kRulePriority.contains(0));
}

}  // namespace
}  // namespace cfn_ecs_lint::aws
