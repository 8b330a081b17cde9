// Configuration, baseline and changed files on the command line, in front of a linter that finds
// the words `fault-a` and `fault-b`; `->FILE` behind one is a label in that file.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"
#include "tests/cli/temporary_folder.h"
#include "tests/support/testdata.h"

namespace cfn_ecs_lint::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

constexpr output::RuleInfo kRules[] = {
    {"fault-a", Severity::error, "faults", "A.", "", "", ""},
    {"fault-b", Severity::warning, "faults", "B.", "", "", ""},
    {"baseline-stale", Severity::note, "suppression", "Stale.", "", "", ""},
};

class Adoption : public ::testing::Test {
 protected:
  int run(std::vector<std::string> words) {
    const Linter linter{kRules,
                        [this](std::span<const Input> inputs, const Settings& settings) {
                          settings_ = settings;
                          return lint(inputs, settings);
                        },
                        {}};
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int status = cli::run(words, linter, {in, out, err});
    out_ = out.str();
    err_ = err.str();
    return status;
  }

  // The first lines of findings, "FILE:LINE SEVERITY RULE", and the summary.
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    std::istringstream text(out_);
    std::string last;
    for (std::string line; std::getline(text, line); last = line) {
      const std::size_t bracket = line.find("]: ");
      const std::size_t colon = line.find(':');
      if (bracket == std::string::npos || line.starts_with(' ')) continue;
      const std::size_t column = line.find(':', colon + 1);
      const std::size_t kind = line.find(": ") + 2;
      std::string found = line.substr(0, column) + " " + line.substr(kind, bracket - kind);
      std::replace(found.begin(), found.end(), '[', ' ');
      lines.push_back(found);
    }
    lines.push_back(last);
    return lines;
  }

  static Outcome lint(std::span<const Input> inputs, const Settings& settings) {
    Outcome outcome;
    for (const Input& input : inputs) {
      if (!input.file->bytes().starts_with("Resources")) {
        if (input.named)
          outcome.problems.push_back({input.file->path(), {}, "no template", {}, ""});
        continue;
      }
      outcome.templates.push_back(input.file);
      outcome.parameters.insert("Environment");
      for (const std::string_view rule : settings.rules) find(rule, *input.file, inputs, outcome);
    }
    return outcome;
  }

  static void find(std::string_view rule, const SourceFile& file, std::span<const Input> inputs,
                   Outcome& outcome) {
    for (std::size_t at = 0; (at = file.bytes().find(rule, at)) != std::string_view::npos;) {
      Diagnostic finding;
      finding.rule = rule;
      finding.severity = std::ranges::find(kRules, rule, &output::RuleInfo::name)->severity;
      finding.span = {&file, static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(at + rule.size())};
      at += rule.size();
      const std::string_view rest = file.bytes().substr(at);
      if (rest.starts_with('?')) finding.severity = Severity::note;
      for (const Input& input : inputs) {
        if (!rest.starts_with("->" + input.file->path())) continue;
        finding.labels.push_back({{input.file, 0, 9}, "there", {}});
      }
      finding.message = "found";
      finding.logical_path = {"Resources", "X"};
      outcome.findings.push_back(finding);
    }
  }

  void config(std::string_view text) { folder_.write(".cfn-ecs-lint.yaml", text); }

  TemporaryFolder folder_;
  Settings settings_;
  std::string out_;
  std::string err_;
};

