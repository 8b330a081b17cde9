#include <algorithm>
#include <optional>
#include <span>
#include <tuple>

#include "lint/rule.h"

namespace cfn_ecs_lint {
namespace {

bool contradicts(const Circumstance& a, const Circumstance& b) {
  if (a.stack != b.stack || a.name != b.name || a.is_parameter != b.is_parameter) return false;
  if (a.value == b.value) return a.holds != b.holds;
  return a.holds && b.holds;  // one parameter, two values
}

using Circumstances = std::vector<Circumstance>;

bool contradicts(const Circumstances& world, const Circumstances& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [&](const Circumstance& c) {
    return std::any_of(world.begin(), world.end(),
                       [&](const Circumstance& w) { return contradicts(w, c); });
  });
}

std::string spoken(const Circumstance& c) {
  if (c.is_parameter) return fmt::format("`{}` is {}`{}`", c.name, c.holds ? "" : "not ", c.value);
  return fmt::format("`{}` is {}", c.name, c.holds ? "true" : "false");
}

std::string spoken(const Circumstances& all) {
  std::string words;
  for (const Circumstance& one : all) words += (words.empty() ? "" : " and ") + spoken(one);
  return words;
}

// Of several stacks that are made from one template, only these have the finding.
void label_stacks(const std::vector<const Stack*>& stacks, const TemplateSet& set,
                  Diagnostic& diagnostic) {
  constexpr std::size_t kMostLabels = 3;
  if (stacks.front() == nullptr || stacks.front()->nested == nullptr) return;
  const std::size_t all = set.count_of(*stacks.front()->tmpl);
  if (all == stacks.size()) return;
  for (const Stack* stack : std::span(stacks).first(std::min(stacks.size(), kMostLabels))) {
    diagnostic.labels.push_back(
        {stack->nested->declaration->span,
         fmt::format("in this stack: {} of {} that are made from the template", stacks.size(),
                     all)});
  }
}

}  // namespace

std::string_view to_string(Group group) {
  switch (group) {
    case Group::health:
      return "health";
    case Group::wiring:
      return "wiring";
    case Group::network:
      return "network";
    case Group::capacity:
      return "capacity";
    case Group::spot:
      return "spot";
    case Group::bootstrap:
      return "bootstrap";
    case Group::task:
      return "task";
    case Group::service:
      return "service";
    case Group::scaling:
      return "scaling";
    case Group::stacks:
      return "stacks";
    case Group::security:
      return "security";
    case Group::template_:
      return "template";
    case Group::suppression:
      return "suppression";
  }
  return "";
}

Finding& Finding::label(const Place& place, std::string text) {
  labels_.push_back({place, std::move(text)});
  return *this;
}

Finding& Finding::help(std::string text) {
  help_ = std::move(text);
  return *this;
}

Finding& Finding::severity(Severity less) {
  severity_ = std::min(severity_, less);
  return *this;
}

Finding& Finding::fix(Fix fix) {
  fixes_.push_back(std::move(fix));
  return *this;
}

Finding& Report::add(const Place& place, std::string message) {
  Finding& finding = here_.emplace_back();
  finding.place_ = place;
  finding.message_ = std::move(message);
  finding.severity_ = rule_.severity;
  return finding;
}

void Report::end_world(const World& world) {
  const std::size_t number = worlds_.size();
  worlds_.push_back(world.circumstances());
  for (Finding& finding : here_) {
    const auto same = [&](const Seen& seen) {
      return seen.finding.place_.span == finding.place_.span &&
             seen.finding.message_ == finding.message_;
    };
    const auto seen = std::find_if(seen_.begin(), seen_.end(), same);
    if (seen == seen_.end()) {
      seen_.push_back({std::move(finding), {number}});
    } else if (seen->worlds.back() != number) {
      seen->worlds.push_back(number);
    }
  }
  here_.clear();
}

