#include "output/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "output/details.h"
#include "output/display.h"
#include "output/headline.h"
#include "output/place.h"
#include "output/uri.h"

namespace cfn_ecs_lint::output {
namespace {

constexpr std::size_t kLongestText = 1000;  // UTF-16 units of a message or a line below it
constexpr std::size_t kMostLines = 20;      // below a message

bool ends_with_www(std::string_view text) {
  return text.size() >= 3 && text.substr(text.size() - 3).find_first_not_of("wW") == text.npos;
}

// What may begin markup within a line is an entity: those are never structure (CommonMark 6.2), nor
// do they end a cell of a table. Addresses are torn by a comment: GitHub's flavour makes links of
// them even in <code>.
std::string escaped(std::string_view text) {
  constexpr std::string_view kTear = "<!-- -->";
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const char c = rest.front();
    if (c == '@' || (c == '.' && ends_with_www(text.substr(0, at))) || rest.starts_with("://")) {
      result += kTear;
    }
    if (std::string_view("\\`*_[]<>|&$~#@").find(c) == std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("&#{};", static_cast<int>(c));
    }
  }
  return result;
}

std::string code(std::string_view text) { return fmt::format("<code>{}</code>", escaped(text)); }

// GitHub makes links and pictures of words after it has read the Markdown (`@name`, `#1`,
// `:name:`), but not in code.
bool is_more_than_text(std::string_view word) {
  return word.find_first_of("@#") != word.npos || word.find(':') != word.rfind(':');
}

// Never at the beginning of a line, where more would be markup.
std::string words(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    result += is_more_than_text(word) ? code(word) : escaped(word);
    if (word.size() < text.size()) result += ' ';
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return result;
}

// A message: what stands in backticks is code.
std::string prose(std::string_view message) {
  const std::string all = cut(printable(message), kLongestText);
  std::string_view rest = all;
  std::string result;
  for (;;) {
    const std::size_t open = rest.find('`');
    const std::size_t close = open == rest.npos ? open : rest.find('`', open + 1);
    if (close == rest.npos) return result + words(rest);
    result += words(rest.substr(0, open));
    const std::string_view inner = rest.substr(open + 1, close - open - 1);
    result += inner.empty() ? escaped("``") : code(inner);
    rest.remove_prefix(close + 1);
  }
}

std::string link(std::string_view address, std::string_view html) {
  std::string attribute;
  for (const char c : address) {
    if (std::string_view("&\"<>").find(c) == std::string_view::npos) {
      attribute += c;
    } else {
      attribute += fmt::format("&#{};", static_cast<int>(c));
    }
  }
  return fmt::format("<a href=\"{}\">{}</a>", attribute, html);
}

std::string_view sign(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "🔴 error";
    case Severity::warning:
      return "🟡 warning";
    case Severity::note:
      return "🔵 note";
  }
  return "";
}

class MarkdownWriter {
 public:
  MarkdownWriter(const Report& report, std::size_t largest) : report_(report), largest_(largest) {}

  std::string write() && {
    for (const Diagnostic& finding : report_.findings) by_severity_.push_back(&finding);
    std::ranges::stable_sort(by_severity_, std::ranges::greater(), &Diagnostic::severity);

    std::string out =
        fmt::format("### cfn-ecs-lint\n\n{}\n", prose(summary(report_, Paint(false))));
    const std::size_t rows = report_.problems.size() + by_severity_.size();
    if (rows == 0) return out;

    const std::string rules = rules_section(largest_ / 4);
    out += "\n| | Place | |\n| --- | --- | --- |\n";
    std::size_t written = 0;
    const auto add = [&](const std::string& row) {
      constexpr std::size_t kRoomForRemark = 200;
      if (out.size() + row.size() + rules.size() + kRoomForRemark > largest_) return false;
      out += row;
      ++written;
      return true;
    };
    bool room = std::ranges::all_of(
        report_.problems, [&](const ReadProblem& problem) { return add(row_of(problem)); });
    room = room && std::ranges::all_of(by_severity_, [&](const Diagnostic* finding) {
             return add(row_of(*finding));
           });
    if (!room) {
      out += fmt::format("\n{} more, the least severe, are left out: there is no room for them.\n",
                         rows - written);
    }
    return out + rules;
  }

 private:
  // The place, as a link to where it can be seen.
  std::string place(std::string_view path, const Span& span) const {
    const std::string_view shown = report_.repository_path(path);
    const std::string text =
        code(cut(span ? place_in_repository(report_, span) : printable(shown), kLongestText));
    if (report_.address.empty()) return text;
    std::string address = report_.address + percent_encoded(shown);
    if (span) address += fmt::format("#L{}", span.file->place(span.begin).line);
    return link(address, text);
  }

  static std::string below(const std::vector<Detail>& details) {
    std::string result;
    for (std::size_t at = 0; at < details.size() && at < kMostLines; ++at) {
      const Detail& detail = details[at];
      result += fmt::format("<br>{}: {}", detail.is_place ? code(detail.head) : detail.head,
                            prose(detail.text));
    }
    if (details.size() > kMostLines) result += "<br>…";
    return result;
  }

  std::string row_of(const ReadProblem& problem) const {
    return fmt::format("| {} | {} | **not read**<br>{}{} |\n", sign(Severity::error),
                       place(problem.path, problem.span), prose(problem.message),
                       below(details(report_, problem)));
  }

  std::string row_of(const Diagnostic& finding) const {
    return fmt::format("| {} | {} | {}<br>{}{} |\n", sign(finding.severity),
                       place(finding.span.file->path(), finding.span), code(finding.rule),
                       prose(finding.message), below(details(report_, finding)));
  }

  // What the rules of the findings say, folded away; at most so many bytes.
  std::string rules_section(std::size_t largest) const {
    std::map<std::string_view, std::size_t> counts;
    for (const Diagnostic& finding : report_.findings) ++counts[finding.rule];
    std::string out;
    for (const auto& [name, count] : counts) {
      const RuleInfo* rule = report_.rule(name);
      if (!rule) continue;
      std::string text = fmt::format(
          "\n#### {}\n\n{} of group {}, {}. {}\n\n**Why:** {}\n\n**What to do:** {}\n", code(name),
          sign(rule->severity), escaped(rule->group), counted(count, "finding"),
          prose(rule->summary), prose(rule->why), prose(rule->remedy));
      if (rule->reference.starts_with("https://")) {
        text += fmt::format("\n{}\n", link(rule->reference, "Reference"));
      }
      if (out.size() + text.size() > largest) break;
      out += text;
    }
    if (out.empty()) return out;
    return fmt::format("\n<details><summary>What the rules say</summary>\n{}\n</details>\n", out);
  }

  const Report& report_;
  std::size_t largest_;
  std::vector<const Diagnostic*> by_severity_;
};

}  // namespace

std::string to_markdown(const Report& report, std::size_t largest) {
  return MarkdownWriter(report, largest).write();
}

std::string to_markdown(const Report& report) { return to_markdown(report, kLargestMarkdown); }

}  // namespace cfn_ecs_lint::output
