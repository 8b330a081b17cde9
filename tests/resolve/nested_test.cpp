// Values that go into nested stacks as parameters and come out as outputs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

using ::testing::ElementsAre;
using testing::System;
using ::testing::UnorderedElementsAre;

std::string spoken(const Value& value) {
  if (value.is_absent()) return "absent";
  if (value.is_unknown()) return "unknown";
  if (value.is_list()) {
    std::string words;
    for (const Value& item : value.items()) words += (words.empty() ? "" : ", ") + spoken(item);
    return "[" + words + "]";
  }
  std::string words;
  for (const Piece& piece : value.text().pieces()) {
    if (!piece.is_hole) {
      words += piece.text;
    } else {
      words += "{";
      if (piece.hole.resource != nullptr) words += piece.hole.resource->logical_id();
      if (piece.hole.resource != nullptr && !piece.hole.name.empty()) words += ".";
      words += std::string(piece.hole.name) + "}";
    }
  }
  return words;
}

std::multiset<std::string> worlds(System& system, std::string_view id, std::string_view key) {
  std::multiset<std::string> said;
  system.world().explore([&] {
    if (system.world().exists(system.resource(id))) said.insert(spoken(system.property(id, key)));
  });
  return said;
}

std::string parent(const std::string& parameters, const std::string& head = "") {
  return head +
         "Resources:\n"
         "  Vpc: {Type: AWS::EC2::VPC}\n"
         "  Subnet: {Type: AWS::EC2::Subnet}\n"
         "  Child:\n"
         "    Type: AWS::CloudFormation::Stack\n"
         "    Properties:\n"
         "      TemplateURL: b.yaml\n"
         "      Parameters: " +
         parameters + "\n";
}

constexpr char kChild[] =
    "Parameters:\n"
    "  Path: {Type: String, Default: /}\n"
    "  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}\n"
    "  Env: {Type: String, Default: dev}\n"
    "Conditions: {Prod: !Equals [!Ref Env, prod]}\n"
    "Resources:\n"
    "  Topic:\n"
    "    Type: AWS::SNS::Topic\n"
    "    Properties:\n"
    "      TopicName: !Ref Path\n"
    "      Subnets: !Ref Subnets\n"
    "      First: !Select [0, !Ref Subnets]\n"
    "      Text: !Sub 'path ${Path}'\n"
    "      DisplayName: !If [Prod, big, small]\n"
    "Outputs:\n"
    "  Topic: {Value: !Ref Topic}\n"
    "  Path: {Value: !Ref Path}\n";

TEST(NestedStack, ParametersAreWhatTheParentGives) {
  System system({parent("{Path: /health, Subnets: !Join [',', [!Ref Subnet, subnet-1]]}"), kChild});
  EXPECT_THAT(worlds(system, "Topic", "TopicName"), ElementsAre("/health"));
  EXPECT_THAT(worlds(system, "Topic", "Text"), ElementsAre("path /health"));
  EXPECT_THAT(worlds(system, "Topic", "Subnets"), ElementsAre("[{Subnet}, subnet-1]"));
  EXPECT_THAT(worlds(system, "Topic", "First"), ElementsAre("{Subnet}"));
  const Value name = system.property("Topic", "TopicName");
  EXPECT_EQ(name.span().file->path(), "b.yaml");
  EXPECT_EQ(name.place().given.file->path(), "a.yaml");
  EXPECT_EQ(name.place().assumed, nullptr);
}

TEST(NestedStack, WhatTheParentDoesNotGiveHasItsDefaultForCertain) {
  System system({parent("{Subnets: 'subnet-1, subnet-2'}"), kChild});
  EXPECT_THAT(worlds(system, "Topic", "TopicName"), ElementsAre("/"));
  EXPECT_EQ(system.property("Topic", "TopicName").place().assumed, nullptr);
  EXPECT_THAT(worlds(system, "Topic", "DisplayName"), ElementsAre("small"));
  EXPECT_THAT(worlds(system, "Topic", "Subnets"), ElementsAre("[subnet-1, subnet-2]"));
}

TEST(NestedStack, AnUnknownArgumentIsUnknown) {
  System system({parent("{Path: !GetAtt Vpc.CidrBlock, Subnets: !Ref All, Env: !Ref Env}",
                        "Parameters: {All: {Type: CommaDelimitedList}, Env: {Type: String}}\n"),
                 kChild});
  EXPECT_THAT(worlds(system, "Topic", "TopicName"), ElementsAre("{Vpc.CidrBlock}"));
  EXPECT_THAT(worlds(system, "Topic", "Subnets"), ElementsAre("unknown"));
  EXPECT_THAT(worlds(system, "Topic", "DisplayName"), UnorderedElementsAre("big", "small"));
}

