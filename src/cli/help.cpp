#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "output/display.h"
#include "version.h"

namespace cfn_ecs_lint::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kIndent = 31;               // of what options do
constexpr std::string_view kDate = "2026-11-24";  // of this text

constexpr std::string_view kName = "lint CloudFormation templates of ECS services";
constexpr std::string_view kPurpose =
    "Finds, before the deployment, what goes wrong in CloudFormation templates of ECS services.";

constexpr std::string_view kDescription[] = {
    "PATH is a template, or a folder that is searched for *.yaml, *.yml, *.json and *.template; "
    "`-` "
    "is standard input; without a PATH the templates of the configuration are linted, or those of "
    "the current folder. All templates given are read as one system: exports answer imports, and "
    "parameters, outputs and user data are followed across them.",
    "What a project lints, and how, stands in its .cfn-ecs-lint.yaml; the command line stands over "
    "it.",
};

struct Row {
  std::string_view key;
  std::string_view text;
};

constexpr Row kExitStatus[] = {
    {"0", "nothing to fail on"},
    {"1", "findings"},
    {"2", "wrong use, or a mistake in the configuration"},
    {"3", "a template could not be read; what was found in the others is printed"},
};

constexpr Row kEnvironment[] = {
    {"NO_COLOR", "no colours; --color stands over these three"},
    {"FORCE_COLOR", "colours, also where there is no terminal; 0: none"},
    {"CLICOLOR_FORCE", "the same"},
    {"FORCE_HYPERLINK", "rules are links to their pages; 0: they are not"},
    {"GITHUB_ACTIONS", "the format is github, unless there is a terminal or --format"},
    {"GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA",
     "links of the format markdown lead to files there"},
};

constexpr Row kExamples[] = {
    {"cfn-ecs-lint templates/", "the templates of a folder, as one system"},
    {"cfn-ecs-lint -o report.sarif -o junit:results.xml --level note",
     "all findings, also as files for other programs"},
    {"cfn-ecs-lint --explain spot-draining-disabled", "what a rule is about"},
};

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> result;
  for (;;) {
    const std::size_t end = text.find('\n');
    result.push_back(text.substr(0, end));
    if (end == text.npos) return result;
    text.remove_prefix(end + 1);
  }
}

// A term and, in a column of its own, what it means.
std::string entry(std::string_view term, std::string_view text, std::size_t indent) {
  std::string result(term);
  std::size_t at = term.size();
  for (const std::string_view paragraph : paragraphs(text)) {
    for (const std::string& line : output::wrap(paragraph, kWidth - indent)) {
      if (at + 2 > indent && at > 0) {
        result += '\n';
        at = 0;
      }
      result += std::string(indent - at, ' ') + line + '\n';
      at = 0;
    }
  }
  return result;
}

// "  -f, --format FORMAT"
std::string term(const Option& option) {
  std::string result = option.letter ? fmt::format("  -{}, ", option.letter) : "      ";
  result += fmt::format("--{}", option.name);
  if (!option.value.empty()) result += fmt::format(" {}", option.value);
  return result;
}

std::string what_it_does(const Option& option) {
  return std::string(option.help) + (option.repeats ? "; may be repeated" : "");
}

// --- man(7) -------------------------------------------------------------------------------------

// Text in which nothing is a request or an escape, and dashes are those of ASCII.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '`') {
      result += "\\(ga";
    } else if (c == '\'') {
      result += "\\(aq";
    } else {
      result += c;
    }
  }
  return result.starts_with('.') ? "\\&" + result : result;
}

// A line of source for each sentence: mandoc wants it so.
std::string roff_paragraphs(std::string_view text) {
  std::string result;
  std::string_view separator;
  for (const std::string_view paragraph : paragraphs(text)) {
    result += separator;
    for (const std::string& line : output::wrap(paragraph, 78)) result += roff(line) + '\n';
    separator = ".br\n";
  }
  return result;
}

std::string tagged(std::string_view tag, std::string_view text) {
  return fmt::format(".TP\n{}\n{}", tag, roff_paragraphs(text));
}

std::string tag_of(const Option& option) {
  std::string tag = ".BR ";
  if (option.letter) tag += fmt::format("\\-{} \", \" ", option.letter);
  tag += roff(fmt::format("--{}", option.name));
  if (!option.value.empty()) tag += fmt::format(" \" \\fI{}\\fR\"", roff(option.value));
  return tag;
}

}  // namespace

std::string help_text() {
  std::string out(kPurpose);
  out += "\n\nUsage: cfn-ecs-lint [OPTION]... [PATH | -]...\n";
  for (const std::string_view text : kDescription) out += '\n' + entry("", text, 0);
  for (const Section& section : sections()) {
    out += fmt::format("\n{}\n", section.title);
    for (const Option& option : section.options) {
      out += entry(term(option), what_it_does(option), kIndent);
    }
  }
  out += "\nExit status\n";
  for (const Row& row : kExitStatus) out += entry(fmt::format("  {}", row.key), row.text, 5);
  out += "\nEnvironment\n";
  for (const Row& row : kEnvironment) out += entry(fmt::format("  {}", row.key), row.text, 20);
  return out;
}

std::string manual() {
  std::string out = fmt::format(
      ".TH CFN\\-ECS\\-LINT 1 \"{}\" \"cfn\\-ecs\\-lint {}\" \"User Commands\"\n"
      ".SH NAME\ncfn\\-ecs\\-lint \\- {}\n"
      ".SH SYNOPSIS\n.B cfn\\-ecs\\-lint\n[\\fIOPTION\\fR]... [\\fIPATH\\fR | \\-]...\n"
      ".SH DESCRIPTION\n{}",
      kDate, kVersion, roff(kName), roff_paragraphs(kPurpose));
  for (const std::string_view text : kDescription) out += ".PP\n" + roff_paragraphs(text);
  out += ".SH OPTIONS\n";
  for (const Section& section : sections()) {
    out += fmt::format(".SS {}\n", section.title);
    for (const Option& option : section.options)
      out += tagged(tag_of(option), what_it_does(option));
  }
  const auto table = [&](std::string_view title, std::span<const Row> rows) {
    out += fmt::format(".SH \"{}\"\n", title);
    for (const Row& row : rows) out += tagged(fmt::format(".B {}", roff(row.key)), row.text);
  };
  table("EXIT STATUS", kExitStatus);
  table("ENVIRONMENT", kEnvironment);
  out += ".SH FILES\n";
  out += tagged(".B .cfn\\-ecs\\-lint.yaml",
                "the configuration: the nearest one upward from the current folder to the root of "
                "the repository");
  table("EXAMPLES", kExamples);
  out += fmt::format(".SH SEE ALSO\n{}\n", roff(kHomepage));
  return out;
}

}  // namespace cfn_ecs_lint::cli
