// What the linter has to say: plain data, made by the rooms and the rules, shown by `output/`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace cfn_ecs_lint {

// note: advice. warning: it deploys, and then costs an outage, data or money.
// error: the deployment fails, or the service can never work.
enum class Severity { note, warning, error };

std::string_view to_string(Severity severity);

// The other side of a finding, or a place that explains it. It adds a place, it is no echo.
struct Label {
  Span span;
  std::string text;
  std::vector<std::string> logical_path = {};  // as that of the diagnostic, where it is known
};

// Replaces the bytes of `span` (empty: inserts) by `replacement`.
struct Edit {
  Span span;
  std::string replacement;
};

// A way to mend the fault. A safe one changes nothing but the fault; others are suggestions.
struct Fix {
  std::string title;
  bool safe = false;
  std::vector<Edit> edits;
};

// Who asks not to show a finding, and why.
struct Suppression {
  Span span;           // the words in the template; points nowhere: the baseline has the finding
  std::string reason;  // empty: none is given
};

// One finding. `span` is on one line: the scalar at fault, else its key, else the logical id.
struct Diagnostic {
  std::string rule;  // kebab case, the name of the rule
  Severity severity = Severity::warning;
  Span span;
  std::string message;  // lower case, no full stop, template text in backticks
  std::vector<Label> labels;
  std::vector<std::string>
      when;          // conditions under which it holds: "`IsProd` is true"; empty: always
  std::string help;  // what to do here; empty: the rule's own remedy says it
  std::vector<Fix> fixes;
  std::vector<std::string> logical_path;  // {"Resources", "Service", "Properties", "DesiredCount"}
  std::optional<Suppression> suppression = {};
};

// Why a file, or the rest of it, could not be read. Not a finding of a rule: the exit status is 3.
// `span` points nowhere when there are no bytes to point at (a path that does not exist).
struct ReadProblem {
  std::string path;
  Span span;
  std::string message;        // the cause in words
  std::vector<Label> labels;  // what was open where
  std::string help;           // what is likely meant
};

}  // namespace cfn_ecs_lint
