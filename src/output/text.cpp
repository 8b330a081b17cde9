#include "output/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "output/display.h"
#include "output/excerpt.h"
#include "output/paint.h"
#include "output/place.h"

namespace cfn_ecs_lint::output {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

class TextWriter {
 public:
  TextWriter(const Report& report, const TextOptions& options)
      : report_(report), options_(options), paint_(options.color) {}

  std::string write() && {
    for (const ReadProblem& problem : report_.problems) add(problem);
    for (const Diagnostic& finding : report_.findings) add(finding);
    for (const Diagnostic& finding : report_.suppressed_findings) add(finding);
    if (options_.statistics) add_statistics();
    if (options_.summary) add_summary();
    return std::move(out_);
  }

  std::string write(const ReadProblem& problem) && {
    add(problem);
    return std::move(out_);
  }

 private:
  void add(const ReadProblem& problem) {
    const std::string place = problem.span ? place_of(problem.span) : printable(problem.path);
    headline(place, Severity::error, "", problem.message);
    const std::size_t gutter = excerpt(problem.span, Severity::error, problem.labels);
    note(gutter, "help", problem.help);
    out_ += '\n';
  }

  void add(const Diagnostic& finding) {
    headline(place_of(finding.span), finding.severity, finding.rule, finding.message);
    const std::size_t gutter = excerpt(finding.span, finding.severity, finding.labels);
    for (const std::string& condition : finding.when) note(gutter, "when", condition);
    if (finding.suppression) {
      const std::string& reason = finding.suppression->reason;
      note(gutter, "suppressed", reason.empty() ? "no reason is given" : reason);
      out_ += '\n';
      return;
    }
    const RuleInfo* rule = report_.rule(finding.rule);
    const std::string_view remedy = rule ? rule->remedy : std::string_view();
    note(gutter, "help", finding.help.empty() ? remedy : std::string_view(finding.help));
    if (rule && explained_.insert(rule->name).second) {
      note(gutter, "docs", fmt::format("cfn-ecs-lint --explain {}", rule->name));
    }
    out_ += '\n';
  }

  void headline(std::string_view place, Severity severity, std::string_view rule,
                std::string_view message) {
    std::string kind(to_string(severity));
    if (!rule.empty()) kind += fmt::format("[{}]", rule);
    out_ += fmt::format("{}: {}: {}\n", paint_(Tone::strong, place),
                        paint_(tone_of(severity), kind), paint_(Tone::strong, printable(message)));
  }

  // Returns the width of its line numbers.
  std::size_t excerpt(const Span& span, Severity severity, const std::vector<Label>& labels) {
    std::vector<Mark> marks;
    if (span) marks.push_back({span, true, tone_of(severity)});
    for (const Label& label : labels) {
      if (label.span) marks.push_back({label.span, false, Tone::aside, label.text});
    }
    const std::size_t gutter = gutter_width(marks);
    if (!marks.empty()) {
      out_ += excerpts(marks, gutter, options_.columns, paint_);
      out_ += fmt::format("{}\n", paint_(Tone::gutter, std::string(gutter + 1, ' ') + "|"));
    }
    return gutter;
  }

  void note(std::size_t gutter, std::string_view title, std::string_view text) {
    if (text.empty()) return;
    const std::string indent(gutter + title.size() + 5, ' ');
    const std::size_t room = std::max<std::size_t>(options_.help_columns, indent.size() + 20);
    std::string_view separator;
    out_ += fmt::format("{}{} {} ", std::string(gutter + 1, ' '), paint_(Tone::gutter, "="),
                        paint_(Tone::strong, fmt::format("{}:", title)));
    for (const std::string& line : wrap(text, room - indent.size())) {
      out_ += separator.empty() ? "" : indent;
      out_ += line + '\n';
      separator = "\n";
    }
  }

