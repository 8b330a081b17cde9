#include "resolve/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

using ::testing::ElementsAre;
using testing::NamedText;
using testing::System;
using ::testing::UnorderedElementsAre;

// What a value says in a world: its text with `{...}` for holes, "absent", "unknown", "[a, b]".
std::string spoken(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::absent:
      return "absent";
    case Value::Kind::unknown:
      return "unknown";
    case Value::Kind::map:
      return "map";
    case Value::Kind::list: {
      std::string words;
      for (const Value& item : value.items()) words += (words.empty() ? "" : ", ") + spoken(item);
      return "[" + words + "]";
    }
    case Value::Kind::text:
      break;
  }
  std::string words;
  for (const Piece& piece : value.text().pieces()) {
    if (!piece.is_hole) {
      words += piece.text;
      continue;
    }
    words += "{";
    if (piece.hole.resource != nullptr) words += piece.hole.resource->logical_id();
    if (piece.hole.resource != nullptr && !piece.hole.name.empty()) words += ".";
    words += piece.hole.name;
    words += "}";
  }
  return words;
}

// What a property of a resource says in every world in which the resource exists.
std::multiset<std::string> worlds(System& system, std::string_view id, std::string_view key) {
  std::multiset<std::string> said;
  system.world().explore([&] {
    if (!system.world().exists(system.resource(id))) return;
    said.insert(spoken(system.property(id, key)));
  });
  return said;
}

std::string in_only_world(System& system, std::string_view id, std::string_view key) {
  const auto said = worlds(system, id, key);
  EXPECT_EQ(said.size(), 1u);
  return said.empty() ? "" : *said.begin();
}

std::string value_of(const std::string& value) {
  System system(
      {"Parameters:\n"
       "  Name: {Type: String, Default: web}\n"
       "  Open: {Type: String}\n"
       "  Many: {Type: CommaDelimitedList, Default: 'a, b,c'}\n"
       "  OpenList: {Type: List<String>}\n"
       "  Ami: {Type: AWS::SSM::Parameter::Value<String>, Default: /ami}\n"
       "Mappings:\n"
       "  Sizes:\n"
       "    small: {Count: 1, Name: same}\n"
       "    large: {Count: 4, Name: same}\n"
       "Resources:\n"
       "  Role: {Type: AWS::IAM::Role}\n"
       "  It:\n"
       "    Type: AWS::ECS::Service\n"
       "    Properties:\n"
       "      Value: " +
       value + "\n"});
  return in_only_world(system, "It", "Value");
}

TEST(World, ReadsLiteralsAsWritten) {
  EXPECT_EQ(value_of("010"), "010");
  EXPECT_EQ(value_of("'true'"), "true");
  EXPECT_EQ(value_of(""), "absent");
  EXPECT_EQ(value_of("{{resolve:ssm:/x}}"), "map");  // flow mappings, not a dynamic reference
  EXPECT_EQ(value_of("'a-{{resolve:ssm:/x}}-b'"), "a-{{{resolve:ssm:/x}}}-b");
  EXPECT_EQ(value_of("'a-{{service.name}}-{{ b }}'"), "a-{{{service.name}}}-{{{ b }}}");
  EXPECT_EQ(value_of("\"awk '{{print}; next}'\""), "awk '{{print}; next}'");
}

TEST(World, SeesThroughFunctionsInEverySpelling) {
  EXPECT_EQ(value_of("!Ref Name"), "web");
  EXPECT_EQ(value_of("{Ref: Name}"), "web");
  EXPECT_EQ(value_of("!Ref Open"), "{Open}");
  EXPECT_EQ(value_of("!Ref Ami"), "{Ami}");
  EXPECT_EQ(value_of("!Ref Many"), "[a, b, c]");
  EXPECT_EQ(value_of("!Ref OpenList"), "unknown");
  EXPECT_EQ(value_of("!Ref AWS::NoValue"), "absent");
  EXPECT_EQ(value_of("!Ref AWS::Region"), "{AWS::Region}");
  EXPECT_EQ(value_of("!GetAtt Role.Arn"), "{Role.Arn}");
  EXPECT_EQ(value_of("!GetAtt [Role, Arn]"), "{Role.Arn}");
  EXPECT_EQ(value_of("{'Fn::GetAtt': [Role, Arn]}"), "{Role.Arn}");
  EXPECT_EQ(value_of("{'Fn::GetAtt': Role.Arn}"), "{Role.Arn}");
  EXPECT_EQ(value_of("!Sub 'x-${Name}-${!Name}-${Role.Arn}'"), "x-web-${Name}-{Role.Arn}");
  EXPECT_EQ(value_of("!Sub ['${A}/${Name}', {A: !Ref Role}]"), "{Role}/web");
  EXPECT_EQ(value_of("!Join ['-', [a, !Ref Name, !Ref AWS::NoValue]]"), "a-web");
  EXPECT_EQ(value_of("!Join ['', !Ref Many]"), "abc");
  EXPECT_EQ(value_of("!Select [1, !Ref Many]"), "b");
  EXPECT_EQ(value_of("!Select ['2', !Split ['.', 'x.y.z']]"), "z");
  EXPECT_EQ(value_of("!Split [',', !Ref Open]"), "unknown");
  EXPECT_EQ(value_of("!FindInMap [Sizes, large, Count]"), "4");
  EXPECT_EQ(value_of("!FindInMap [Sizes, none, Count, {DefaultValue: 7}]"), "7");
  EXPECT_EQ(value_of("!Base64 {'Fn::Sub': 'echo ${Name}'}"), "echo web");
  EXPECT_EQ(value_of("{'Fn::Length': !Ref Many}"), "3");
  EXPECT_EQ(value_of("!GetAZs ''"), "unknown");
  EXPECT_EQ(value_of("!Transform {Name: X}"), "unknown");
  EXPECT_EQ(value_of("[!Ref Name, !Ref AWS::NoValue, b]"), "[web, b]");
}

