#include "output/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "output/display.h"
#include "output/excerpt.h"
#include "output/headline.h"
#include "output/paint.h"

namespace cfn_ecs_lint::output {
namespace {

class TextWriter {
 public:
  TextWriter(const Report& report, const TextOptions& options)
      : report_(report), options_(options), paint_(options.color, options.links) {}

  std::string write() && {
    for (const ReadProblem& problem : report_.problems) add(problem);
    for (const Diagnostic& finding : report_.findings) add(finding);
    for (const Diagnostic& finding : report_.suppressed_findings) add(finding);
    if (options_.statistics && !report_.findings.empty()) out_ += statistics(report_) + '\n';
    if (options_.summary) out_ += summary(report_, paint_, options_.elapsed) + '\n';
    return std::move(out_);
  }

  std::string write(const ReadProblem& problem) && {
    add(problem);
    return std::move(out_);
  }

 private:
  void add(const ReadProblem& problem) {
    out_ += headline(problem, paint_) + '\n';
    const std::size_t gutter = excerpt(problem.span, Severity::error, problem.labels);
    note(gutter, "help", problem.help);
    out_ += '\n';
  }

  void add(const Diagnostic& finding) {
    out_ += headline(finding, report_, paint_) + '\n';
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
