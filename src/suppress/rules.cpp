#include "suppress/rules.h"

#include <array>

#include "suppress/suppress.h"
#include "version.h"

namespace cfn_ecs_lint {

constinit const Rule baseline_stale{
    .name = "baseline-stale",
    .severity = Severity::note,
    .group = Group::suppression,
    .summary = "The baseline has a finding that is mended.",
    .why = "As long as it is there, nobody is told when the same fault comes back.",
    .remedy = "Write the baseline anew with `--write-baseline`.",
    .reference = kHomepage,
};

constinit const Rule suppression_malformed{
    .name = "suppression-malformed",
    .severity = Severity::warning,
    .group = Group::suppression,
    .summary = "A comment or metadata for the linter is not written as the linter reads it.",
    .why =
        "It suppresses nothing. Whoever wrote it believes that a finding was looked at and "
        "settled.",
    .remedy =
        "Write `# cfn-ecs-lint: ignore[rule-name] reason` on the line of the finding or above its "
        "key, `ignore-file[rule-name]` above the first key of the template, or "
        "`Metadata: {cfn-ecs-lint: {ignore: [{rule: rule-name, reason: text}]}}`.",
    .reference = kHomepage,
};

constinit const Rule suppression_unknown_rule{
    .name = "suppression-unknown-rule",
    .severity = Severity::warning,
    .group = Group::suppression,
    .summary = "A suppression names a rule that does not exist.",
    .why = "It suppresses nothing: the name is misspelt, or the rule has another name by now.",
    .remedy = "Name a rule or a group that `--list-rules` lists.",
    .reference = kHomepage,
};

constinit const Rule suppression_unused{
    .name = "suppression-unused",
    .severity = Severity::note,
    .group = Group::suppression,
    .summary = "A suppression suppresses nothing.",
    .why =
        "The fault was mended or has moved away. What is left will hide the next fault of the same "
        "kind that someone makes here.",
    .remedy = "Take the suppression out.",
    .reference = kHomepage,
};

constinit const Rule suppression_without_reason{
    .name = "suppression-without-reason",
    .severity = Severity::warning,
    .group = Group::suppression,
    .summary = "A suppression gives no reason, and the configuration requires one.",
    .why = "Nobody can tell later whether what was true when it was written is still true.",
    .remedy = "Say why behind the bracket, or in `reason`.",
    .reference = kHomepage,
};

std::span<const Rule* const> suppression_rules() {
  static constinit const std::array kRules{&baseline_stale, &suppression_malformed,
                                           &suppression_unknown_rule, &suppression_unused,
                                           &suppression_without_reason};
  return kRules;
}

}  // namespace cfn_ecs_lint
