// Whether one name is another one, mistyped.
#pragma once

#include <string_view>

namespace cfn_ecs_lint {

// Two different names that nobody would give to two things: but for upper and lower case,
// punctuation, or one letter inside a long word they are the same. `Net-VpcId` and `Net:VPCID` are,
// `SubnetA` and `SubnetB` are not. A NUL byte stands for what is not known, and is a word of its
// own.
bool is_misspelling(std::string_view a, std::string_view b);

}  // namespace cfn_ecs_lint
