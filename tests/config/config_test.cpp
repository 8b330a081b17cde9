#include "config/config.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "source/source.h"
#include "tests/support/testdata.h"

namespace cfn_ecs_lint::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr RuleName kRules[] = {{"draining-disabled", "spot"},
                               {"no-spare-room", "capacity"},
                               {"only-spot", "spot"},
                               {"deadlock", "service"},
                               {"suppression-unused", "suppression"}};

class ReadConfig : public ::testing::Test {
 protected:
  Config read(std::string text) {
    const SourceFile& file = sources_.add(".cfn-ecs-lint.yaml", std::move(text));
    std::vector<ReadProblem> problems;
    Config config = config::read(file, testing::testdata("config"), kRules, problems);
    mistakes_.clear();
    for (const ReadProblem& problem : problems) {
      const LineColumn place = file.place(problem.span.begin);
      mistakes_.push_back(fmt::format("{}:{}: {}", place.line, place.column, problem.message));
    }
    return config;
  }

  SourceMap sources_;
  std::vector<std::string> mistakes_;
};

TEST_F(ReadConfig, TakesEveryKey) {
  const Config config = read(R"(version: 1
templates: [templates/**, "*.template"]
exclude:
  - vendor
rules: { spot: error, only-spot: off }
overrides:
  - files: [dev/**]
    rules: { no-spare-room: note }
stacks:
  - name: web
    template: templates/web.yaml
    parameters: { Size: 010, Zones: [a, b] }
  - name: data
    template: templates/web.yaml
    parameters: parameters.json
parameters:
  Environment: prod
  Empty: ""
closed: true
level: note
fail-on: never
baseline: baseline.json
require-reason: true
)");
  EXPECT_THAT(mistakes_, IsEmpty());
  ASSERT_EQ(config.templates.size(), 2u);
  EXPECT_EQ(config.templates[1].text(), "*.template");
  EXPECT_TRUE(any_matches(config.exclude, "a/vendor/b.yaml"));
  EXPECT_THAT(config.rules, ElementsAre(Pair("spot", Level::error), Pair("only-spot", Level::off)));
  ASSERT_EQ(config.stacks.size(), 2u);
  EXPECT_THAT(config.stacks[0].parameters.values,
              ElementsAre(Pair("Size", "010"), Pair("Zones", "a,b")));
  EXPECT_EQ(config.stacks[1].parameter_file, "parameters.json");
  EXPECT_THAT(config.parameters.values,
              ElementsAre(Pair("Empty", ""), Pair("Environment", "prod")));
  EXPECT_EQ(config.closed, true);
  EXPECT_EQ(config.level, Severity::note);
  EXPECT_EQ(config.fail_on, FailOn::never);
  EXPECT_EQ(config.baseline, "baseline.json");
  EXPECT_TRUE(config.require_reason);
}

TEST_F(ReadConfig, NothingIsAConfigurationToo) {
  read("");
  EXPECT_THAT(mistakes_, IsEmpty());
  read("# All of it commented out.\ntemplates:\n#  - a\nrules:\n");
  EXPECT_THAT(mistakes_, IsEmpty());
}

TEST_F(ReadConfig, TellsAllMistakesAtOnce) {
  read(R"(version: 2
template: []
templates: templates
exclude: [a, [b], "c[", !Ref d]
rules:
  spto: error
  only-spot: on
  capacity:
  spot: [error]
overrides:
  - file: [dev]
    rules: { spot: warn }
  - x
stacks:
  - name: web
    template: templates/wbe.yaml
  - name: web
    template: templates
    parameters: 7
parameters: { A: { B: c } }
closed: yes
level: warnings
fail-on: nevr
baseline: ""
version: 1
)");
  EXPECT_THAT(
      mistakes_,
      ElementsAre(
          "1:10: the version of this file's form is 1",
          "2:1: the configuration has no key `template`; did you mean `templates`?",
          "3:1: `templates` takes a list of patterns, not a single value",
          "4:14: a pattern is text, not a list",  //
          "4:19: a `[` is never closed", "4:30: the tag `!Ref` has no meaning here",
          "6:3: there is no rule or group `spto`; did you mean `spot`?",
          "7:14: `only-spot` takes off, note, warning, error, not `on`",
          "8:3: `capacity` takes off, note, warning, error, not nothing",
          "9:3: `spot` takes off, note, warning, error, not a list",
          "11:5: an override has no key `file`; did you mean `files`?",
          "11:5: an override needs `files`",
          "12:20: `spot` takes off, note, warning, error, not `warn`",
          "13:5: an override is a map, not a single value",
          "16:15: there is no file `templates/wbe.yaml`; did you mean `templates/web.yaml`?",
          "17:11: there are two stacks `web`",  //
          "18:15: there is no file `templates`", "19:17: there is no file `7`",
          "20:20: parameter `A` is text, not a map", "21:9: `closed` takes true, false, not `yes`",
          "22:8: `level` takes error, warning, note, not `warnings`; did you mean `warning`?",
          "23:10: `fail-on` takes error, warning, note, never, not `nevr`; did you mean `never`?",
          "24:11: `baseline` is empty",  //
          "25:1: `version` stands here a second time"));
}

TEST_F(ReadConfig, TellsWhereItIsNoYaml) {
  read("templates: [a\nrules: {}\n");
  EXPECT_EQ(mistakes_.size(), 1u);
  read("- a\n");
  EXPECT_THAT(mistakes_, ElementsAre("1:1: the configuration is a map, not a list"));
}

TEST_F(ReadConfig, ANameCountsMoreThanAGroupAndAFileMoreThanAll) {
  const Config config = read(R"(
rules: { only-spot: note, spot: off }
overrides:
  - files: [prod/**]
    rules: { spot: error }
  - files: [prod/special/**]
    rules: { draining-disabled: warning }
)");
  const RuleName draining = kRules[0];
  const RuleName room = kRules[1];
  const RuleName only_spot = kRules[2];
  EXPECT_EQ(config.level_of(only_spot), Level::note);
  EXPECT_EQ(config.level_of(draining), Level::off);
  EXPECT_EQ(config.level_of(room), std::nullopt);
  EXPECT_EQ(config.level_of(draining, "prod/a.yaml"), Level::error);
  EXPECT_EQ(config.level_of(draining, "prod/special/a.yaml"), Level::warning);
  EXPECT_EQ(config.level_of(only_spot, "prod/special/a.yaml"), Level::error);
  EXPECT_EQ(config.level_of(draining, "dev/a.yaml"), Level::off);
  EXPECT_FALSE(config.is_off(draining)) << "it is on somewhere";
  EXPECT_TRUE(read("rules: { spot: off }").is_off(draining));
}

TEST_F(ReadConfig, WhatIsPrintedReadsTheSame) {
  const std::string text = to_yaml(read(R"(
templates: [templates/**, "[a-c]/*.yaml"]
exclude: ["/a", "é*"]
level: note
fail-on: error
closed: false
baseline: "base line.json"
require-reason: true
parameters: { "0": "off", B: "a\"\\\tb", C: "" }
stacks:
  - { name: web, template: templates/web.yaml, parameters: { A: "1" } }
  - { name: "0", template: templates/web.yaml, parameters: parameters.json }
rules: { spot: off, only-spot: error }
overrides: [{ files: [dev/**], rules: { spot: note } }]
)"));
  EXPECT_THAT(mistakes_, IsEmpty());
  EXPECT_EQ(to_yaml(read(text)), text);
  EXPECT_THAT(mistakes_, IsEmpty());
  EXPECT_NE(text.find("\n  \"0\": \"off\"\n"), std::string::npos) << text;
}

TEST_F(ReadConfig, AStarterIsAConfigurationOfWhatWasFound) {
  const std::vector<std::string> found = {"infra/stacks/a/web.yaml", "infra/stacks/b.yaml",
                                          "my templates/c.json", "root.template"};
  const std::string text = starter(found);
  const Config config = read(text);
  EXPECT_THAT(mistakes_, IsEmpty());
  ASSERT_EQ(config.templates.size(), 3u);
  EXPECT_EQ(config.templates[0].text(), "infra/stacks/**");
  EXPECT_EQ(config.templates[1].text(), "my templates/**");
  EXPECT_EQ(config.templates[2].text(), "root.template");
  for (const std::string& path : found) EXPECT_TRUE(any_matches(config.templates, path)) << path;
  read(starter({}));
  EXPECT_THAT(mistakes_, IsEmpty());
}

// With its comment signs away, every example in a starter can be taken as it is.
TEST_F(ReadConfig, TheExamplesOfAStarterHold) {
  std::istringstream text(starter(std::vector<std::string>{"templates/web.yaml"}));
  std::string examples;
  for (std::string line; std::getline(text, line);) {
    const bool is_example =
        line.size() > 2 && line.starts_with("# ") && (line[2] == ' ' || std::islower(line[2]) != 0);
    examples += (is_example ? line.substr(2) : line) + '\n';
  }
  const Config config = read(examples);
  EXPECT_THAT(mistakes_, IsEmpty()) << examples;
  EXPECT_EQ(config.baseline, ".cfn-ecs-lint-baseline.json");
  EXPECT_EQ(config.overrides.size(), 1u);
  EXPECT_TRUE(config.require_reason);
}

TEST(ConfigSchema, HasTheKeysThatAreRead) {
  const nlohmann::json schema = nlohmann::json::parse(config::schema());
  std::vector<std::string> in_schema;
  for (const auto& [key, ignored] : schema["properties"].items()) in_schema.push_back(key);
  EXPECT_THAT(in_schema, ::testing::UnorderedElementsAreArray(keys()));
}

}  // namespace
}  // namespace cfn_ecs_lint::config
