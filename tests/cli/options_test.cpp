// Everything that speaks of options has the same ones.
#include "cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/completion.h"
#include "cli/help.h"

namespace cfn_ecs_lint::cli {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Option> all_options() {
  std::vector<Option> options;
  for (const Section& section : sections()) {
    options.insert(options.end(), section.options.begin(), section.options.end());
  }
  return options;
}

TEST(Options, AreReadAsTheTableSays) {
  for (const Option& option : all_options()) {
    std::vector<std::string> words = {"--" + std::string(option.name)};
    if (option.values != Values::none) words.push_back("x");
    const auto result = parse_arguments(words);
    const auto* error = std::get_if<UsageError>(&result);
    EXPECT_THAT(error ? error->message : "", Not(HasSubstr("there is no option"))) << option.name;
    if (option.values == Values::none) continue;
    const auto bare = parse_arguments(std::span(words).first(1));
    ASSERT_TRUE(std::holds_alternative<UsageError>(bare)) << option.name << " takes a value";
    EXPECT_THAT(std::get<UsageError>(bare).message, HasSubstr("needs a value"));
  }
}

TEST(Options, AreInTheHelpAndTheManual) {
  for (const Option& option : all_options()) {
    EXPECT_THAT(help_text(), HasSubstr("--" + std::string(option.name)));
    std::string name(option.name);
    for (std::size_t at = 0; (at = name.find('-', at)) != name.npos; at += 2)
      name.insert(at, 1, '\\');
    EXPECT_THAT(manual(), HasSubstr("\\-\\-" + name));
  }
}

TEST(Options, HaveHelpThatFitsAPage) {
  std::istringstream lines(help_text());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
}

TEST(Options, AreCompletedInEveryShell) {
  const output::RuleInfo rule = {"some-rule", Severity::error, "some", "", "", "", ""};
  for (const Choice<Shell>& shell : kShells) {
    const std::string script = completions(shell.value, {&rule, 1});
    for (const Option& option : all_options()) {
      const std::string name(option.name);
      EXPECT_THAT(script, AnyOf(HasSubstr("--" + name), HasSubstr(" -l " + name + " ")));
      for (const std::string_view word : words_of(option.values)) {
        EXPECT_THAT(script, HasSubstr(std::string(word)));
      }
    }
    EXPECT_THAT(script, HasSubstr("some some-rule"));
  }
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