// The shortest description of a set of worlds among all worlds visited. Where not all could be,
// it says everything that these have in common: none of it was seen not to matter.
std::vector<std::string> Report::when(const std::vector<std::size_t>& worlds) const {
  if (worlds.size() == worlds_.size() && saw_all_) return {};
  std::vector<bool> is_here(worlds_.size());
  for (const std::size_t world : worlds) is_here[world] = true;
  const auto only_here = [&](const Circumstances& conditions) {
    for (std::size_t world = 0; world < worlds_.size(); ++world) {
      if (!is_here[world] && !contradicts(worlds_[world], conditions)) return false;
    }
    return true;
  };
  const auto without_needless = [&](Circumstances conditions) {
    if (!saw_all_) return conditions;
    for (std::size_t i = conditions.size(); i-- > 0;) {
      Circumstances fewer = conditions;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (only_here(fewer)) conditions = std::move(fewer);
    }
    return conditions;
  };
  Circumstances common = worlds_[worlds.front()];
  std::erase_if(common, [&](const Circumstance& c) {
    return std::any_of(worlds.begin(), worlds.end(), [&](std::size_t world) {
      return std::find(worlds_[world].begin(), worlds_[world].end(), c) == worlds_[world].end();
    });
  });
  std::vector<std::string> said;
  if (only_here(common)) {
    for (const Circumstance& one : without_needless(common)) said.push_back(spoken(one));
    return said;
  }
  constexpr std::size_t kMostAlternatives = 3;
  std::vector<std::string> alternatives;
  for (const std::size_t world : worlds) {
    std::string words = spoken(without_needless(worlds_[world]));
    if (std::find(alternatives.begin(), alternatives.end(), words) != alternatives.end()) continue;
    if (alternatives.size() == kMostAlternatives) words = "in other cases";
    alternatives.push_back(std::move(words));
    if (alternatives.size() > kMostAlternatives) break;
  }
  std::string words;
  for (const std::string& one : alternatives) words += (words.empty() ? "" : ", or ") + one;
  return {words};
}

void Report::merge() {
  for (Seen& seen : seen_) {
    Finding& finding = seen.finding;
    Diagnostic diagnostic;
    diagnostic.rule = rule_.name;
    diagnostic.severity = std::min(finding.severity_, rule_.severity);
    diagnostic.span = finding.place_.span;
    diagnostic.message = std::move(finding.message_);
    diagnostic.help = std::move(finding.help_);
    diagnostic.fixes = std::move(finding.fixes_);
    diagnostic.when = when(seen.worlds);
    std::vector<const cfn::Parameter*> assumed;
    const auto label = [&](const Span& at, std::string text) {
      const bool said = std::any_of(diagnostic.labels.begin(), diagnostic.labels.end(),
                                    [&](const Label& one) { return one.span == at; });
      if (at && !said && at != diagnostic.span) diagnostic.labels.push_back({at, std::move(text)});
    };
    const auto rest_on = [&](const Assumption* assumption) {
      for (; assumption != nullptr; assumption = assumption->next) {
        if (std::find(assumed.begin(), assumed.end(), assumption->parameter) == assumed.end()) {
          assumed.push_back(assumption->parameter);
        }
      }
    };
    rest_on(finding.place_.assumed);
    for (Finding::Mark& mark : finding.labels_) {
      rest_on(mark.place.assumed);
      if (mark.place.span) diagnostic.labels.push_back({mark.place.span, std::move(mark.text)});
    }
    label(finding.place_.given, "given here");
    for (const Finding::Mark& mark : finding.labels_) label(mark.place.given, "given here");
    for (const cfn::Parameter* parameter : assumed) {
      // Whoever deploys may give another value, so what rests on a default fails nothing for sure.
      diagnostic.severity = std::min(diagnostic.severity, Severity::warning);
      const Span at =
          parameter->default_value->span ? parameter->default_value->span : parameter->span;
      label(at, fmt::format("default of parameter `{}`", parameter->name));
    }
    found_.push_back({std::move(diagnostic), stack_});
  }
  seen_.clear();
  worlds_.clear();
  here_.clear();
  stack_ = nullptr;
}

std::vector<Diagnostic> Report::take(const TemplateSet& set) {
  const auto key = [](const Found& found) {
    const Diagnostic& d = found.diagnostic;
    return std::tie(d.span.file->path(), d.span.begin, d.span.end, d.message, d.when);
  };
  std::stable_sort(found_.begin(), found_.end(),
                   [&](const Found& a, const Found& b) { return key(a) < key(b); });
  std::vector<Diagnostic> merged;
  for (auto first = found_.begin(); first != found_.end();) {
    const auto last = std::find_if(first, found_.end(),
                                   [&](const Found& one) { return key(one) != key(*first); });
    std::vector<const Stack*> stacks;
    for (auto one = first; one != last; ++one) {
      if (std::find(stacks.begin(), stacks.end(), one->stack) == stacks.end()) {
        stacks.push_back(one->stack);
      }
    }
    merged.push_back(std::move(first->diagnostic));
    label_stacks(stacks, set, merged.back());
    first = last;
  }
  found_.clear();
  return merged;
}

}  // namespace cfn_ecs_lint
