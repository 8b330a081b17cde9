#include "output/fingerprint.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/testdata.h"

namespace cfn_ecs_lint::output {
namespace {

std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char digit : text) {
    if (digit == '=') break;
    buffer = (buffer << 6) | static_cast<std::uint32_t>(kDigits.find(digit));
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(buffer >> bits);
    }
  }
  return bytes;
}

TEST(LineHashes, AreThoseOfGitHub) {
  const auto facts =
      nlohmann::json::parse(testing::read_file(testing::testdata("output/line-hashes.json")));
  ASSERT_EQ(facts["vectors"].size(), 10u);
  for (const auto& vector : facts["vectors"]) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    std::vector<std::string> expected;
    for (const auto& line : vector["lineHashes"]) {
      ASSERT_EQ(line[0].get<std::size_t>(), expected.size() + 1);
      expected.push_back(line[1]);
    }
    EXPECT_EQ(line_hashes(from_base64(vector["contentBase64"].get<std::string>())), expected);
  }
}

TEST(HashOf, KeepsItsPartsApart) {
  EXPECT_EQ(hash_of({}), "cbf29ce484222325");
  EXPECT_NE(hash_of({"ab", "c"}), hash_of({"a", "bc"}));
  EXPECT_NE(hash_of({"a", ""}), hash_of({"a"}));
}

}  // namespace
}  // namespace cfn_ecs_lint::output
