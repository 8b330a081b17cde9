#include "output/github.h"

#include <fmt/format.h>

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "output/details.h"
#include "output/display.h"
#include "output/headline.h"
#include "output/paint.h"
#include "output/place.h"

namespace cfn_ecs_lint::output {
namespace {

// Of each level in one step of a job; what is above is in the log only.
constexpr std::size_t kAnnotations = 10;
// UTF-16 units: _maxIssueMessageLength of the runner, src/Runner.Worker/ExecutionContext.cs.
constexpr std::size_t kLongestMessage = 4096;

// As @actions/core escapes: escapeData and escapeProperty of packages/core/src/command.ts.
std::string escaped(std::string_view text, std::string_view special) {
  std::string result;
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

std::string escaped_data(std::string_view text) { return escaped(text, "%\r\n"); }
std::string escaped_property(std::string_view text) { return escaped(text, "%\r\n:,"); }

std::string_view command_of(Severity severity) {
  return severity == Severity::note ? "notice" : to_string(severity);
}

// A line of the log that is no command. The runner takes `::` for one at the beginning of a line,
// and the older `##[` everywhere: src/Runner.Common/ActionCommand.cs.
std::string plain(std::string line) {
  if (line.starts_with("::")) line.replace(0, 1, "\\u{3a}");
  for (std::size_t at = 0; (at = line.find("##[", at)) != std::string::npos;) {
    line.replace(at + 2, 1, "\\u{5b}");
  }
  return line + '\n';
}

// Columns may be told only when all is on one line.
std::string region(const Span& span) {
  const LineColumn begin = character_place(*span.file, span.begin);
  const LineColumn end = character_place(*span.file, span.end);
  if (begin.line != end.line) return fmt::format(",line={},endLine={}", begin.line, end.line);
  return fmt::format(",line={},endLine={},col={},endColumn={}", begin.line, end.line, begin.column,
                     end.column);
}

class GithubWriter {
 public:
  GithubWriter(const Report& report, const TextOptions& options)
      : report_(report), options_(options) {}

  std::string write() && {
    for (const ReadProblem& problem : report_.problems) add(problem);
    for (const Diagnostic& finding : report_.findings) add(finding);
    if (options_.statistics) out_ += statistics(report_);
    if (options_.summary) out_ += plain(summary(report_, kNoPaint, options_.elapsed));
    return std::move(out_);
  }

 private:
  static constexpr Paint kNoPaint{false};

  void add(const Diagnostic& finding) {
    if (++annotations_[finding.severity] > kAnnotations) {
      out_ += plain(headline(finding, report_, kNoPaint));
      return;
    }
    command(finding.severity, finding.rule, finding.span.file->path(), finding.span,
            finding.message, details(report_, finding));
  }

  void add(const ReadProblem& problem) {
    if (++annotations_[Severity::error] > kAnnotations) {
      out_ += plain(headline(problem, kNoPaint));
      return;
    }
    command(Severity::error, "not read", problem.path, problem.span, problem.message,
            details(report_, problem));
  }

  // The log shows the message only, so that the place stands in it too.
  void command(Severity severity, std::string_view title, std::string_view path, const Span& span,
               std::string_view message, const std::vector<Detail>& below) {
    const std::string place =
        span ? place_in_repository(report_, span) : printable(report_.repository_path(path));
    std::string text = fmt::format("{}: {}", place, printable(message));
    for (const Detail& detail : below) text += '\n' + detail.line();
    out_ +=
        fmt::format("::{} title={},file={}{}::{}\n", command_of(severity), escaped_property(title),
                    escaped_property(printable(report_.repository_path(path))),
                    span ? region(span) : "", escaped_data(cut(text, kLongestMessage)));
  }

  const Report& report_;
  const TextOptions& options_;
  std::map<Severity, std::size_t> annotations_;
  std::string out_;
};

}  // namespace

std::string to_github(const Report& report, const TextOptions& options) {
  return GithubWriter(report, options).write();
}

}  // namespace cfn_ecs_lint::output
