#include "aws/instance_types.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/testdata.h"

namespace cfn_ecs_lint::aws {
namespace {

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream in(line);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

unsigned number(const std::string& text) {
  return text.empty() ? 0 : static_cast<unsigned>(std::stoul(text));
}

TEST(InstanceTypes, KnowsSizes) {
  const InstanceType* micro = find_instance_type("t3.micro");
  ASSERT_NE(micro, nullptr);
  EXPECT_EQ(micro->vcpus, 2);
  EXPECT_EQ(micro->memory_mib, 1024u);
  EXPECT_EQ(micro->architecture, Architecture::x86_64);
  EXPECT_EQ(micro->gpus, 0);
  EXPECT_EQ(micro->max_network_interfaces, 2);
  EXPECT_EQ(micro->ipv4_per_interface, 2);
  EXPECT_FALSE(micro->trunking);
  EXPECT_FALSE(micro->bare_metal);

  const InstanceType* large = find_instance_type("c7g.large");
  ASSERT_NE(large, nullptr);
  EXPECT_EQ(large->memory_mib, 4096u);
  EXPECT_EQ(large->architecture, Architecture::arm64);
  EXPECT_TRUE(large->trunking);
  EXPECT_EQ(large->branch_interfaces, 9);

  const InstanceType* p4d = find_instance_type("p4d.24xlarge");
  ASSERT_NE(p4d, nullptr);
  EXPECT_EQ(p4d->gpus, 8);
  EXPECT_TRUE(find_instance_type("m5.metal")->bare_metal);
}

TEST(InstanceTypes, KnowsAppleSilicon) {
  EXPECT_EQ(find_instance_type("mac1.metal")->architecture, Architecture::x86_64);
  EXPECT_EQ(find_instance_type("mac2.metal")->architecture, Architecture::arm64);
  EXPECT_EQ(find_instance_type("mac-m4pro.metal")->architecture, Architecture::arm64);
}

TEST(InstanceTypes, DoesNotKnowWhatDoesNotExist) {
  EXPECT_EQ(find_instance_type("t3.mikro"), nullptr);
  EXPECT_EQ(find_instance_type("T3.micro"), nullptr);
  EXPECT_EQ(find_instance_type(""), nullptr);
  EXPECT_EQ(find_instance_type("zzz"), nullptr);
}

TEST(InstanceTypes, KnowsTypesWithoutASize) {
  EXPECT_TRUE(is_retired_instance_type("g3.8xlarge"));
  EXPECT_TRUE(is_retired_instance_type("u-9tb1.metal"));
  EXPECT_FALSE(is_retired_instance_type("t3.micro"));
  EXPECT_FALSE(is_retired_instance_type("t3.mikro"));
}

TEST(InstanceTypes, SuggestsTheNearest) {
  EXPECT_EQ(nearest_instance_type("t3.mikro"), "t3.micro");
  EXPECT_EQ(nearest_instance_type("T3.MICRO"), "t3.micro");
  EXPECT_EQ(nearest_instance_type("m5large"), "m5.large");
  EXPECT_EQ(nearest_instance_type("${InstanceType}"), "");
}

// Published observations on Amazon Linux: what container instances registered (MiB).
TEST(InstanceTypes, BoundsWhatWasSeenRegistered) {
  const std::pair<const char*, unsigned> observations[] = {
      {"t2.micro", 993},     {"t2.small", 2001},      {"t2.medium", 3952}, {"t2.large", 7984},
      {"t2.xlarge", 16048},  {"t2.2xlarge", 32176},   {"m4.large", 7985},  {"c4.large", 3765},
      {"c4.8xlarge", 60385}, {"m4.16xlarge", 257953}, {"r4.large", 15292}, {"r4.16xlarge", 491809},
  };
  for (const auto& [name, registered] : observations) {
    const InstanceType* type = find_instance_type(name);
    ASSERT_NE(type, nullptr) << name;
    EXPECT_GE(registered_memory_upper_mib(*type), registered) << name;
    EXPECT_LE(registered_memory_likely_mib(*type), registered) << name;
  }
  EXPECT_EQ(registered_memory_upper_mib(*find_instance_type("t3.micro")), 1008u);
  EXPECT_EQ(registered_memory_likely_mib(*find_instance_type("t3.micro")), 952u);
  EXPECT_EQ(registered_cpu_units(*find_instance_type("t3.micro")), 2048u);
}

// The embedded table is made from the .tsv: run scripts/generate-instance-types when this fails.
TEST(InstanceTypes, EmbedsTheWholeTable) {
  std::istringstream table(
      testing::read_file(testing::source_root() / "src" / "aws" / "instance_types.tsv"));
  std::size_t rows = 0;
  bool head = true;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    const std::vector<std::string> columns = columns_of(line);
    ASSERT_EQ(columns.size(), 11u) << line;
    if (std::exchange(head, false)) continue;
    ++rows;
    const InstanceType* type = find_instance_type(columns[0]);
    ASSERT_NE(type, nullptr) << columns[0];
    EXPECT_EQ(type->vcpus, number(columns[1])) << line;
    EXPECT_EQ(type->memory_mib, number(columns[2])) << line;
    EXPECT_EQ(to_string(type->architecture), columns[3]) << line;
    EXPECT_EQ(type->gpus, number(columns[4])) << line;
    EXPECT_EQ(type->max_network_interfaces, number(columns[5])) << line;
    EXPECT_EQ(type->ipv4_per_interface, number(columns[6])) << line;
    EXPECT_EQ(type->trunking, columns[7] == "true") << line;
    EXPECT_EQ(type->branch_interfaces, number(columns[8])) << line;
    EXPECT_EQ(type->bare_metal, columns[9] == "true") << line;
  }
  EXPECT_EQ(rows, instance_types().size());
}

}  // namespace
}  // namespace cfn_ecs_lint::aws
