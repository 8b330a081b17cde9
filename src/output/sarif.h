// Findings as SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#pragma once

#include <string>

#include "output/report.h"

namespace cfn_ecs_lint::output {

// A log of one run, such as GitHub code scanning takes it. It has no time and no absolute path: a
// run on the same files gives the same bytes. What could not be read is a notification.
std::string to_sarif(const Report& report);

}  // namespace cfn_ecs_lint::output
