#include "tests/output/hostile.h"

namespace cfn_ecs_lint::output {
namespace {

// Means something to a shell, a workflow command, Markdown, HTML, XML and a URI.
constexpr const char* kPath = "a|b/<b>`c`::d%0A,e=#L1?&\"'\x1b[31m\xff*_x_*.yaml";

std::string all_texts() {
  std::string all;
  for (const std::string& text : Hostile::texts()) all += text + " ";
  return all;
}

}  // namespace

const std::vector<std::string>& Hostile::texts() {
  static const std::vector<std::string> kTexts = {
      "two\nlines\r\nand\rthree",
      "\n::error file=other.yaml,line=1::not from here",
      "::stop-commands::token",
      "##[error]not from here ##[add-mask]x",
      "100%, %0A::warning::not from here",
      "a | b || \\| c",
      "<script>alert(1)</script><img src=x onerror=alert(1)><!-- </details> -->",
      "`a` ``b`` ``` c ` d",
      "**bold** _it_ ~~gone~~ [text](https://example.com) ![picture](x.png) <https://example.com>",
      "@octocat octo/repo#1 https://example.com WWW.example.com www.example.com a@example.com "
      "ftp://x.example :tada: $x$ GH-1",
      "\n\n# heading\n- item\n> quote\n---\n```\nfence",
      "\x1b[31mred\x1b[0m \x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\ \a\b\x7f",
      "]]> &amp; &#60; <?xml ?> \x01\x0b",
      "broken \xff\xc3\x28\xed\xa0\x80 UTF-8, \xef\xbf\xbe\xef\xbf\xbf",
      "turned \u202e around\u2066 \u2028 \u200b\ufeff.",
      "网站 👩‍🚀 cafe\u0301",
  };
  return kTexts;
}

Hostile::Hostile()
    : file_(sources_.add(kPath, "Resources:\n  Web: `|<b>\x1b[31m\xff::error::\n  Db: x\n")) {
  templates_ = {&file_, &sources_.add("clean<>&\"'.yaml", "Resources: {}")};
  rule_ = {.name = "hostile-text",
           .severity = Severity::error,
           .group = "others",
           .summary = "Text that is <b>more</b> | than text.",
           .why = "`<i>` and ::error:: and [links](x) are no markup.",
           .remedy = "Write *less* @octocat.",
           .reference = "https://example.com/?a=1&b='2'"};
  for (const std::string& text : texts()) add(Severity::error, text);
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    add(severity, all_texts());
  }
  problems_.push_back({std::string(kPath) + "x", {}, all_texts(), {}, all_texts()});
  problems_.push_back({kPath, {&file_, 13, 16}, all_texts(), {{{&file_, 0, 9}, all_texts()}}, ""});
}

Hostile::Hostile(std::size_t count)
    : file_(sources_.add(kPath, std::string("Resources:\n  Web: ") + std::string(1 << 18, '`'))) {
  templates_ = {&file_};
  rule_.name = "hostile-text";
  for (std::size_t at = 0; at < count; ++at) {
    const std::string& text = texts()[at % texts().size()];
    add(static_cast<Severity>(at % 3), (at < 30 ? all_texts() : text) + std::to_string(at));
  }
}

void Hostile::add(Severity severity, const std::string& text) {
  Diagnostic finding;
  finding.rule = "hostile-text";
  finding.severity = severity;
  finding.span = {&file_, 18, 23};
  finding.message = text;
  finding.labels = {{{&file_, 13, 16}, text, {"Resources", text}}};
  finding.when = {text};
  finding.help = text;
  finding.fixes = {{text, false, {{finding.span, text}}}};
  finding.logical_path = {"Resources", text};
  findings_.push_back(finding);
}

Report Hostile::report() const {
  Report report;
  report.findings = findings_;
  report.problems = problems_;
  report.rules = {&rule_, 1};
  report.templates = templates_;
  report.version = "1.2.3";
  report.exit_code = 1;
  return report;
}

}  // namespace cfn_ecs_lint::output
