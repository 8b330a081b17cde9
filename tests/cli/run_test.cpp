// The command line in front of a linter that finds the word `fault` and says what it was asked.
#include "cli/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <sstream>

#include "tests/cli/temporary_folder.h"
#include "tests/support/testdata.h"

namespace cfn_ecs_lint::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

constexpr output::RuleInfo kRules[] = {
    {"big-fault", Severity::error, "faults", "A big one.", "It is big.", "Make it small.",
     "https://example.com/big"},
    {"small-fault", Severity::note, "faults", "A small one.", "It is small.", "Never mind.", ""},
    {"surprise", Severity::warning, "others", "A surprise.", "Who knows.", "Wait.", ""},
};

class Run : public ::testing::Test {
 protected:
  int run(std::vector<std::string> words) {
    Linter linter;
    linter.rules = kRules;
    linter.lint = [this](std::span<const Input> inputs, const Settings& settings) {
      settings_ = settings;
      Outcome outcome;
      for (const Input& input : inputs) lint(input, settings, outcome);
      return outcome;
    };
    linter.dump = [](Stage, std::span<const Input> inputs, const Settings&,
                     std::vector<ReadProblem>&) {
      return "dump of " + inputs[0].file->path() + "\n";
    };
    std::istringstream in(in_);
    std::ostringstream out;
    std::ostringstream err;
    const int status = cli::run(words, linter, {in, out, err, terminal_});
    out_ = out.str();
    err_ = err.str();
    return status;
  }

  static void lint(const Input& input, const Settings& settings, Outcome& outcome) {
    const std::string_view bytes = input.file->bytes();
    if (!bytes.starts_with("Resources")) {
      if (input.named) {
        outcome.problems.push_back({input.file->path(), {}, "this is no template", {}, ""});
      }
      return;
    }
    outcome.templates.push_back(input.file);
    outcome.parameters = {"A", "B", "Environment"};
    for (const output::RuleInfo& rule : kRules) {
      const std::size_t at = bytes.find(rule.name);
      if (at == std::string_view::npos) continue;
      if (std::ranges::find(settings.rules, rule.name) == settings.rules.end()) continue;
      Diagnostic finding;
      finding.rule = rule.name;
      finding.severity = rule.severity;
      finding.span = {input.file, static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(at + rule.name.size())};
      finding.message = "found";
      outcome.findings.push_back(finding);
    }
  }

  TemporaryFolder folder_;
  Settings settings_;
  std::string in_;
  bool terminal_ = false;
  std::string out_;
  std::string err_;
};

TEST_F(Run, ExitStatusIsThatOfWhatIsShown) {
  folder_.write("clean.yaml");
  folder_.write("small.yaml", "Resources: small-fault");
  folder_.write("middle.yaml", "Resources: surprise");
  folder_.write("big.yaml", "Resources: big-fault");
  EXPECT_EQ(run({"clean.yaml"}), 0);
  EXPECT_EQ(out_, "no findings in 1 template\n");
  EXPECT_EQ(run({"small.yaml"}), 0);
  EXPECT_EQ(out_, "no findings in 1 template; 1 less severe not shown (--level note)\n");
  EXPECT_EQ(run({"small.yaml", "--level", "note"}), 1);
  EXPECT_EQ(run({"small.yaml", "--fail-on", "note"}), 1) << "also when it is not shown";
  EXPECT_EQ(run({"middle.yaml"}), 1);
  EXPECT_EQ(run({"middle.yaml", "--level", "error"}), 0);
  EXPECT_EQ(run({"middle.yaml", "--fail-on", "error"}), 0);
  EXPECT_EQ(run({"big.yaml", "--fail-on", "error"}), 1);
  EXPECT_EQ(run({"big.yaml", "--fail-on", "never"}), 0);
  EXPECT_THAT(out_, StartsWith("big.yaml:1:12: error[big-fault]: found\n"));
}

TEST_F(Run, WhatCannotBeReadIsToldBesideTheFindings) {
  folder_.write("big.yaml", "Resources: big-fault");
  folder_.write("appspec.yaml", "version: 0.0");
  EXPECT_EQ(run({"."}), 1) << "what is no template is passed over in a folder";
  EXPECT_EQ(run({"appspec.yaml", "missing.yaml", "big.yaml"}), 3);
  EXPECT_THAT(out_, StartsWith("appspec.yaml: error: this is no template\n\n"
                               "missing.yaml: error: there is no such file or folder\n\n"
                               "big.yaml:1:12: error[big-fault]: found\n"));
}