constexpr char kEnvironments[] = R"(
Parameters:
  Environment: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Certificate: {Type: String, Default: ''}
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
  IsTest: !Equals [!Ref Environment, test]
  Either: !Or [!Condition IsProd, {Condition: IsTest}]
  HasCertificate: !Not [!Equals [!Ref Certificate, '']]
Resources:
  A:
    Type: AWS::ECS::Service
    Properties:
      Count: !If [IsProd, !If [IsTest, never, 4], !If [IsTest, 2, 1]]
      Name: !Sub '${Environment}-web'
      Both: !Join ['', [!If [Either, e, ''], !If [HasCertificate, !Ref Certificate, none]]]
  B:
    Type: AWS::ECS::Service
    Condition: IsProd
    Properties:
      Count: !If [IsProd, 4, 1]
)";

TEST(World, VisitsEveryConsistentWorldOnce) {
  System system({kEnvironments});
  EXPECT_THAT(worlds(system, "A", "Count"), UnorderedElementsAre("4", "2", "1"));
  EXPECT_THAT(worlds(system, "A", "Name"), UnorderedElementsAre("dev-web", "test-web", "prod-web"));
  EXPECT_THAT(worlds(system, "A", "Both"),
              UnorderedElementsAre("none", "enone", "enone", "{Certificate}", "e{Certificate}",
                                   "e{Certificate}"));
}

TEST(World, ConditionsOfAResourceHoldForItsValues) {
  System system({kEnvironments});
  EXPECT_THAT(worlds(system, "B", "Count"), UnorderedElementsAre("4"));
}

TEST(World, AGivenValueDecides) {
  System system({kEnvironments}, {{"Environment", "prod"}});
  EXPECT_THAT(worlds(system, "A", "Count"), UnorderedElementsAre("4"));
  EXPECT_THAT(worlds(system, "A", "Name"), UnorderedElementsAre("prod-web"));
}

TEST(World, SaysWhatWasDecided) {
  System system({kEnvironments});
  std::set<std::string> said;
  system.world().explore([&] {
    system.property("A", "Count");
    std::string words;
    for (const Circumstance& one : system.world().circumstances()) {
      words += std::string(one.name) + (one.holds ? "+" : "-");
    }
    said.insert(words);
  });
  EXPECT_THAT(said, UnorderedElementsAre("IsProd-IsTest-", "IsProd-IsTest+", "IsProd+IsTest-"));
}

TEST(World, AConditionOnWhatCannotBeKnownMayHoldOrNot) {
  System system({R"(
Conditions:
  InEurope: !Equals [!Ref AWS::Region, eu-west-1]
  InChina: !Equals [!Ref AWS::Partition, aws-cn]
  Odd: !Equals [!Select [0, !Split ['-', !Ref AWS::Region]], eu]
Resources:
  A:
    Type: AWS::ECS::Service
    Properties:
      One: !If [InEurope, !Ref AWS::Region, elsewhere]
      Two: !If [Odd, !If [Odd, same, never], other]
)"});
  EXPECT_THAT(worlds(system, "A", "One"), UnorderedElementsAre("eu-west-1", "elsewhere"));
  EXPECT_THAT(worlds(system, "A", "Two"), UnorderedElementsAre("same", "other"));
}

constexpr char kExporter[] = R"(
Parameters:
  Environment: {Type: String, Default: dev}
Resources:
  Cluster: {Type: AWS::ECS::Cluster}
  Role: {Type: AWS::IAM::Role}
Outputs:
  Literal: {Value: !Ref Cluster, Export: {Name: the-cluster}}
  Shaped: {Value: !GetAtt Role.Arn, Export: {Name: !Sub '${AWS::StackName}-Role'}}
  ByParameter: {Value: !Ref Cluster, Export: {Name: !Sub '${Environment}-Cluster'}}
)";

constexpr char kImporter[] = R"(
Parameters:
  Environment: {Type: String, Default: prod}
  Network: {Type: String}
Resources:
  A:
    Type: AWS::ECS::Service
    Properties:
      Literal: !ImportValue the-cluster
      Shaped: {'Fn::ImportValue': !Sub '${Network}-Role'}
      ByParameter: {'Fn::ImportValue': !Sub '${Environment}-Cluster'}
      InText: !Sub ['service/${C}', {C: !ImportValue the-cluster}]
      Nobody: !ImportValue nobody