TEST_F(Adoption, TheProjectSaysWhatIsLinted) {
  folder_.write("templates/a.yaml", "Resources: fault-a");
  folder_.write("templates/vendor/b.yaml", "Resources: fault-a");
  folder_.write("templates/README.md", "Resources: fault-a");
  folder_.write("other/c.cfn", "Resources: fault-b");
  folder_.write("other/d.yaml", "Resources: fault-b");
  config("templates: [templates/**, other/*.cfn]\nexclude: [vendor]\n");
  EXPECT_EQ(run({}), 1);
  EXPECT_THAT(lines(),
              ElementsAre("other/c.cfn:1 warning fault-b", "templates/a.yaml:1 error fault-a",
                          "1 error, 1 warning in 2 of 2 templates"));
  run({"--list-files"});
  EXPECT_EQ(out_, "other/c.cfn\ntemplates/a.yaml\n");
  run({"other/d.yaml", "templates/vendor"});
  EXPECT_THAT(lines(), ElementsAre("other/d.yaml:1 warning fault-b", ::testing::_))
      << "paths are instead of it, but what is excluded stays out";
  run({"--list-files", "--project", "other/d.yaml"});
  EXPECT_EQ(out_, "other/c.cfn\ntemplates/a.yaml\nother/d.yaml\n");
  EXPECT_EQ(run({"--no-config"}), 1);
  EXPECT_THAT(lines().back(), StartsWith("2 errors, 1 warning"));
}

TEST_F(Adoption, NamedFilesAloneMayBePartOfASystem) {
  folder_.write("a.yaml");
  run({"a.yaml"});
  EXPECT_TRUE(settings_.partial);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"."}, {"a.yaml", "--closed"}, {"a.yaml", "--project"}}) {
    run(words);
    EXPECT_FALSE(settings_.partial) << words.size();
  }
}

TEST_F(Adoption, PatternsThatMeanNothingAreAProblem) {
  config("templates: [tempaltes/**]\n");
  EXPECT_EQ(run({}), 3);
  EXPECT_THAT(out_, StartsWith(".cfn-ecs-lint.yaml: error: none of the patterns in `templates` "
                               "means a template\n"));
}

TEST_F(Adoption, TheNearestConfigurationOfTheRepositoryCounts) {
  folder_.write("repository/.git/HEAD");
  folder_.write("repository/a/b/t.yaml", "Resources: fault-a");
  folder_.write("repository/.cfn-ecs-lint.yml", "templates: [a/**]\nlevel: error\n");
  folder_.write(".cfn-ecs-lint.yaml", "nonsense: 1\n");
  fs::current_path("repository/a");
  EXPECT_EQ(run({}), 1);
  EXPECT_THAT(lines(), ElementsAre("b/t.yaml:1 error fault-a", ::testing::_));
  folder_.write("repository/a/.cfn-ecs-lint.yaml", "rules: { fault-a: off }\n");
  EXPECT_EQ(run({}), 0);
  EXPECT_EQ(run({"--config", "../.cfn-ecs-lint.yml"}), 1);
  EXPECT_EQ(run({"--config", "missing.yaml"}), 2);
  EXPECT_THAT(err_, StartsWith("cfn-ecs-lint: `missing.yaml`: "));
  fs::current_path("..");
  fs::remove(".cfn-ecs-lint.yml");
  EXPECT_EQ(run({}), 1) << "none above the root of the repository";
}

TEST_F(Adoption, MistakesAreToldAllAtOnceAndNothingIsLinted) {
  folder_.write("a.yaml", "Resources: fault-a");
  config("level: erorr\nrules:\n  fault-c: off\n");
  EXPECT_EQ(run({"a.yaml"}), 2);
  EXPECT_THAT(out_, IsEmpty());
  EXPECT_THAT(err_, AllOf(HasSubstr(".cfn-ecs-lint.yaml:1:8: error: `level` takes error, warning, "
                                    "note, not `erorr`; did you mean `error`?\n"),
                          HasSubstr(".cfn-ecs-lint.yaml:3:3: error: there is no rule or group "
                                    "`fault-c`; did you mean `fault-a`?\n")));
}

