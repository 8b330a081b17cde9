#include "graph/resource_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::System;

std::vector<std::string> spoken(std::span<const Edge> edges) {
  std::vector<std::string> words;
  for (const Edge& edge : edges) {
    words.push_back(std::string(edge.from->logical_id()) + " -> " +
                    std::string(edge.to->logical_id()) +
                    (edge.attribute.empty() ? "" : "." + std::string(edge.attribute)) +
                    (edge.imported ? " imported" : ""));
  }
  return words;
}

constexpr char kTemplate[] = R"(
Conditions:
  C: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  A:
    Type: AWS::ECS::Service
    DependsOn: D
    Properties:
      X: !Ref B
      Y: !GetAtt C.Arn
      Z: !Sub '${B} ${C.Name} ${AWS::Region} ${!D}'
      W: !If [C, !Ref D, !Ref B]
  B: {Type: AWS::ECS::Cluster}
  C: {Type: AWS::ECS::Service}
  D: {Type: AWS::IAM::Role}
Outputs:
  O: {Value: !GetAtt D.Arn, Export: {Name: role}}
)";

TEST(ResourceGraph, KnowsWhatRefersToWhat) {
  System system({kTemplate});
  const ResourceGraph graph(system.world());
  EXPECT_THAT(spoken(graph.from(system.resource("A"))),
              ElementsAre("A -> D.DependsOn", "A -> B", "A -> C.Arn", "A -> B", "A -> C.Name",
                          "A -> D", "A -> B"));
  EXPECT_THAT(spoken(graph.to(system.resource("C"))), ElementsAre("A -> C.Arn", "A -> C.Name"));
  EXPECT_THAT(graph.from(system.resource("B")), IsEmpty());
}

TEST(ResourceGraph, SeesThroughImports) {
  System system({kTemplate,
                 "Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n"
                 "      TaskRoleArn: !ImportValue role\n"});
  const ResourceGraph graph(system.world());
  EXPECT_THAT(spoken(graph.from(system.resource("T"))), ElementsAre("T -> D.Arn imported"));
  const Edge& edge = graph.from(system.resource("T"))[0];
  EXPECT_EQ(edge.span.file->text(edge.span), "!ImportValue role");
}

TEST(ResourceGraph, FindsByTypeAndByDistance) {
  System system({kTemplate});
  const ResourceGraph graph(system.world());
  EXPECT_EQ(graph.of_type("AWS::ECS::Service").size(), 2u);
  EXPECT_THAT(graph.of_type("AWS::ECS::Nothing"), IsEmpty());
  EXPECT_THAT(graph.referrers(system.resource("D"), "AWS::ECS::Service"),
              ElementsAre(&system.resource("A")));
  EXPECT_THAT(graph.referrers(system.resource("D"), "AWS::IAM::Role", 3), IsEmpty());
}

TEST(ResourceGraph, EndsOnCycles) {
  System system(
      {"Resources:\n"
       "  A: {Type: AWS::ECS::Service, DependsOn: B}\n"
       "  B: {Type: AWS::ECS::Service, DependsOn: A}\n"});
  const ResourceGraph graph(system.world());
  EXPECT_THAT(graph.referrers(system.resource("A"), "AWS::ECS::Service", 5),
              ElementsAre(&system.resource("B")));
}

}  // namespace
}  // namespace cfn_ecs_lint
