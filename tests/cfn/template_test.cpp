#include "cfn/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cfn_ecs_lint::cfn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Read {
 public:
  explicit Read(std::string text, std::string path = "t.yaml") {
    const SourceFile& file = sources_.add(std::move(path), std::move(text));
    tmpl_ = std::make_unique<Template>(read_template(file, yaml::parse(file, problems), problems));
  }
  const Template& operator*() const { return *tmpl_; }
  const Template* operator->() const { return tmpl_.get(); }
  // The words that a span points at.
  static std::string words(const Span& span) {
    return span ? std::string(span.file->text(span)) : "nowhere";
  }
  const Node& property(std::string_view id, std::string_view key) const {
    return *tmpl_->resource(id)->properties->find(key)->value;
  }

  std::vector<ReadProblem> problems;

 private:
  SourceMap sources_;
  std::unique_ptr<Template> tmpl_;
};

std::string with_value(const std::string& value) {
  return "Resources:\n  It:\n    Type: AWS::ECS::Service\n    Properties:\n      V: " + value +
         "\n";
}

// A function in long form: "Fn(argument, argument)".
std::string spoken(const Node& node) {
  std::string words;
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return std::string(node.text);
    case Node::Kind::list:
      for (const Node* item : node.items) words += (words.empty() ? "" : " ") + spoken(*item);
      return "[" + words + "]";
    case Node::Kind::map:
      for (const Member& member : node.members) {
        words += (words.empty() ? "" : " ") + std::string(member.key) + "=" + spoken(*member.value);
      }
      return "{" + words + "}";
    case Node::Kind::function:
      break;
  }
  words = std::to_string(static_cast<int>(node.function)) + "(" + std::string(node.text);
  if (!node.is(Function::ref) && !node.is(Function::condition)) {
    for (const Node* item : node.items) words += "," + spoken(*item);
  }
  return words + ")";
}

TEST(Template, EverySpellingOfAFunctionIsTheSame) {
  const std::vector<std::vector<std::string>> spellings{
      {"!Ref X", "{Ref: X}", "{\"Ref\": \"X\"}"},
      {"!GetAtt A.B.C", "{Fn::GetAtt: A.B.C}", "{Fn::GetAtt: [A, B.C]}", "!GetAtt [A, B.C]"},
      {"!Sub '${A}'", "{'Fn::Sub': '${A}'}"},
      {"!Sub ['${A}', {A: 1}]", "{'Fn::Sub': ['${A}', {A: 1}]}"},
      {"!Join [',', [a, b]]", "{'Fn::Join': [',', [a, b]]}"},
      {"!Select [0, !GetAZs '']", "{'Fn::Select': ['0', {'Fn::GetAZs': ''}]}"},
      {"!Split [',', x]", "{'Fn::Split': [',', x]}"},
      {"!If [C, a, b]", "{'Fn::If': [C, a, b]}"},
      {"!FindInMap [M, a, b]", "{'Fn::FindInMap': [M, a, b]}"},
      {"!ImportValue x", "{'Fn::ImportValue': x}"},
      {"!Base64 x", "{'Fn::Base64': x}"},
      {"!Cidr [a, 1, 8]", "{'Fn::Cidr': [a, 1, 8]}"},
      {"!Transform {Name: X}", "{'Fn::Transform': {Name: X}}"},
      {"!Length [a]", "{'Fn::Length': [a]}"},
      {"!ToJsonString {a: b}", "{'Fn::ToJsonString': {a: b}}"},
      {"!And [!Condition A, !Not [!Condition B]]",
       "{'Fn::And': [{Condition: A}, {'Fn::Not': [{Condition: B}]}]}"},
      {"!Or [!Equals [a, b], !Condition B]",
       "{'Fn::Or': [{'Fn::Equals': [a, b]}, {Condition: B}]}"},
  };
  for (const auto& same : spellings) {
    const Read first(with_value(same.front()));
    const std::string expected = spoken(first.property("It", "V"));
    EXPECT_EQ(first.property("It", "V").kind, Node::Kind::function) << same.front();
    for (const std::string& spelling : same) {
      const Read read(with_value(spelling));
      EXPECT_THAT(read.problems, IsEmpty());
      EXPECT_EQ(spoken(read.property("It", "V")), expected) << spelling;
    }
  }
}