TEST_F(Run, WithoutAPathItIsTheCurrentFolder) {
  folder_.write("a/big.yaml", "Resources: big-fault");
  EXPECT_EQ(run({}), 1);
  EXPECT_THAT(out_, StartsWith("a/big.yaml:1:12:"));
}

TEST_F(Run, AFolderWithoutTemplatesIsAProblem) {
  folder_.write("full/a.yaml");
  folder_.write("empty/appspec.yml", "version: 0.0");
  EXPECT_EQ(run({"full", "empty"}), 3);
  EXPECT_THAT(out_, StartsWith("empty: error: there is no template in this folder\n"));
}

TEST_F(Run, StandardInputHasAName) {
  in_ = "Resources: big-fault";
  EXPECT_EQ(run({"-"}), 1);
  EXPECT_THAT(out_, StartsWith("<stdin>:1:12: error[big-fault]"));
  EXPECT_EQ(run({"-", "--stdin-filename", "stacks/web.yaml"}), 1);
  EXPECT_THAT(out_, StartsWith("stacks/web.yaml:1:12: error[big-fault]"));
}

TEST_F(Run, RulesAreChosenByNameAndGroup) {
  folder_.write("a.yaml");
  run({"a.yaml"});
  EXPECT_THAT(settings_.rules, ElementsAre("big-fault", "small-fault", "surprise"));
  run({"a.yaml", "--only", "faults", "--skip", "big-fault"});
  EXPECT_THAT(settings_.rules, ElementsAre("small-fault"));
  EXPECT_EQ(run({"a.yaml", "--skip", "big-fualt"}), 2);
  EXPECT_EQ(err_,
            "cfn-ecs-lint: `--skip`: there is no rule or group `big-fualt`; did you mean "
            "`big-fault`?\n");
}

TEST_F(Run, ParametersOfTheCommandLineComeLast) {
  folder_.write("a.yaml");
  folder_.write("p.json", R"({"A": "1", "B": "2"})");
  EXPECT_EQ(run({"a.yaml", "--parameter", "A=3", "--parameters", "p.json"}), 0);
  EXPECT_THAT(settings_.parameters, ElementsAre(Pair("A", "3"), Pair("B", "2")));
  EXPECT_THAT(err_, IsEmpty());
  EXPECT_EQ(run({"a.yaml", "--parameter", "Enviroment=prod"}), 0);
  EXPECT_EQ(err_,
            "cfn-ecs-lint: no template has a parameter `Enviroment`; did you mean "
            "`Environment`?\n");
  EXPECT_EQ(run({"a.yaml", "--parameters", "q.json"}), 2);
  EXPECT_THAT(err_, StartsWith("q.json: error: cannot be read: "));
}

TEST_F(Run, FilesAreWrittenBesideStandardOutput) {
  folder_.write("big.yaml", "Resources: big-fault");
  EXPECT_EQ(run({"big.yaml", "-o", "report.txt", "--color", "always"}), 1);
  EXPECT_THAT(out_, HasSubstr("\x1b["));
  const std::string report = testing::read_file(folder_.path() / "report.txt");
  EXPECT_THAT(report, StartsWith("big.yaml:1:12: error[big-fault]: found\n"));
  EXPECT_EQ(run({"big.yaml", "-o", "no/such/folder.txt"}), 2);
  EXPECT_EQ(err_,
            "cfn-ecs-lint: `no/such/folder.txt` cannot be written: No such file or directory\n");
}

TEST_F(Run, WritesSeveralFormatsAtOnce) {
  folder_.write("big.yaml", "Resources: big-fault");
  EXPECT_EQ(run({"big.yaml", "--format", "compact", "-o", "a.json", "-o", "b.xml", "-o", "c.md",
                 "-o", "d.sarif", "-o", "github:e", "-o", "text:f", "--quiet"}),
            1);
  EXPECT_EQ(out_, "big.yaml:1:12: error[big-fault]: found\n");
  const auto written = [&](const char* name) { return testing::read_file(folder_.path() / name); };
  EXPECT_THAT(written("a.json"), HasSubstr("\"formatVersion\": \"1."));
  EXPECT_THAT(written("b.xml"), HasSubstr("<failure type=\"error\" message=\"found\">"));
  EXPECT_THAT(written("c.md"), HasSubstr("<code>big-fault</code>"));
  EXPECT_THAT(written("d.sarif"), HasSubstr("\"ruleId\": \"big-fault\""));
  EXPECT_THAT(written("e"), StartsWith("::error title=big-fault,file=big.yaml,line=1,"));
  EXPECT_THAT(written("f"), Not(HasSubstr("1 error in"))) << "no summary";
}

