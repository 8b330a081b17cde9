// Suppressions in front of two rules that find the words `fault-a` and `fault-b`.
#include "suppress/suppress.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lint/lint.h"

namespace cfn_ecs_lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Rule kRuleA{.name = "fault-a", .group = Group::spot};
constexpr Rule kRuleB{.name = "fault-b", .group = Group::health};

struct Result {
  std::vector<std::string> shown;       // "LINE: RULE" of findings; with the message if of ours
  std::vector<std::string> suppressed;  // "LINE: RULE: REASON"
};

class Suppress : public ::testing::Test {
 protected:
  Result run(std::string text, std::string name = "a.yaml") {
    const SourceFile& file = sources_.add(std::move(name), std::move(text));
    const Input inputs[] = {{&file, true}};
    std::vector<ReadProblem> problems;
    const std::vector<cfn::Template> templates = read_templates(inputs, problems);
    for (const ReadProblem& problem : problems) ADD_FAILURE() << problem.message;
    std::vector<Diagnostic> findings = find_faults(file);
    std::vector<const Rule*> known = {&kRuleA, &kRuleB};
    known.insert(known.end(), suppression_rules().begin(), suppression_rules().end());
    std::vector<std::string_view> selected;
    for (const Rule* rule : known) selected.push_back(rule->name);
    std::erase(selected, not_selected_);
    suppress(templates, {known, selected, require_reason_, partial_}, findings);
    return spoken(findings);
  }

  // `FAULT-A` in a text is one; the words of suppressions are written small.
  static std::vector<Diagnostic> find_faults(const SourceFile& file) {
    std::vector<Diagnostic> findings;
    for (const auto& [words, rule] : {std::pair("FAULT-A", &kRuleA), {"FAULT-B", &kRuleB}}) {
      for (std::size_t at = 0; (at = file.bytes().find(words, at)) != std::string_view::npos;) {
        Diagnostic finding;
        finding.rule = rule->name;
        finding.span = {&file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 7)};
        findings.push_back(finding);
        at += 7;
      }
    }
    return findings;
  }

  static Result spoken(const std::vector<Diagnostic>& findings) {
    Result result;
    for (const Diagnostic& finding : findings) {
      std::string words =
          fmt::format("{}: {}", finding.span.file->place(finding.span.begin).line, finding.rule);
      if (!finding.message.empty()) words += ": " + finding.message;
      if (!finding.suppression) {
        result.shown.push_back(words);
      } else {
        result.suppressed.push_back(words + ": " + finding.suppression->reason);
      }
    }
    return result;
  }

  SourceMap sources_;
  bool require_reason_ = false;
  bool partial_ = false;
  std::string_view not_selected_;
};

TEST_F(Suppress, ACommentOnALineSpeaksOfTheLine) {
  const Result result = run(R"(Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      A: FAULT-A  # cfn-ecs-lint: ignore[fault-a] looked at
      B: [FAULT-A, FAULT-B]  # cfn-ecs-lint: ignore[fault-b, fault-a]
      C: FAULT-A
)");
  EXPECT_THAT(result.suppressed,
              ElementsAre("5: fault-a: looked at", "6: fault-a: ", "6: fault-b: "));
  EXPECT_THAT(result.shown, ElementsAre("7: fault-a"));
}

TEST_F(Suppress, ACommentAboveAKeySpeaksOfItsBlock) {
  const Result result = run(R"(Resources:
  # cfn-ecs-lint: ignore[fault-a] the whole resource

  # Something else.
  Web:
    Type: AWS::ECS::Service
    Properties:
      A: FAULT-A
      B: FAULT-B
  Other:
    Type: AWS::ECS::Service
    Properties:
      A: FAULT-A
)");
  EXPECT_THAT(result.suppressed, ElementsAre("8: fault-a: the whole resource"));
  EXPECT_THAT(result.shown, ElementsAre("9: fault-b", "13: fault-a"));
}

TEST_F(Suppress, ACommentAboveAnItemSpeaksOfTheItem) {
  const Result result = run(R"(Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      List:
        - Name: FAULT-A
          # cfn-ecs-lint: ignore[spot] a group
        - Name: x
          Value: FAULT-A
        - Name: FAULT-A
      Other:
        # cfn-ecs-lint: ignore[*] everything
        !Sub
          - FAULT-A ${X}
          - X: FAULT-B
)");
  EXPECT_THAT(result.suppressed, ElementsAre("9: fault-a: a group", "14: fault-a: everything",
                                             "15: fault-b: everything"));
  EXPECT_THAT(result.shown, ElementsAre("6: fault-a", "10: fault-a"));
}