TEST(Template, AFunctionPointsAtItsWords) {
  const auto words = [](const std::string& value) {
    const Read read(with_value(value));
    return Read::words(read.property("It", "V").span);
  };
  EXPECT_EQ(words("!Ref X"), "!Ref X");
  EXPECT_EQ(words("!Join [',', [a, b]]"), "!Join [',', [a, b]]");
  EXPECT_EQ(words("{Ref: X}"), "{Ref: X}");
  EXPECT_EQ(words("\n        Ref: X"), "Ref: X");
  EXPECT_EQ(words("!Sub |\n        text\n        more"), "!Sub");
  EXPECT_EQ(words("\n        Fn::Sub: |\n          text"), "Fn::Sub");
  EXPECT_EQ(words("|\n        text"), "nowhere");
  EXPECT_EQ(words("\"80\""), "\"80\"");
}

TEST(Template, AConditionKeyIsAFunctionOnlyAmongConditions) {
  const Read read(R"(
Conditions:
  A: !Equals [a, b]
  B: {Condition: A}
  C: !Not [{Condition: A}]
Resources:
  Role:
    Type: AWS::IAM::Role
    Condition: C
    Properties:
      V: {Condition: {StringEquals: {a: b}}}
      W: {Condition: A}
)");
  EXPECT_TRUE(read->condition("B")->value->is(Function::condition));
  EXPECT_TRUE(read->condition("C")->value->items[0]->is(Function::condition));
  EXPECT_EQ(read.property("Role", "V").kind, Node::Kind::map);
  EXPECT_EQ(read.property("Role", "W").kind, Node::Kind::map);
  EXPECT_EQ(read->resource("Role")->condition, "C");
}

TEST(Template, ReadsItsSections) {
  const Read read(R"(
AWSTemplateFormatVersion: 2010-09-09
Transform: [AWS::LanguageExtensions]
Parameters:
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
  Ami: {Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>, Default: /ami}
  Size: {Type: String, Default: small, AllowedValues: [small, large]}
Mappings:
  M: {a: {b: c}}
Resources:
  One: {Type: AWS::ECS::Cluster, DependsOn: Two}
  Two: {Type: AWS::ECS::Cluster, DependsOn: [Three, Four], Metadata: {a: b}}
  Three: {Type: AWS::ECS::Cluster, UpdatePolicy: {x: y}, CreationPolicy: {x: y}}
Outputs:
  O: {Value: !Ref One, Condition: C, Export: {Name: !Sub '${AWS::StackName}-O'}}
  P: {Value: x}
)");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_TRUE(read->complete());
  EXPECT_TRUE(read->parameter("Subnets")->is_list());
  EXPECT_TRUE(read->parameter("Ami")->is_ssm());
  EXPECT_EQ(read->parameter("Size")->allowed_values.size(), 2u);
  EXPECT_EQ(read->resources().size(), 3u);
  EXPECT_EQ(read->resource("One")->depends_on.at(0).logical_id, "Two");
  EXPECT_EQ(read->resource("Two")->depends_on.size(), 2u);
  EXPECT_NE(read->resource("Two")->metadata, nullptr);
  EXPECT_NE(read->resource("Three")->update_policy, nullptr);
  EXPECT_NE(read->output("O")->export_name, nullptr);
  EXPECT_EQ(read->output("P")->export_name, nullptr);
  EXPECT_EQ(read->output("O")->condition, "C");
}

TEST(Template, MergesKeysAndKnowsDuplicates) {
  const Read read(R"(
Resources:
  A:
    Type: AWS::ECS::Service
    Properties: &shared
      DesiredCount: 1
      DesiredCount: 2
      Cluster: x
  B:
    Type: AWS::ECS::Service
    Properties:
      <<: *shared
      Cluster: y
)");
  EXPECT_EQ(read.property("A", "DesiredCount").text, "2");
  EXPECT_EQ(read.property("B", "DesiredCount").text, "2");
  EXPECT_EQ(read.property("B", "Cluster").text, "y");
  ASSERT_EQ(read->duplicate_keys().size(), 1u);
  EXPECT_EQ(read->duplicate_keys()[0].key, "DesiredCount");
  EXPECT_LT(read->duplicate_keys()[0].first.begin, read->duplicate_keys()[0].second.begin);
}