TEST_F(Adoption, ParametersThatNoTemplateHasAreToldWhereTheyStand) {
  folder_.write("a.yaml");
  config("templates: [a.yaml]\nparameters:\n  Environment: prod\n  Enviroment: prod\n");
  EXPECT_EQ(run({}), 0);
  EXPECT_EQ(err_,
            ".cfn-ecs-lint.yaml:4:3: warning: no template has a parameter `Enviroment`; did "
            "you mean `Environment`?\n");
  run({"a.yaml"});
  EXPECT_EQ(err_, "") << "another template of the project may have it";
}

TEST_F(Adoption, StacksAreHeldAgainstTheirTemplates) {
  folder_.write("web.yaml", "Parameters: {Size: {Type: Number}}\nResources: {A: {Type: A::B}}\n");
  folder_.write("compose.yaml", "services: {}\n");
  folder_.write("good.json", R"({"Size": 1})");
  folder_.write("bad.json", "[1]");
  config(R"(stacks:
  - { name: a, template: web.yaml, parameters: { Size: 3 } }
  - { name: b, template: web.yaml, parameters: { Sizze: 3 } }
  - { name: c, template: web.yaml, parameters: good.json }
  - { name: d, template: web.yaml, parameters: bad.json }
  - { name: e, template: compose.yaml }
)");
  EXPECT_EQ(run({}), 2);
  EXPECT_THAT(err_, AllOf(HasSubstr(".cfn-ecs-lint.yaml:3:50: error: `web.yaml` has no parameter "
                                    "`Sizze`; did you mean `Size`?\n"),
                          HasSubstr("bad.json:1:2: error: "),
                          HasSubstr(".cfn-ecs-lint.yaml:6:26: error: `compose.yaml` is no "
                                    "CloudFormation template\n"),
                          Not(HasSubstr("good.json"))));
}