Outputs:
  Again: {Value: !ImportValue the-cluster, Export: {Name: again}}
)";

TEST(World, AnImportIsWhatTheExportSays) {
  System system({kExporter, kImporter});
  EXPECT_EQ(in_only_world(system, "A", "Literal"), "{Cluster}");
  EXPECT_EQ(in_only_world(system, "A", "Shaped"), "{Role.Arn}");
  EXPECT_EQ(in_only_world(system, "A", "ByParameter"), "{Cluster}");
  EXPECT_EQ(in_only_world(system, "A", "InText"), "service/{Cluster}");
  EXPECT_EQ(in_only_world(system, "A", "Nobody"), "{}");
}

TEST(World, AValuePassesThroughSeveralStacks) {
  System system({kExporter, kImporter,
                 "Resources:\n  C:\n    Type: AWS::ECS::Service\n"
                 "    Properties: {Cluster: !ImportValue again}\n"});
  EXPECT_EQ(in_only_world(system, "C", "Cluster"), "{Cluster}");
}

TEST(World, TwoExportsThatCouldAnswerAreNoLink) {
  System system({kExporter, kExporter, kImporter});
  EXPECT_EQ(in_only_world(system, "A", "Literal"), "{}");
  EXPECT_EQ(in_only_world(system, "A", "Shaped"), "{}");
}

TEST(World, OfTwoEnvironmentsTheOneInTheSameFolderAnswers) {
  System system(std::vector<NamedText>{{"dev/cluster.yaml", kExporter},
                                       {"dev/service.yaml", kImporter},
                                       {"prod/cluster.yaml", kExporter}});
  const Value value = system.property("A", "Literal");
  ASSERT_TRUE(value.reference());
  EXPECT_EQ(value.reference()->resource->stack->folder(), "dev");
}

TEST(World, AValuePointsAtItsWordsAndKnowsItsOrigin) {
  System system({kExporter, kImporter});
  const Value value = system.property("A", "Literal");
  EXPECT_EQ(value.span().file->text(value.span()), "!ImportValue the-cluster");
  EXPECT_EQ(value.origin().file->path(), "a.yaml");
  EXPECT_EQ(value.origin().file->text(value.origin()), "!Ref Cluster");
}

TEST(World, SixtyFourWorldsAreVisitedExactly) {
  std::string text = "Parameters:\n";
  std::string join;
  for (int i = 0; i < 6; ++i) {
    text += "  P" + std::to_string(i) + ": {Type: String, AllowedValues: [a, b]}\n";
  }
  text += "Conditions:\n";
  for (int i = 0; i < 6; ++i) {
    const std::string n = std::to_string(i);
    text += "  C" + n + ": !Equals [!Ref P" + n + ", a]\n";
    join += (join.empty() ? "" : ", ") + ("!If [C" + n + ", x, y]");
  }
  text += "Resources:\n  A:\n    Type: AWS::ECS::Service\n    Properties:\n      V: !Join ['', [" +
          join + "]]\n";
  System system({text});
  const auto said = worlds(system, "A", "V");
  EXPECT_EQ(said.size(), 64u);
  EXPECT_EQ(std::set<std::string>(said.begin(), said.end()).size(), 64u);
}

TEST(World, ImportsInACircleEnd) {
  System system(
      {"Resources: {A: {Type: AWS::ECS::Service, Properties: {V: !ImportValue x}}}\n"
       "Outputs: {O: {Value: !ImportValue y, Export: {Name: x2}}}\n",
       "Resources: {B: {Type: AWS::ECS::Service}}\n"
       "Outputs: {O: {Value: !ImportValue x2, Export: {Name: y}},\n"
       "  P: {Value: !ImportValue x2, Export: {Name: x}}}\n"});
  EXPECT_EQ(in_only_world(system, "A", "V"), "unknown");
}

TEST(Text, EqualityIsThreeValued) {
  System system({R"(
Parameters: {P: {Type: String}, Q: {Type: String}}
Resources:
  R: {Type: AWS::IAM::Role}
  A:
    Type: AWS::ECS::Service
    Properties:
      Values: [!Sub 'a-${P}', !Sub 'a-${P}', !Sub 'a-${Q}', !Sub 'b-${P}', !Sub '${P}-x',
               !Sub '${P}-y', a, !Sub 'a-${R}', !Sub 'a-${R}']
)"});
  const Value values = system.property("A", "Values");
  const auto compare = [&](std::size_t a, std::size_t b) {
    return equal(values.items()[a].text(), values.items()[b].text());
  };
  EXPECT_EQ(compare(0, 1), Truth::yes);
  EXPECT_EQ(compare(7, 8), Truth::yes);
  EXPECT_EQ(compare(0, 2), Truth::unknown);
  EXPECT_EQ(compare(0, 3), Truth::no);
  EXPECT_EQ(compare(4, 5), Truth::no);
  EXPECT_EQ(compare(0, 6), Truth::no);
}

}  // namespace
}  // namespace cfn_ecs_lint