TEST(Template, SaysWhatIsWrongWithItsSections) {
  const auto problem = [](const std::string& text) {
    const Read read(text);
    EXPECT_EQ(read.problems.size(), 1u) << text;
    return read.problems.empty() ? std::string() : read.problems[0].message;
  };
  EXPECT_THAT(problem("AWSTemplateFormatVersion: 2010-09-09\n"), HasSubstr("no `Resources`"));
  EXPECT_THAT(problem("Resources: [a]\n"), HasSubstr("`Resources` is a list"));
  EXPECT_THAT(problem("Resources:\n"), HasSubstr("`Resources` is empty"));
  EXPECT_THAT(problem("Resources:\n  A:\n    Properties: {}\n"), HasSubstr("`A` has no `Type`"));
}

TEST(Template, AliasesThatBlowUpAreRefusedInTime) {
  std::string text = "Resources:\n  A: {Type: AWS::ECS::Service, Properties: &a0 {x: y}}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "  B" + std::to_string(i) + ": {Type: T::T, Properties: &a" + std::to_string(i) + " [" +
            before + ", " + before + ", " + before + "]}\n";
  }
  const Read read(text);
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_THAT(read.problems[0].message, HasSubstr("aliases"));
  EXPECT_FALSE(read->complete());
}

TEST(Template, AMacroMayWriteAnything) {
  EXPECT_FALSE(Read("Transform: MyMacro\nResources: {A: {Type: AWS::ECS::Cluster}}\n")->complete());
  EXPECT_FALSE(Read("Resources: {A: {Type: {Some::Module: x.yml}}}\n")->complete());
  const Read loop("Resources:\n  Fn::ForEach::L: [I, [a], {}]\n  A: {Type: AWS::ECS::Cluster}\n");
  EXPECT_FALSE(loop->complete());
}

TEST(Template, KnowsThePathToWords) {
  const Read read(with_value("[{Name: web}, {Name: db}]"));
  const Node& list = read.property("It", "V");
  EXPECT_THAT(read->path_to(list.items[1]->find("Name")->value->span),
              ElementsAre("Resources", "It", "Properties", "V", "1", "Name"));
}

TEST(SubstitutionPieces, TellTextFromVariables) {
  const auto spoken_pieces = [](std::string_view text) {
    std::string words;
    for (const SubstitutionPiece& piece : substitution_pieces(text)) {
      words += piece.variable ? "<" + std::string(piece.text) + ">" : std::string(piece.text);
    }
    return words;
  };
  EXPECT_EQ(spoken_pieces("a-${B}-c"), "a-<B>-c");
  EXPECT_EQ(spoken_pieces("${A}${B.C}"), "<A><B.C>");
  EXPECT_EQ(spoken_pieces("${!A} ${ B }"), "${A} <B>");
  EXPECT_EQ(spoken_pieces("$A $(b) $ {c} ${"), "$A $(b) $ {c} ${");
}

TEST(IsTemplate, TellsTemplatesFromWhatLooksLikeThem) {
  const auto is = [](const std::string& text) {
    SourceMap sources;
    const SourceFile& file = sources.add("x", text);
    std::vector<ReadProblem> problems;
    return is_template(yaml::parse(file, problems));
  };
  EXPECT_TRUE(is("Resources: {A: {Type: AWS::ECS::Service}}\n"));
  EXPECT_TRUE(is("AWSTemplateFormatVersion: 2010-09-09\n"));
  EXPECT_TRUE(is("{\"Resources\": {\"A\": {\"Type\": \"AWS::ECS::Service\"}}}"));
  // A CodeDeploy application specification.
  EXPECT_FALSE(is("version: 0.0\nResources:\n  - TargetService: {Type: AWS::ECS::Service}\n"));
  EXPECT_FALSE(is("apiVersion: v1\nkind: Pod\n"));
  EXPECT_FALSE(is("Resources: {cpu: 1}\n"));
  EXPECT_FALSE(is(""));
}

}  // namespace
}  // namespace cfn_ecs_lint::cfn
