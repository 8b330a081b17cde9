// Findings as test results, for what reads JUnit's XML: https://github.com/testmoapp/junitxml
#pragma once

#include <string>

#include "output/report.h"

namespace cfn_ecs_lint::output {

// A test suite for each template. Each finding is a test that fails, named by its rule and its
// place in the template, so that it keeps its name when lines move; one that is suppressed is a
// test that is skipped. A template without findings has one test, which passes. What could not be
// read is an error.
std::string to_junit(const Report& report);

}  // namespace cfn_ecs_lint::output
