#include "text/misspelling.h"

#include <gtest/gtest.h>

#include <string_view>

namespace cfn_ecs_lint {
namespace {

using namespace std::string_view_literals;

void expect_both_ways(bool expected, std::string_view a, std::string_view b) {
  EXPECT_EQ(is_misspelling(a, b), expected) << a << " and " << b;
  EXPECT_EQ(is_misspelling(b, a), expected) << b << " and " << a;
}

TEST(Misspelling, CaseAndPunctuationTellNothingApart) {
  expect_both_ways(true, "VpcId", "VPCID");
  expect_both_ways(true, "network-vpc-id", "Network:VpcId");
  expect_both_ways(true, "Subnet_1", "Subnet1");
}

TEST(Misspelling, OneLetterInsideALongWord) {
  expect_both_ways(true, "PublicSubnet", "PublcSubnet");
  expect_both_ways(true, "PublicSubnet", "PubilcSubnet");
  expect_both_ways(true, "PublicSubnet", "PublikcSubnet");
  expect_both_ways(true, "private-subnets", "privete-subnets");
  expect_both_ways(false, "PublicSubnet", "PubilcSubent");  // two slips
}

TEST(Misspelling, WhatTellsThingsApartIsNoSlip) {
  expect_both_ways(false, "PublicSubnetA", "PublicSubnetB");
  expect_both_ways(false, "PublicSubnet1", "PublicSubnet2");
  expect_both_ways(false, "subneta", "subnetb");
  expect_both_ways(false, "PublicSubnet", "PublicSubnets");
  expect_both_ways(false, "PublicSubnet", "PrivateSubnet");
  expect_both_ways(false, "ReaderEndpoint", "HeaderEndpoint");
  expect_both_ways(false, "dev-vpc", "prd-vpc");
  expect_both_ways(false, "EuVpcId", "UsVpcId");
  expect_both_ways(false, "Vpc", "VpcIdOfTheNetwork");
  expect_both_ways(false, "", "Vpc");
}

TEST(Misspelling, TheSameNameIsNone) {
  expect_both_ways(false, "VpcId", "VpcId");
  expect_both_ways(false, "", "");
}

TEST(Misspelling, WhatIsNotKnownIsOneWord) {
  expect_both_ways(true, "\0-VpcId"sv, "\0-VPCID"sv);
  expect_both_ways(false, "\0-VpcId"sv, "Network-VPCID"sv);
}

}  // namespace
}  // namespace cfn_ecs_lint