TEST_F(Suppress, AboveTheFirstKeyItSpeaksOfThatKeyUnlessItIsForTheFile) {
  EXPECT_THAT(run("# cfn-ecs-lint: ignore[fault-a]\n"
                  "Description: FAULT-A\n"
                  "Resources: {A: {Type: A::B::FAULT-A}}\n")
                  .shown,
              ElementsAre("3: fault-a"));
  EXPECT_THAT(run("---\n# Ours.\n# cfn-ecs-lint: ignore-file[fault-a]\n"
                  "Resources: {A: {Type: A::B::FAULT-A, B: FAULT-B}}\n")
                  .shown,
              ElementsAre("4: fault-b"));
  EXPECT_THAT(run("Description: x\n# cfn-ecs-lint: ignore-file[fault-a]\n"
                  "Resources: {A: {Type: A::B::FAULT-A}}\n")
                  .shown,
              ElementsAre("2: suppression-malformed: `ignore-file` stands above the first key of "
                          "the template",
                          "3: fault-a"));
}

TEST_F(Suppress, WordsThatAreNoCommentSayNothing) {
  const Result result = run(R"(Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      A: "FAULT-A # cfn-ecs-lint: ignore[fault-a]"
      B: FAULT-A#cfn-ecs-lint:ignore[fault-a]
      C: |
        # cfn-ecs-lint: ignore[fault-a]
        FAULT-A
      # cfn-ecs-lint ignores much
      # see https://example.com/#cfn-ecs-lint: it is there
      D: FAULT-A
)");
  EXPECT_THAT(result.suppressed, IsEmpty());
  EXPECT_THAT(result.shown, ElementsAre("5: fault-a", "6: fault-a", "9: fault-a", "12: fault-a"));
}

TEST_F(Suppress, CommentLinesOfAScriptSpeakOfTheNextCommand) {
  const Result result = run(R"(Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            echo FAULT-A
            # cfn-ecs-lint: ignore[fault-a] for this one

            # Why.
            echo one \
              FAULT-A
            echo FAULT-A "# cfn-ecs-lint: ignore[fault-a]"
)");
  EXPECT_THAT(result.suppressed, ElementsAre("14: fault-a: for this one"));
  EXPECT_THAT(result.shown, ElementsAre("9: fault-a", "15: fault-a"));
}

TEST_F(Suppress, AtTheTopOfAScriptTheySpeakOfAllOfIt) {
  const Result result = run(R"(Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      FAULT-A: 1
      UserData:
        Fn::Base64:
          Fn::Sub:
            - |
              #!/bin/bash
              # cfn-ecs-lint: ignore[fault-a] all
              set -e
              echo FAULT-A
            - X: FAULT-A
)");
  EXPECT_THAT(result.suppressed, ElementsAre("13: fault-a: all", "14: fault-a: all"));
  EXPECT_THAT(result.shown, ElementsAre("5: fault-a"));
}

TEST_F(Suppress, FilesAndCommandsOfCfnInitHaveCommentLinesToo) {
  const Result result = run(R"(Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Sub |
                [main]
                # cfn-ecs-lint: ignore[fault-a] the stack is another one
                stack=FAULT-A
                region=FAULT-A
            /etc/cfn/hooks.d/reload.conf:
              content: |
                # cfn-ecs-lint: ignore[fault-a] all of the file
                [hook]
                path=FAULT-A
              mode: FAULT-A
          commands:
            start: { command: "# cfn-ecs-lint: ignore[fault-a]" }
)");
  EXPECT_THAT(result.suppressed,
              ElementsAre("12: fault-a: the stack is another one", "18: fault-a: all of the file"));
  EXPECT_THAT(result.shown, ElementsAre("13: fault-a", "19: fault-a"));
}

TEST_F(Suppress, MetadataSpeaksOfItsResourceOrOfTheTemplate) {
  const Result of_resource = run(R"({"Resources": {
  "Web": {"Type": "AWS::ECS::Service",
    "Metadata": {"cfn-ecs-lint": {"ignore": [{"rule": "fault-a", "reason": "as meant"}]}},
    "Properties": {"A": "FAULT-A", "B": "FAULT-B"}},
  "Other": {"Type": "AWS::ECS::Service", "Properties": {"A": "FAULT-A"}}}}
)",
                                 "a.json");
  EXPECT_THAT(of_resource.suppressed, ElementsAre("4: fault-a: as meant"));
  EXPECT_THAT(of_resource.shown, ElementsAre("4: fault-b", "5: fault-a"));
  const Result of_template = run(R"(Metadata:
  cfn-ecs-lint:
    ignore:
      - rule: health
Resources:
  Web: {Type: AWS::ECS::Service, Properties: [FAULT-B]}
)");
  EXPECT_THAT(of_template.suppressed, ElementsAre("6: fault-b: "));
}