  // The rules with most findings first.
  void add_statistics() {
    std::map<std::string_view, std::size_t> counts;
    for (const Diagnostic& finding : report_.findings) ++counts[finding.rule];
    std::vector<std::pair<std::string_view, std::size_t>> rows(counts.begin(), counts.end());
    std::ranges::stable_sort(rows, std::ranges::greater(),
                             [](const auto& row) { return row.second; });
    for (const auto& [rule, count] : rows) out_ += fmt::format("{:>6}  {}\n", count, rule);
    if (!rows.empty()) out_ += '\n';
  }

  void add_summary() {
    std::map<Severity, std::size_t, std::greater<>> counts;
    std::set<std::string_view> files;
    for (const Diagnostic& finding : report_.findings) {
      ++counts[finding.severity];
      files.insert(finding.span.file->path());
    }
    std::string summary;
    for (const auto& [severity, count] : counts) {
      if (!summary.empty()) summary += ", ";
      summary += paint_(tone_of(severity), counted(count, to_string(severity)));
    }
    if (summary.empty()) {
      summary = fmt::format("no findings in {}", counted(report_.templates.size(), "template"));
    } else {
      const auto with_findings = std::ranges::count_if(
          report_.templates, [&](const SourceFile* each) { return files.contains(each->path()); });
      summary +=
          fmt::format(" in {} of {}", with_findings, counted(report_.templates.size(), "template"));
    }
    if (options_.elapsed) summary += fmt::format(" ({} ms)", options_.elapsed->count());
    if (!report_.problems.empty()) {
      summary += fmt::format("; {} could not be read", counted(report_.problems.size(), "input"));
    }
    if (report_.suppressed > 0) summary += fmt::format("; {} suppressed", report_.suppressed);
    if (report_.in_baseline > 0)
      summary += fmt::format("; {} in the baseline", report_.in_baseline);
    if (report_.stale > 0) {
      summary += fmt::format("; {} of the baseline mended (--write-baseline)", report_.stale);
    }
    if (report_.below_level > 0) {
      summary += fmt::format("; {} less severe not shown (--level note)", report_.below_level);
    }
    out_ += summary + '\n';
  }

  const Report& report_;
  const TextOptions& options_;
  Paint paint_;
  std::string out_;
  std::set<std::string_view> explained_;
};

}  // namespace

std::string to_text(const Report& report, const TextOptions& options) {
  return TextWriter(report, options).write();
}

std::string to_text(const ReadProblem& problem, const TextOptions& options) {
  return TextWriter(Report(), options).write(problem);
}

std::string explain(const RuleInfo& rule, const TextOptions& options) {
  const Paint paint(options.color);
  std::string out =
      fmt::format("{}\n{} of group {}\n", paint(Tone::strong, rule.name),
                  paint(tone_of(rule.severity), to_string(rule.severity)), rule.group);
  const auto section = [&](std::string_view title, std::string_view text) {
    if (text.empty()) return;
    out += fmt::format("\n{}\n", paint(Tone::strong, title));
    for (const std::string& line : wrap(text, options.help_columns - 2)) {
      out += fmt::format("  {}\n", line);
    }
  };
  section("What", rule.summary);
  section("Why", rule.why);
  section("Remedy", rule.remedy);
  section("Reference", rule.reference);
  return out;
}

std::string list_rules(std::span<const RuleInfo> rules, const TextOptions& options) {
  const Paint paint(options.color);
  std::size_t width = 0;
  for (const RuleInfo& rule : rules) width = std::max(width, rule.name.size());
  std::string out;
  std::string_view group;
  for (const RuleInfo& rule : rules) {
    if (rule.group != group) {
      out += fmt::format("{}{}\n", group.empty() ? "" : "\n", paint(Tone::strong, rule.group));
      group = rule.group;
    }
    out += fmt::format("  {:<{}}  {}{}  {}\n", rule.name, width,
                       paint(tone_of(rule.severity), to_string(rule.severity)),
                       std::string(7 - to_string(rule.severity).size(), ' '), rule.summary);
  }
  return out;
}

}  // namespace cfn_ecs_lint::output
