#include "model/network.h"

#include <gtest/gtest.h>

namespace cfn_ecs_lint {
namespace {

bool overlap(std::string_view a, std::string_view b) {
  const auto left = Cidr::parse(a);
  const auto right = Cidr::parse(b);
  EXPECT_TRUE(left) << a;
  EXPECT_TRUE(right) << b;
  return left && right && left->overlaps(*right) && right->overlaps(*left);
}

TEST(Cidr, OverlapsWhereOneHoldsTheOther) {
  EXPECT_TRUE(overlap("10.0.0.0/16", "10.0.3.0/24"));
  EXPECT_TRUE(overlap("0.0.0.0/0", "255.255.255.255/32"));
  EXPECT_TRUE(overlap("10.0.0.7", "10.0.0.0/29"));
  EXPECT_FALSE(overlap("10.0.0.8", "10.0.0.0/29"));
  EXPECT_FALSE(overlap("10.0.0.0/16", "10.1.0.0/16"));
  EXPECT_TRUE(overlap("10.0.3.9/16", "10.0.0.0/24"));  // bits behind the prefix do not count
}

TEST(Cidr, IsNothingElse) {
  for (const std::string_view text : {"", "10", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.256",
                                      "10.0.0.0/16 ", "10.0.0.0/-1", "::/0", "10,0,0,0/8"}) {
    EXPECT_FALSE(Cidr::parse(text)) << text;
  }
}

TEST(Ports, RangesThatTouchAreOne) {
  Ports ports;
  ports.add({8000, 8010});
  ports.add({80, 80});
  ports.add({8011, 9000});
  EXPECT_EQ(to_string(ports), "80, 8000-9000");
  EXPECT_TRUE(ports.covers({8005, 8500}));
  EXPECT_FALSE(ports.covers({79, 80}));
  EXPECT_TRUE(ports.overlaps({79, 80}));
  EXPECT_FALSE(ports.overlaps({81, 7999}));
  ports.add({0, 65535});
  EXPECT_EQ(to_string(ports), "0-65535");
}

TEST(Ports, NoneAreOpenAtFirst) {
  EXPECT_TRUE(Ports().empty());
  EXPECT_EQ(to_string(Ports()), "none");
  EXPECT_FALSE(Ports().overlaps({0, 65535}));
}

TEST(Transport, IsThatUnderTheProtocol) {
  EXPECT_EQ(transport_of("HTTPS"), "tcp");
  EXPECT_EQ(transport_of("TCP_UDP"), "tcp");
  EXPECT_EQ(transport_of("UDP"), "udp");
  EXPECT_EQ(transport_of("GENEVE"), "");
}

}  // namespace
}  // namespace cfn_ecs_lint