TEST_F(Run, TheFormatIsThatOfGithubInItsJobs) {
  folder_.write("big.yaml", "Resources: big-fault");
  setenv("GITHUB_ACTIONS", "true", 1);
  run({"big.yaml"});
  EXPECT_THAT(out_, StartsWith("::error title=big-fault"));
  run({"big.yaml", "--format", "auto"});
  EXPECT_THAT(out_, StartsWith("::error title=big-fault"));
  run({"big.yaml", "--format", "text"});
  EXPECT_THAT(out_, StartsWith("big.yaml:1:12: error"));
  terminal_ = true;
  run({"big.yaml", "--color", "never"});
  EXPECT_THAT(out_, StartsWith("big.yaml:1:12: error"));
  unsetenv("GITHUB_ACTIONS");
}

TEST_F(Run, LinksAreForTerminals) {
  folder_.write("big.yaml", "Resources: big-fault");
  const auto linked = [&](std::vector<std::string> words) {
    run(words);
    return out_.find("\x1b]8;;https://example.com") != std::string::npos;
  };
  for (const char* variable : {"NO_COLOR", "FORCE_COLOR", "VTE_VERSION", "FORCE_HYPERLINK"}) {
    unsetenv(variable);
  }
  setenv("TERM", "xterm-256color", 1);
  EXPECT_FALSE(linked({"big.yaml", "--color", "always"})) << "no terminal";
  terminal_ = true;
  EXPECT_TRUE(linked({"big.yaml"}));
  EXPECT_FALSE(linked({"big.yaml", "--color", "never"}));
  setenv("VTE_VERSION", "4800", 1);
  EXPECT_FALSE(linked({"big.yaml"}));
  setenv("FORCE_HYPERLINK", "1", 1);
  EXPECT_TRUE(linked({"big.yaml"}));
  unsetenv("VTE_VERSION");
  unsetenv("FORCE_HYPERLINK");
  setenv("TERM", "linux", 1);
  EXPECT_FALSE(linked({"big.yaml"}));
}

TEST_F(Run, ColoursFollowTheEnvironment) {
  folder_.write("big.yaml", "Resources: big-fault");
  for (const char* variable : {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"}) unsetenv(variable);
  const auto coloured = [&](std::vector<std::string> words) {
    run(words);
    return out_.find('\x1b') != std::string::npos;
  };
  EXPECT_FALSE(coloured({"big.yaml"})) << "no terminal";
  setenv("CLICOLOR_FORCE", "1", 1);
  EXPECT_TRUE(coloured({"big.yaml"}));
  EXPECT_FALSE(coloured({"big.yaml", "--color", "never"}));
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(coloured({"big.yaml"}));
  EXPECT_TRUE(coloured({"big.yaml", "--color=always"}));
  unsetenv("NO_COLOR");
  unsetenv("CLICOLOR_FORCE");
  setenv("FORCE_COLOR", "0", 1);
  EXPECT_FALSE(coloured({"big.yaml"}));
  setenv("FORCE_COLOR", "1", 1);
  EXPECT_TRUE(coloured({"big.yaml"}));
  unsetenv("FORCE_COLOR");
}

TEST_F(Run, ModesPrintAndDoNotLint) {
  folder_.write("big.yaml", "Resources: big-fault");
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_THAT(out_, HasSubstr("Usage: cfn-ecs-lint"));
  EXPECT_EQ(run({"--man"}), 0);
  EXPECT_THAT(out_, StartsWith(".TH CFN"));
  EXPECT_EQ(run({"--completions", "fish"}), 0);
  EXPECT_THAT(out_, HasSubstr("complete -c cfn-ecs-lint"));
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_THAT(out_, StartsWith("cfn-ecs-lint "));
  EXPECT_EQ(run({"--list-rules"}), 0);
  EXPECT_THAT(out_, HasSubstr("surprise"));
  EXPECT_EQ(run({"--explain", "surprise"}), 0);
  EXPECT_THAT(out_, StartsWith("surprise\n"));
  EXPECT_EQ(run({"--explain", "suprise"}), 2);
  EXPECT_EQ(err_, "cfn-ecs-lint: there is no rule `suprise`; did you mean `surprise`?\n");
  EXPECT_EQ(run({"big.yaml", "--dump", "yaml"}), 0);
  EXPECT_EQ(out_, "dump of big.yaml\n");
}

TEST_F(Run, WrongUseGoesToStandardError) {
  EXPECT_EQ(run({"--formta", "text"}), 2);
  EXPECT_THAT(out_, IsEmpty());
  EXPECT_EQ(err_,
            "cfn-ecs-lint: there is no option `--formta`; did you mean `--format`?\n"
            "Try `cfn-ecs-lint --help`.\n");
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
