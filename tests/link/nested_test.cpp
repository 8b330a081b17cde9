#include "link/nested.h"

#include <gtest/gtest.h>

#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

using testing::NamedText;
using testing::System;

constexpr char kChild[] = "Resources: {Topic: {Type: AWS::SNS::Topic}}\n";

// The path of the template that the first resource of `parent` is made from; "" for none.
std::string child_of(const std::string& parent, const std::vector<std::string>& others,
                     std::string parent_path = "stacks/main.yaml", ParameterValues values = {}) {
  std::vector<NamedText> templates{{std::move(parent_path), parent}};
  for (const std::string& path : others) templates.push_back({path, kChild});
  const System system(std::move(templates), std::move(values));
  for (const Stack& stack : system.set().stacks()) {
    if (stack.nested != nullptr) return stack.tmpl->file().path();
  }
  return "";
}

std::string parent_of(const std::string& url, const std::string& head = "") {
  return head + "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n" +
         "    Properties:\n      TemplateURL: " + url + "\n";
}

TEST(ChildTemplates, PathsAreRelativeToTheParent) {
  EXPECT_EQ(child_of(parent_of("vpc.yaml"), {"vpc.yaml", "stacks/vpc.yaml"}), "stacks/vpc.yaml");
  EXPECT_EQ(child_of(parent_of("./vpc.yaml"), {"stacks/vpc.yaml"}), "stacks/vpc.yaml");
  EXPECT_EQ(child_of(parent_of("../vpc.yaml"), {"vpc.yaml", "stacks/vpc.yaml"}), "vpc.yaml");
  EXPECT_EQ(child_of(parent_of("parts/vpc.yaml"), {"vpc.yaml"}), "");
}

TEST(ChildTemplates, UrlsNameThemByTheirLastSegments) {
  const std::vector<std::string> all{"a/vpc.yaml", "b/vpc.yaml", "b/web.yaml"};
  EXPECT_EQ(child_of(parent_of("https://bucket.s3.eu-west-1.amazonaws.com/v1/b/vpc.yaml"), all),
            "b/vpc.yaml");
  EXPECT_EQ(child_of(parent_of("https://s3.amazonaws.com/bucket/web.yaml?versionId=7"), all),
            "b/web.yaml");
  EXPECT_EQ(child_of(parent_of("s3://bucket/a/vpc.yaml"), all), "a/vpc.yaml");
  EXPECT_EQ(child_of(parent_of("file:///home/me/b/vpc.yaml"), all), "b/vpc.yaml");
  EXPECT_EQ(child_of(parent_of("https://bucket.s3.amazonaws.com/db.yaml"), all), "");
}

TEST(ChildTemplates, TwoThatCouldBeMeantAreNone) {
  const std::vector<std::string> all{"a/vpc.yaml", "b/vpc.yaml"};
  EXPECT_EQ(child_of(parent_of("https://bucket.s3.amazonaws.com/vpc.yaml"), all), "");
  EXPECT_EQ(child_of(parent_of("https://bucket.s3.amazonaws.com/vpc.yaml"), all, "b/main.yaml"),
            "b/vpc.yaml");
}

TEST(ChildTemplates, UrlsThatArePutTogether) {
  const std::string head =
      "Parameters:\n  Prefix: {Type: String}\n  Name: {Type: String, Default: vpc}\n"
      "Conditions: {Gov: !Equals [!Ref AWS::Partition, aws-us-gov]}\n"
      "Mappings: {Files: {eu-west-1: {Vpc: eu/vpc.yaml}, us-east-1: {Vpc: us/vpc.yaml},\n"
      "  any: {Web: web.yaml}}}\n";
  const std::vector<std::string> all{"x/vpc.yaml", "x/web.yaml"};
  const auto with = [&](const std::string& url) { return child_of(parent_of(url, head), all); };
  EXPECT_EQ(with("!Sub 'https://${Prefix}.s3.${AWS::URLSuffix}/${Prefix}/vpc.yaml'"), "x/vpc.yaml");
  EXPECT_EQ(with("!Sub '${Prefix}web.yaml'"), "x/web.yaml");
  EXPECT_EQ(with("!Sub ['${Base}/${Name}.yaml', {Base: !Ref Prefix}]"), "x/vpc.yaml");
  EXPECT_EQ(with("!Join ['/', [!Ref Prefix, vpc.yaml]]"), "x/vpc.yaml");
  EXPECT_EQ(with("!Join ['/', [!Ref Prefix, !FindInMap [Files, any, Web]]]"), "x/web.yaml");
  EXPECT_EQ(with("!Join ['/', [!Ref Prefix, !FindInMap [Files, !Ref AWS::Region, Vpc]]]"),
            "x/vpc.yaml");
  EXPECT_EQ(with("!If [Gov, 's3://gov/vpc.yaml', 's3://all/vpc.yaml']"), "x/vpc.yaml");
  EXPECT_EQ(with("!If [Gov, 's3://gov/web.yaml', 's3://all/vpc.yaml']"), "");
  EXPECT_EQ(with("!Ref Prefix"), "");
  EXPECT_EQ(with("!Sub 's3://b/${Prefix}'"), "");
  EXPECT_EQ(
      child_of(parent_of("!Sub 's3://b/${Name}.yaml'", head), all, "main.yaml", {{"Name", "web"}}),
      "x/web.yaml");
}

