// The check that stands before both readers: bytes that no template may have.
#pragma once

#include <cstdint>
#include <optional>

#include "diagnostic/diagnostic.h"

namespace cfn_ecs_lint::yaml {

// Larger files are not read. CloudFormation takes templates of up to 1 MB:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
inline constexpr std::size_t kMaxBytes = 2'000'000;

// 3 after a UTF-8 byte order mark, else 0.
std::uint32_t after_byte_order_mark(const SourceFile& file);

// A file that is too large, in another encoding than UTF-8, or binary.
std::optional<ReadProblem> check_encoding(const SourceFile& file);

// Control characters that may not stand in YAML (1.1 and 1.2), not even quoted.
std::optional<ReadProblem> check_control_characters(const SourceFile& file);

}  // namespace cfn_ecs_lint::yaml
