#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

}  // namespace cfn_ecs_lint
