#include "output/junit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "output/details.h"
#include "output/display.h"
#include "output/place.h"
#include "text/utf8.h"

namespace cfn_ecs_lint::output {
namespace {

// Text and attributes of XML 1.0, which has no way at all to write control characters and the two
// last code points of the first plane: they are escaped as they are for people.
std::string xml(std::string_view text) {
  const std::string shown = printable(text);
  std::string result;
  for (std::string_view rest = shown; !rest.empty();) {
    const CodePoint character = decode(rest);
    switch (character.value) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case 0xFFFE:
      case 0xFFFF:
        result += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(character.value));
        break;
      default:
        result += rest.substr(0, character.size);
    }
    rest.remove_prefix(character.size);
  }
  return result;
}

std::string xml(const std::vector<std::string>& lines) {
  std::string result;
  for (const std::string& line : lines) result += xml(line) + '\n';
  return result;
}

// The tests of one file.
struct Suite {
  std::string path;
  std::string cases;
  std::map<std::string, int> names = {};  // how often a name was given
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

class JunitWriter {
 public:
  explicit JunitWriter(const Report& report) : report_(report) {}

  std::string write() && {
    for (const SourceFile* file : report_.templates) suite(file->path());
    for (const ReadProblem& problem : report_.problems) add(problem);
    for (const Diagnostic& finding : report_.findings) add(finding);
    for (const Diagnostic& finding : report_.suppressed_findings) add(finding);

    std::string suites;
    Suite all;
    for (Suite& each : suites_) {
      if (each.tests == 0) add_test(each, "no findings", 0, "");
      suites += fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", xml(each.path),
                            counts(each), each.cases);
      all.tests += each.tests;
      all.failures += each.failures;
      all.errors += each.errors;
      all.skipped += each.skipped;
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"cfn-ecs-lint\" {}>\n{}</testsuites>\n",
        counts(all), suites);
  }

 private:
  static std::string counts(const Suite& suite) {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", suite.tests,
                       suite.failures, suite.errors, suite.skipped);
  }

  Suite& suite(std::string_view path) {
    const std::string shown(report_.repository_path(path));
    const auto [known, is_new] = index_.emplace(shown, suites_.size());
    if (is_new) suites_.push_back({shown, ""});
    return suites_[known->second];
  }

  // `line` 0: none. `outcome`: the element of a test that does not pass.
  static void add_test(Suite& suite, std::string name, std::uint32_t line,
                       std::string_view outcome) {
    const int times = ++suite.names[name];  // two tests of one name would be one to many readers
    if (times > 1) name += fmt::format(" ({})", times);
    ++suite.tests;
    const std::string path = xml(suite.path);
    suite.cases += fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\"", xml(name),
                               path, path);
    if (line > 0) suite.cases += fmt::format(" line=\"{}\"", line);
    suite.cases += outcome.empty() ? "/>\n" : fmt::format(">\n{}    </testcase>\n", outcome);
  }

  void add(const ReadProblem& problem) {
    Suite& here = suite(problem.path);
    ++here.errors;
    std::vector<std::string> lines;
    if (problem.span) lines.push_back(place_in_repository(report_, problem.span));
    for (const Detail& detail : details(report_, problem)) lines.push_back(detail.line());
    add_test(here, "can be read", line_of(problem.span),
             fmt::format("      <error type=\"not read\" message=\"{}\">{}</error>\n",
                         xml(problem.message), xml(lines)));
  }

  void add(const Diagnostic& finding) {
    Suite& here = suite(finding.span.file->path());
    std::string name = finding.rule;
    if (!finding.logical_path.empty()) {
      name += fmt::format(": {}", fmt::join(finding.logical_path, "."));
    }
    std::string outcome;
    if (finding.suppression) {
      ++here.skipped;
      outcome = fmt::format("      <skipped message=\"{}\"/>\n", xml(finding.suppression->reason));
    } else {
      ++here.failures;
      std::vector<std::string> lines = {place_in_repository(report_, finding.span)};
      for (const Detail& detail : details(report_, finding)) lines.push_back(detail.line());
      outcome = fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                            to_string(finding.severity), xml(finding.message), xml(lines));
    }
    add_test(here, std::move(name), line_of(finding.span), outcome);
  }

  static std::uint32_t line_of(const Span& span) {
    return span ? span.file->place(span.begin).line : 0;
  }

  const Report& report_;
  std::vector<Suite> suites_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

std::string to_junit(const Report& report) { return JunitWriter(report).write(); }

}  // namespace cfn_ecs_lint::output