TEST(NestedStack, AMacroMayGiveAnything) {
  System system({parent("{'Fn::Transform': {Name: Arguments}}"), kChild});
  EXPECT_THAT(worlds(system, "Topic", "TopicName"), ElementsAre("{Path}"));
}

// The parent's parameter decides nothing in the parent.
TEST(NestedStack, AParameterDecidesForParentAndChild) {
  const std::string head = "Parameters: {Stage: {Type: String, Default: dev}}\n";
  System system({parent("{Env: !Ref Stage, Path: !Ref Stage}", head), kChild});
  EXPECT_THAT(worlds(system, "Topic", "DisplayName"), UnorderedElementsAre("small", "big"));
  std::multiset<std::string> said;
  system.world().explore([&] {
    said.insert(spoken(system.property("Topic", "DisplayName")) + " " +
                spoken(system.property("Topic", "TopicName")));
  });
  EXPECT_THAT(said, UnorderedElementsAre("small dev", "small {Stage}", "big prod"));
}

TEST(NestedStack, ConditionsOfTheParentDecideArguments) {
  const std::string head =
      "Parameters: {Stage: {Type: String}}\n"
      "Conditions: {Live: !Equals [!Ref Stage, live]}\n";
  System system({parent("{Env: !If [Live, prod, dev]}", head), kChild});
  std::multiset<std::string> said;
  system.world().explore([&] {
    const bool live = system.world().holds(system.stack(0), "Live");
    said.insert(spoken(system.property("Topic", "DisplayName")) + (live ? " live" : ""));
  });
  EXPECT_THAT(said, UnorderedElementsAre("small", "big live"));
}

TEST(NestedStack, ExistsWithItsParent) {
  System system(
      {"Conditions: {Never: !Equals [a, b]}\n"
       "Resources:\n"
       "  Child:\n"
       "    Type: AWS::CloudFormation::Stack\n"
       "    Condition: Never\n"
       "    Properties: {TemplateURL: b.yaml}\n",
       kChild});
  EXPECT_FALSE(system.world().exists(system.resource("Topic")));
}

TEST(NestedStack, OutputsAreSeenThrough) {
  System system({parent("{Path: !Ref Vpc}") + "  User:\n"
                                              "    Type: AWS::SNS::Subscription\n"
                                              "    Properties:\n"
                                              "      TopicArn: !GetAtt Child.Outputs.Topic\n"
                                              "      Back: !Sub 'to ${Child.Outputs.Path}'\n"
                                              "      Missing: !GetAtt Child.Outputs.Nothing\n"
                                              "      Own: !GetAtt Child.NestedOutputs\n",
                 kChild});
  EXPECT_THAT(worlds(system, "User", "TopicArn"), ElementsAre("{Topic}"));
  EXPECT_THAT(worlds(system, "User", "Back"), ElementsAre("to {Vpc}"));
  EXPECT_THAT(worlds(system, "User", "Missing"), ElementsAre("{}"));
  const Value arn = system.property("User", "TopicArn");
  EXPECT_EQ(arn.span().file->path(), "a.yaml");
  EXPECT_EQ(arn.origin().file->path(), "b.yaml");
}

TEST(NestedStack, StacksThatGiveEachOtherWhatTheyMakeEnd) {
  const std::string child =
      "Parameters: {In: {Type: String}}\n"
      "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref In}}}\n"
      "Outputs: {Out: {Value: !Ref In}}\n";
  System system(
      {"Resources:\n"
       "  A:\n"
       "    Type: AWS::CloudFormation::Stack\n"
       "    Properties: {TemplateURL: b.yaml, Parameters: {In: !GetAtt B.Outputs.Out}}\n"
       "  B:\n"
       "    Type: AWS::CloudFormation::Stack\n"
       "    Properties: {TemplateURL: b.yaml, Parameters: {In: !GetAtt A.Outputs.Out}}\n",
       child});
  EXPECT_EQ(worlds(system, "Topic", "TopicName").size(), 1u);
}

TEST(NestedStack, ExportsAndImportsGoThrough) {
  System system({parent("{Path: vpc}"),
                 std::string(kChild) + "  Shared:\n"
                                       "    Value: !Ref Topic\n"
                                       "    Export: {Name: !Sub '${Path}-topic'}\n",
                 "Resources:\n"
                 "  User:\n"
                 "    Type: AWS::SNS::Subscription\n"
                 "    Properties: {TopicArn: !ImportValue vpc-topic}\n"});
  EXPECT_THAT(worlds(system, "User", "TopicArn"), ElementsAre("{Topic}"));
}

}  // namespace
}  // namespace cfn_ecs_lint