TEST_F(Suppress, WhatIsWrittenWrongIsToldWhereItIs) {
  const Result result = run(R"(Resources:
  Web:
    Type: AWS::ECS::Service
    Metadata:
      CFN-ECS-Lint: { ignore: [{ rule: fault-a }] }
      cfn-ecs-lint:
        ignores: []
        ignore:
          - id: fault-a
          - fault-a
          - rule: [fault-a]
    Properties:
      A: 1  # cfn-ecs-lint: disable[fault-a]
      B: 1  # cfn-ecs-lint: ignore fault-a
      C: 1  # cfn-ecs-lint: ignore[fault-a
      D: 1  # cfn-ecs-lint: ignore[]
      E: 1  # cfn-ecs-lint ignore[fault-a]
      F: 1  # cfn-ecs-lint: ignore[falt-a]
      G: 1  # cfn-ecs-lint:
      H: 1  # cfn-ecs-lint: ingore[fault-a]
      I: 1  # cfn_ecs_lint: ignore[fault-a]
      J: 1  # cfn-esc-lint: told[of] something else
)");
  EXPECT_THAT(
      result.shown,
      ElementsAre(
          "5: suppression-malformed: `CFN-ECS-Lint` is not the name of the linter; did you mean "
          "`cfn-ecs-lint`?",
          "7: suppression-malformed: `ignores` is no key of a suppression; did you mean `ignore`?",
          "9: suppression-malformed: `id` is no key of a suppression",
          "10: suppression-malformed: an entry of `ignore` is a map with `rule` and `reason`",
          "11: suppression-malformed: `rule` is a string",
          "13: suppression-malformed: `disable` is neither `ignore` nor `ignore-file`",
          "14: suppression-malformed: rules are named in brackets: `ignore[rule-name]`",
          "15: suppression-malformed: the `]` behind the names is missing",
          "16: suppression-malformed: no rule is named in the brackets",
          "17: suppression-malformed: a `:` is missing behind `cfn-ecs-lint`",
          "18: suppression-unknown-rule: there is no rule or group `falt-a`; did you mean "
          "`fault-a`?",
          "19: suppression-malformed: `ignore[...]` or `ignore-file[...]` is missing",
          "20: suppression-malformed: `ingore` is neither `ignore` nor `ignore-file`; did you "
          "mean `ignore`?",
          "21: suppression-malformed: `cfn_ecs_lint` is not the name of the linter; did you mean "
          "`cfn-ecs-lint`?"));
}

TEST_F(Suppress, TheUnusedAreToldUnlessTheRuleDidNotRun) {
  const std::string text = R"(Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      A: FAULT-A  # cfn-ecs-lint: ignore[fault-a, health]
      B: 1  # cfn-ecs-lint: ignore[*]
      C: 1  # cfn-ecs-lint: ignore[fault-b, suppression-unused] only in some regions
)";
  EXPECT_THAT(run(text).shown,
              ElementsAre("5: suppression-unused: `health` finds nothing here",
                          "6: suppression-unused: there is nothing here to suppress"));
  not_selected_ = "fault-b";
  EXPECT_THAT(run(text).shown, IsEmpty());
}

TEST_F(Suppress, AMacroMayBringWhatIsSuppressed) {
  EXPECT_THAT(run("Transform: Ours\n"
                  "Resources:\n"
                  "  # cfn-ecs-lint: ignore[fault-a]\n"
                  "  Web: {Type: AWS::ECS::Service}\n")
                  .shown,
              IsEmpty());
}

TEST_F(Suppress, OtherTemplatesMayBringWhatIsSuppressed) {
  const std::string alone = R"(Resources:
  # cfn-ecs-lint: ignore[fault-a]
  Web: {Type: AWS::ECS::Service, Properties: {Cluster: main}}
)";
  const std::string importing = R"(Resources:
  # cfn-ecs-lint: ignore[fault-a]
  Web: {Type: AWS::ECS::Service, Properties: {Cluster: !ImportValue main}}
)";
  const std::string exporting = alone + "Outputs: {A: {Value: b, Export: {Name: c}}}\n";
  for (const std::string& text : {alone, importing, exporting}) {
    EXPECT_THAT(run(text).shown,
                ElementsAre("2: suppression-unused: `fault-a` finds nothing here"));
  }
  partial_ = true;
  EXPECT_THAT(run(alone).shown, ElementsAre("2: suppression-unused: `fault-a` finds nothing here"));
  EXPECT_THAT(run(importing).shown, IsEmpty());
  EXPECT_THAT(run(exporting).shown, IsEmpty());
}

TEST_F(Suppress, ReasonsMayBeRequired) {
  const std::string text = R"(Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      A: FAULT-A  # cfn-ecs-lint: ignore[fault-a]
      B: FAULT-A  # cfn-ecs-lint: ignore[fault-a]: because
      C: FAULT-A  # checkov:skip=CKV_1 no # cfn-ecs-lint: ignore[fault-a] -- because
)";
  EXPECT_THAT(run(text).shown, IsEmpty());
  require_reason_ = true;
  const Result result = run(text);
  EXPECT_THAT(result.shown,
              ElementsAre("5: suppression-without-reason: this suppression gives no reason"));
  EXPECT_THAT(result.suppressed,
              ElementsAre("5: fault-a: ", "6: fault-a: because", "7: fault-a: because"));
}

}  // namespace
}  // namespace cfn_ecs_lint