TEST_F(Adoption, RulesHaveTheLevelThatTheProjectGivesThem) {
  folder_.write("dev/a.yaml", "Resources: fault-a fault-b fault-a?");
  folder_.write("prod/a.yaml", "Resources: fault-a fault-b fault-b?");
  config(R"(level: note
rules: { fault-a: warning, fault-b: error }
overrides:
  - { files: [dev/**], rules: { faults: off, fault-a: note } }
)");
  EXPECT_EQ(run({}), 1);
  EXPECT_THAT(lines(), ElementsAre("dev/a.yaml:1 note fault-a", "dev/a.yaml:1 note fault-a",
                                   "prod/a.yaml:1 warning fault-a", "prod/a.yaml:1 error fault-b",
                                   "prod/a.yaml:1 note fault-b", ::testing::_))
      << "a finding that says less than its rule still does";
}

TEST_F(Adoption, ARuleThatIsOffDoesNotRunUnlessNamed) {
  folder_.write("a.yaml", "Resources: fault-a fault-b");
  config("rules: { faults: off }\n");
  run({});
  EXPECT_THAT(settings_.rules, ElementsAre("baseline-stale"));
  run({"--only", "faults"});
  EXPECT_THAT(settings_.rules, IsEmpty());
  EXPECT_EQ(run({"--only", "fault-b"}), 1);
  EXPECT_THAT(lines(), ElementsAre("a.yaml:1 warning fault-b", ::testing::_));
  config("rules: { fault-b: off }\noverrides: [{ files: [b.yaml], rules: { fault-b: error } }]\n");
  run({});
  EXPECT_THAT(lines(), ElementsAre("a.yaml:1 error fault-a", ::testing::_));
}

TEST_F(Adoption, TheCommandLineStandsOverTheProject) {
  folder_.write("a.yaml", "Resources: fault-b");
  config("level: error\nfail-on: never\nclosed: true\nparameters: { A: 1, B: 2 }\n");
  EXPECT_EQ(run({}), 0);
  EXPECT_TRUE(settings_.closed);
  EXPECT_EQ(run({"--level", "warning", "--fail-on", "warning", "--parameter", "B=3"}), 1);
  EXPECT_THAT(settings_.parameters, ElementsAre(Pair("A", "1"), Pair("B", "3")));
}

TEST_F(Adoption, TheConfigurationInForceIsPrinted) {
  config("rules: { faults: note }\nlevel: error\nparameters: { A: 1 }\n");
  EXPECT_EQ(run({"--print-config", "--level", "note", "--skip", "fault-b", "--parameter", "B=x"}),
            0);
  EXPECT_EQ(out_, R"(version: 1
level: note
closed: false
require-reason: false
parameters:
  A: "1"
  B: x
rules:
  fault-a: note
  fault-b: off
  baseline-stale: note
)");
}

TEST_F(Adoption, AConfigurationIsBegun) {
  folder_.write("infra/a.yaml");
  folder_.write("infra/b/c.json", "Resources");
  folder_.write("docs/d.yaml", "no: template");
  EXPECT_EQ(run({"--init"}), 0);
  EXPECT_EQ(out_, ".cfn-ecs-lint.yaml written; templates found: 2\n");
  EXPECT_THAT(testing::read_file(folder_.path() / ".cfn-ecs-lint.yaml"),
              HasSubstr("\ntemplates:\n  - \"infra/**\"  # 2 templates\n"));
  EXPECT_EQ(run({"--list-files"}), 0);
  EXPECT_EQ(out_, "infra/a.yaml\ninfra/b/c.json\n");
  EXPECT_EQ(run({"--init"}), 2);
  EXPECT_EQ(err_, "cfn-ecs-lint: `.cfn-ecs-lint.yaml` is there already\n");
  fs::rename(".cfn-ecs-lint.yaml", ".cfn-ecs-lint.yml");
  EXPECT_EQ(run({"--init"}), 2);
}

TEST_F(Adoption, TheSchemaNamesTheRules) {
  EXPECT_EQ(run({"--config-schema"}), 0);
  EXPECT_THAT(out_,
              AllOf(HasSubstr("\"fault-a\""), HasSubstr("\"All rules of the group faults.\"")));
}

TEST_F(Adoption, ABaselineKeepsOldFindingsQuiet) {
  folder_.write("a.yaml", "Resources: fault-a fault-b");
  EXPECT_EQ(run({"--write-baseline", "known.json"}), 0);
  EXPECT_THAT(lines(), ElementsAre("no findings in 1 template; 2 in the baseline"));
  EXPECT_EQ(run({"--baseline", "known.json"}), 0);
  folder_.write("a.yaml", "Resources:\n  fault-a fault-a");
  EXPECT_EQ(run({"--baseline", "known.json", "--level", "note"}), 1);
  EXPECT_THAT(lines(), ElementsAre("a.yaml:2 error fault-a", "known.json:12 note baseline-stale",
                                   "1 error, 1 note in 1 of 1 template; 1 in the baseline; 1 of "
                                   "the baseline mended (--write-baseline)"));
  EXPECT_THAT(out_, HasSubstr("`fault-b` is mended at Resources.X in `a.yaml`"));
  run({"--baseline", "known.json", "--level", "note", "a.yaml"});
  EXPECT_THAT(out_, Not(HasSubstr("mended"))) << "it may be there beside the other templates";
  run({"--baseline", "known.json", "--skip", "fault-b", "--level", "note"});
  EXPECT_THAT(out_, Not(HasSubstr("mended"))) << "the rule did not run";
  folder_.write("b.yaml");
  run({"--baseline", "known.json", "b.yaml"});
  EXPECT_THAT(lines(), ElementsAre("no findings in 1 template")) << "a.yaml was not looked at";
}

TEST_F(Adoption, ABaselineFollowsAFileAndStandsInTheConfiguration) {
  folder_.write(".git/HEAD");
  folder_.write("templates/a.yaml", "Resources: fault-a");
  config("templates: [templates]\nbaseline: ci/known.json\n");
  EXPECT_EQ(run({}), 2);
  EXPECT_THAT(err_, HasSubstr("`--write-baseline ci/known.json` makes one"));
  folder_.write("ci/.keep", "");
  EXPECT_EQ(run({"--write-baseline", "ci/known.json"}), 0);
  fs::rename("templates/a.yaml", "templates/b.yaml");
  EXPECT_EQ(run({}), 0);
  fs::current_path("templates");
  EXPECT_EQ(run({}), 0);
  EXPECT_THAT(lines(), ElementsAre("no findings in 1 template; 1 in the baseline"));
  fs::remove("b.yaml");
  folder_.write("templates/c.yaml");
  EXPECT_EQ(run({}), 0);
  EXPECT_THAT(out_, HasSubstr("1 of the baseline mended"));
}

TEST_F(Adoption, ABaselineThatIsNoneIsWrongUse) {
  folder_.write("a.yaml");
  folder_.write("known.json", "{\"version\": 1}");
  EXPECT_EQ(run({"--baseline", "known.json"}), 2);
  EXPECT_THAT(err_, HasSubstr("known.json:1:1: error: this file is no baseline\n"));
}

TEST_F(Adoption, WhatIsSuppressedIsShownWhenAskedFor) {
  folder_.write("a.yaml", "Resources: fault-a fault-b");
  run({"--write-baseline", "known.json", "--only", "fault-a"});
  EXPECT_EQ(run({"--baseline", "known.json", "--include-suppressed"}), 1);
  EXPECT_THAT(lines(), ElementsAre("a.yaml:1 warning fault-b", "a.yaml:1 error fault-a",
                                   "1 warning in 1 of 1 template; 1 in the baseline"));
  EXPECT_THAT(out_, HasSubstr("= suppressed: known in `known.json`\n"));
  run({"--baseline", "known.json", "--include-suppressed", "--format", "sarif"});
  EXPECT_THAT(out_, HasSubstr("\"kind\": \"external\""));
  run({"--baseline", "known.json", "--format", "sarif"});
  EXPECT_THAT(out_, Not(HasSubstr("suppressions")));
}

TEST_F(Adoption, OfChangedFilesOnlyWhatTouchesThemIsTold) {
  folder_.write("a.yaml", "Resources: fault-a");
  folder_.write("b.yaml", "Resources: fault-b->a.yaml");
  folder_.write("c.yaml", "Resources: fault-b");
  folder_.write("d.yaml", "Resources: fault-a");
  folder_.write("compose.yaml", "services: {}");
  config("templates: [\"/*.yaml\"]\nexclude: [d.yaml]\n");
  EXPECT_EQ(run({"--project", "--report-only", "a.yaml", "d.yaml", "compose.yaml", "gone.yaml"}),
            1);
  EXPECT_THAT(lines(), ElementsAre("a.yaml:1 error fault-a", "b.yaml:1 warning fault-b",
                                   "1 error, 1 warning in 2 of 3 templates"));
  EXPECT_EQ(run({"--project", "--report-only", "compose.yaml"}), 0);
  run({"--project", "--report-only"});
  EXPECT_THAT(lines().back(), StartsWith("1 error, 2 warnings in 3")) << "files went: all is told";
  config("");
  run({"--report-only", "c.yaml"});
  EXPECT_THAT(lines(), ElementsAre("c.yaml:1 warning fault-b", "1 warning in 1 of 4 templates"))
      << "without patterns all of the folder is the project";
}

TEST_F(Adoption, TheSummaryMayBeLeftOutAndRulesCounted) {
  folder_.write("a.yaml", "Resources: fault-a fault-b fault-b");
  run({"--quiet"});
  EXPECT_THAT(out_, Not(HasSubstr("1 error")));
  run({"--statistics"});
  EXPECT_THAT(out_, EndsWith("\n     2  fault-b\n     1  fault-a\n\n"
                             "1 error, 2 warnings in 1 of 1 template\n"));
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
