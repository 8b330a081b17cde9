// Fingerprints by which a finding is known again in a later run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint::output {

// For each line of a file what GitHub calls `primaryLocationLineHash`: a hash of the line and of
// what follows it, and which of the lines with this hash it is ("95f0350c5849b51d:1").
std::vector<std::string> line_hashes(std::string_view bytes);

// A hash of what a finding is about, and not of where it stands: it stays when lines are added, the
// file gets another name, or items come before it in a list. Several findings may have the same.
std::string fingerprint_of(const Diagnostic& finding);

// FNV-1a of the parts, with a mark between them, as 16 hexadecimal digits.
std::string hash_of(const std::vector<std::string>& parts);

}  // namespace cfn_ecs_lint::output
