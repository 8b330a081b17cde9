// Every rule does what its fixtures say, and every duty of a rule is done.
//
// testdata/rules/RULE/ holds cases: a template, or a folder of templates that are deployed
// together. Only that rule runs. testdata/stacks/CASE/ holds whole systems: all rules run.
// `# expect: RULE` stands on the line of a finding, or alone on the line above it; behind the name
// may stand the severity of the finding, if it is not the rule's, and `when ...`, if it holds only
// then. Several are separated by `;`. For JSON the file NAME.json.expect has lines `LINE: RULE
// ...`. The first line may be `# options: closed, parameter NAME=VALUE`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "rules/all.h"
#include "tests/support/testdata.h"

namespace cfn_ecs_lint {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name;  // "RULE/CASE"
  std::vector<fs::path> files;
  std::string rule;  // empty: all rules
};

bool is_template_file(const fs::path& path) {
  const std::string extension = path.extension();
  return extension == ".yaml" || extension == ".yml" || extension == ".json" ||
         extension == ".template";
}

std::vector<fs::path> template_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && is_template_file(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  if (fs::exists(folder)) {
    for (const auto& entry : fs::directory_iterator(folder)) entries.push_back(entry.path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<Case> cases() {
  std::vector<Case> cases;
  for (const fs::path& rule : sorted_entries(testing::testdata("rules"))) {
    for (const fs::path& entry : sorted_entries(rule)) {
      const std::string stem = entry.stem();
      if (stem.ends_with(".fixed")) continue;
      const std::string name = rule.filename().string() + "/" + entry.filename().string();
      if (fs::is_directory(entry)) {
        cases.push_back({name, template_files(entry), rule.filename()});
      } else if (is_template_file(entry)) {
        cases.push_back({name, {entry}, rule.filename()});
      }
    }
  }
  for (const fs::path& entry : sorted_entries(testing::testdata("stacks"))) {
    if (fs::is_directory(entry)) {
      cases.push_back({"stacks/" + entry.filename().string(), template_files(entry), ""});
    }
  }
  return cases;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return std::string(text);
}

// "FILE:LINE: RULE[ SEVERITY][ when ...]"
void add_expectations(std::multiset<std::string>& expected, const std::string& file, int line,
                      std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(';'), words.size());
    expected.insert(file + ":" + std::to_string(line) + ": " + trimmed(words.substr(0, end)));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

struct Options {
  bool closed = false;
  ParameterValues parameters;
};

void read_options(std::string_view line, Options& options) {
  constexpr std::string_view kMark = "# options: ";
  if (!line.starts_with(kMark)) return;
  std::stringstream words{std::string(line.substr(kMark.size()))};
  for (std::string option; std::getline(words, option, ',');) {
    option = trimmed(option);
    const std::size_t equals = option.find('=');
    if (option == "closed") {
      options.closed = true;
    } else if (option.starts_with("parameter ") && equals != std::string::npos) {
      options.parameters[option.substr(10, equals - 10)] = option.substr(equals + 1);
    } else {
      ADD_FAILURE() << "unknown option in a fixture: " << option;
    }
  }
}

std::multiset<std::string> expectations(const SourceFile& file, Options& options) {
  constexpr std::string_view kMark = "# expect:";
  std::multiset<std::string> expected;
  std::stringstream lines{std::string(file.bytes())};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (number == 1) read_options(line, options);
    const std::size_t at = line.find(kMark);
    if (at == std::string::npos) continue;
    const bool alone = trimmed(std::string_view(line).substr(0, at)).empty();
    add_expectations(expected, fs::path(file.path()).filename(), number + (alone ? 1 : 0),
                     std::string_view(line).substr(at + kMark.size()));
  }
  const fs::path beside = file.path() + ".expect";
  if (fs::exists(beside)) {
    std::stringstream expects(testing::read_file(beside));
    for (std::string line; std::getline(expects, line);) {
      if (line.empty() || line.starts_with('#')) continue;
      const std::size_t colon = line.find(':');
      add_expectations(expected, fs::path(file.path()).filename(), std::stoi(line.substr(0, colon)),
                       std::string_view(line).substr(colon + 1));
    }
  }
  return expected;
}

std::string spoken(const Diagnostic& finding) {
  const Rule* rule = rules::find(finding.rule);
  std::string words = fs::path(finding.span.file->path()).filename().string() + ":" +
                      std::to_string(finding.span.file->place(finding.span.begin).line) + ": " +
                      finding.rule;
  if (finding.severity != rule->severity) words += " " + std::string(to_string(finding.severity));
  for (std::size_t i = 0; i < finding.when.size(); ++i) {
    words += (i == 0 ? " when " : " and ") + finding.when[i];
  }
  return words;
}

class Fixture : public ::testing::TestWithParam<Case> {};

TEST_P(Fixture, FindsWhatIsExpectedAndNothingElse) {
  const Case& one = GetParam();
  SourceMap sources;
  std::vector<Input> inputs;
  Options options;
  std::multiset<std::string> expected;
  for (const fs::path& path : one.files) {
    const SourceFile& file = sources.add(path, testing::read_file(path));
    inputs.push_back({&file, true});
    expected.merge(expectations(file, options));
  }
  std::vector<ReadProblem> problems;
  std::vector<cfn::Template> templates = read_templates(inputs, problems);
  for (const ReadProblem& problem : problems) {
    ADD_FAILURE() << problem.path << ": " << problem.message;
  }
  const TemplateSet set(std::move(templates), options.parameters, options.closed);
  std::vector<const Rule*> rules(rules::all().begin(), rules::all().end());
  if (!one.rule.empty()) {
    std::erase_if(rules, [&](const Rule* rule) { return rule->name != one.rule; });
    ASSERT_EQ(rules.size(), 1u) << "no rule has the name of this folder";
  }
  std::multiset<std::string> found;
  for (const Diagnostic& finding : lint(set, rules)) {
    found.insert(spoken(finding));
    EXPECT_TRUE(finding.span.file->text(finding.span).find('\n') == std::string_view::npos)
        << spoken(finding) << " points at more than one line";
  }
  EXPECT_THAT(found, ::testing::ContainerEq(expected));
}

INSTANTIATE_TEST_SUITE_P(Testdata, Fixture, ::testing::ValuesIn(cases()), [](const auto& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

class Duty : public ::testing::TestWithParam<const Rule*> {};

TEST_P(Duty, HasProseFixturesAndNames) {
  const Rule& rule = *GetParam();
  for (const std::string_view prose : {rule.summary, rule.why, rule.remedy, rule.reference}) {
    EXPECT_FALSE(prose.empty());
  }
  EXPECT_TRUE(rule.summary.ends_with('.'));
  EXPECT_TRUE(rule.why.ends_with('.'));
  EXPECT_TRUE(rule.remedy.ends_with('.'));
  EXPECT_TRUE(rule.reference.starts_with("https://"));
  std::string variable(rule.name);
  std::replace(variable.begin(), variable.end(), '-', '_');
  const std::string file = "rules/" + std::string(to_string(rule.group)) + "/" + variable + ".cpp";
  EXPECT_TRUE(fs::exists(testing::source_root() / file)) << file;
  const fs::path fixtures = testing::testdata("rules/" + std::string(rule.name));
  ASSERT_TRUE(fs::exists(fixtures)) << "no fixtures";
  bool shows_it = false;
  bool has_clean_case = false;
  for (const auto& entry : fs::recursive_directory_iterator(fixtures)) {
    if (!entry.is_regular_file()) continue;
    const std::string text = testing::read_file(entry.path());
    shows_it |=
        text.find("expect: " + std::string(rule.name)) != std::string::npos ||
        (entry.path().extension() == ".expect" && text.find(rule.name) != std::string::npos);
    has_clean_case |=
        text.find("# Clean:") != std::string::npos || text.find("# Silent:") != std::string::npos;
  }
  EXPECT_TRUE(shows_it) << "no fixture shows the fault";
  EXPECT_TRUE(has_clean_case)
      << "no fixture has a case commented `# Clean: ...` or `# Silent: ...`";
}

INSTANTIATE_TEST_SUITE_P(Rules, Duty, ::testing::ValuesIn(rules::all().begin(), rules::all().end()),
                         [](const auto& info) {
                           std::string name(info.param->name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace cfn_ecs_lint
