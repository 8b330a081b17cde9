#include "suppress/suppress.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "suppress/collect.h"
#include "suppress/rules.h"
#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

constexpr std::string_view kAll = "*";

class Suppressor {
 public:
  Suppressor(const SuppressionOptions& options, std::vector<Directive> directives)
      : options_(options), directives_(std::move(directives)) {}

  // Marks a finding if a directive speaks of it.
  void apply(Diagnostic& finding) {
    for (Directive& directive : directives_) {
      if (!directive.scope || !directive.scope.contains(finding.span)) continue;
      for (DirectiveName& name : directive.names) {
        if (!names(name.name, finding.rule)) continue;
        name.used = true;
        if (!finding.suppression) {
          finding.suppression = Suppression{directive.span, std::string(directive.reason)};
        }
      }
    }
  }

  // What is wrong with the directives; `whole` tells whether all that the template takes part in
  // is known.
  std::vector<Diagnostic> faults(bool whole) const {
    std::vector<Diagnostic> found;
    const auto add = [&](const Rule& rule, const Span& span, std::string message) {
      if (!is_selected(rule.name)) return;
      Diagnostic& fault = found.emplace_back();
      fault.rule = rule.name;
      fault.severity = rule.severity;
      fault.span = span;
      fault.message = std::move(message);
    };
    for (const Directive& directive : directives_) {
      if (directive.fault) {
        add(suppression_malformed, directive.fault->span, directive.fault->message);
      }
      if (options_.require_reason && directive.reason.empty() && !directive.names.empty()) {
        add(suppression_without_reason, directive.span, "this suppression gives no reason");
      }
      for (const DirectiveName& name : directive.names) {
        if (!is_known(name.name)) {
          add(suppression_unknown_rule, name.span, unknown(name.name));
        } else if (whole && !name.used && could_be_used(name.name)) {
          add(suppression_unused, name.span,
              name.name == kAll ? "there is nothing here to suppress"
                                : fmt::format("`{}` finds nothing here", name.name));
        }
      }
    }
    return found;
  }

 private:
  const Rule* rule(std::string_view name) const {
    const auto found = std::ranges::find(options_.known, name, &Rule::name);
    return found == options_.known.end() ? nullptr : *found;
  }
  bool is_selected(std::string_view name) const {
    return std::ranges::find(options_.selected, name) != options_.selected.end();
  }
  // Whether a name, a group or `*` means this rule; those about suppressions must be named.
  static bool means(std::string_view name, const Rule& rule) {
    if (name == kAll) return rule.group != Group::suppression;
    return name == rule.name || name == to_string(rule.group);
  }
  bool names(std::string_view name, std::string_view rule_name) const {
    const Rule* found = rule(rule_name);
    return found != nullptr && means(name, *found);
  }
  bool is_known(std::string_view name) const {
    return std::ranges::any_of(options_.known,
                               [&](const Rule* each) { return means(name, *each); });
  }
  // All of the rules that the name means have run and found what they find.
  bool could_be_used(std::string_view name) const {
    return std::ranges::all_of(options_.known, [&](const Rule* each) {
      return !means(name, *each) || (each->group != Group::suppression && is_selected(each->name));
    });
  }
  std::string unknown(std::string_view name) const {
    std::vector<std::string_view> candidates;
    for (const Rule* each : options_.known) {
      candidates.push_back(each->name);
      candidates.push_back(to_string(each->group));
    }
    return fmt::format("there is no rule or group `{}`{}", name, did_you_mean(name, candidates));
  }

  const SuppressionOptions& options_;
  std::vector<Directive> directives_;
};

// Whether a template has to do with others: exports, imports, stacks in it.
bool has_neighbours(const yaml::Node& node) {
  if (node.tag == "!ImportValue") return true;
  const auto speaks_of_one = [](const yaml::Member& entry) {
    const std::string_view key = entry.key->text;
    return key == "Export" || key == "Fn::ImportValue" ||
           (key == "Type" && entry.value->text == "AWS::CloudFormation::Stack") ||
           has_neighbours(*entry.value);
  };
  return std::ranges::any_of(node.members, speaks_of_one) ||
         std::ranges::any_of(node.items,
                             [](const yaml::Node* item) { return has_neighbours(*item); });
}

bool before(const Diagnostic& a, const Diagnostic& b) {
  const auto key = [](const Diagnostic& each) {
    return std::tie(each.span.file->path(), each.span.begin, each.span.end, each.rule,
                    each.message);
  };
  return key(a) < key(b);
}

}  // namespace

void suppress(std::span<const cfn::Template> templates, const SuppressionOptions& options,
              std::vector<Diagnostic>& findings) {
  const std::size_t of_rules = findings.size();
  for (const cfn::Template& tmpl : templates) {
    Suppressor suppressor(options, collect_directives(tmpl));
    for (std::size_t at = 0; at < of_rules; ++at) {
      if (findings[at].span.file == &tmpl.file()) suppressor.apply(findings[at]);
    }
    const bool whole =
        tmpl.complete() && !(options.partial && has_neighbours(*tmpl.document().root()));
    for (Diagnostic& fault : suppressor.faults(whole)) {
      suppressor.apply(fault);
      fault.logical_path = tmpl.path_to(fault.span);
      findings.push_back(std::move(fault));
    }
  }
  std::ranges::stable_sort(findings, before);
}

}  // namespace cfn_ecs_lint