// What a URL leads to may be another version of the template.
TEST(ChildTemplates, AUrlMeansATemplateThatTakesTheParameters) {
  const auto child = [](const std::string& parameters, const std::string& url) {
    const System system(std::vector<NamedText>{
        {"main.yaml", parent_of(url) + "      Parameters: " + parameters + "\n"},
        {"old/web.yaml", std::string("Parameters: {Vpc: {Type: String}}\n") + kChild},
        {"new/web.yaml", std::string("Parameters: {VpcId: {Type: String}}\n") + kChild}});
    for (const Stack& stack : system.set().stacks()) {
      if (stack.nested != nullptr) return stack.tmpl->file().path();
    }
    return std::string();
  };
  EXPECT_EQ(child("{VpcId: vpc-1}", "s3://bucket/old/web.yaml"), "new/web.yaml");
  EXPECT_EQ(child("{VpcID: vpc-1}", "s3://bucket/new/web.yaml"), "new/web.yaml");
  EXPECT_EQ(child("{Cluster: a, Zone: b}", "s3://bucket/new/web.yaml"), "");
  EXPECT_EQ(child("{Cluster: a, Zone: b}", "new/web.yaml"), "new/web.yaml");
}

TEST(ChildTemplates, ApplicationsOfSam) {
  const std::string parent =
      "Transform: AWS::Serverless-2016-10-31\nResources:\n  Child:\n"
      "    Type: AWS::Serverless::Application\n    Properties: {Location: web.yaml}\n";
  EXPECT_EQ(child_of(parent, {"stacks/web.yaml"}), "stacks/web.yaml");
}

TEST(TemplateSet, OneTemplateIsSeveralStacks) {
  const System system(std::vector<NamedText>{
      {"main.yaml",
       "Resources:\n"
       "  Blue: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: web.yaml}}\n"
       "  Green: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: web.yaml}}\n"},
      {"web.yaml",
       "Resources:\n"
       "  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: vpc.yaml}}\n"},
      {"vpc.yaml", kChild}});
  std::string all;
  for (const Stack& stack : system.set().stacks()) {
    all += stack.tmpl->file().path() + " " + std::to_string(stack.depth()) + "\n";
  }
  EXPECT_EQ(all, "main.yaml 0\nweb.yaml 1\nvpc.yaml 2\nweb.yaml 1\nvpc.yaml 2\n");
  EXPECT_EQ(system.set().count_of(*system.stack(2).tmpl), 2u);
  EXPECT_TRUE(system.set().recursions().empty());
}

TEST(TemplateSet, ACircleEnds) {
  const auto nests = [](const std::string& url) {
    return "Resources:\n  Next: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: " +
           url + "}}\n";
  };
  const System self(std::vector<NamedText>{{"a.yaml", nests("a.yaml")}});
  ASSERT_EQ(self.set().recursions().size(), 1u);
  EXPECT_EQ(self.set().stacks().size(), 1u);
  const System circle(std::vector<NamedText>{
      {"a.yaml", nests("b.yaml")}, {"b.yaml", nests("c.yaml")}, {"c.yaml", nests("a.yaml")}});
  ASSERT_EQ(circle.set().recursions().size(), 1u);
  EXPECT_EQ(circle.set().recursions()[0].nested->stack->tmpl->file().path(), "c.yaml");
  EXPECT_EQ(circle.set().stacks().size(), 3u);
}

TEST(TemplateSet, TemplatesThatDoubleEachOtherEnd) {
  std::vector<NamedText> templates;
  for (int i = 0; i < 24; ++i) {
    const std::string next = "t" + std::to_string(i + 1) + ".yaml";
    const std::string one = "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: " + next;
    templates.push_back({"t" + std::to_string(i) + ".yaml",
                         "Resources:\n  A: " + one + "}}\n  B: " + one + "}}\n"});
  }
  const System system(std::move(templates));
  EXPECT_LE(system.set().stacks().size(), 1100u);
}

}  // namespace
}  // namespace cfn_ecs_lint
