#include "model/placement.h"

#include <gtest/gtest.h>

#include <vector>

namespace cfn_ecs_lint {
namespace {

constexpr InstanceRoom kMicro{.memory = 1008, .cpu = 2048, .interfaces = 1};

TEST(TasksPerInstance, TheScarcestResourceDecides) {
  EXPECT_EQ(tasks_per_instance({.memory = 504}, kMicro), 2);
  EXPECT_EQ(tasks_per_instance({.memory = 512}, kMicro), 1);
  EXPECT_EQ(tasks_per_instance({.memory = 1024}, kMicro), 0);
  EXPECT_EQ(tasks_per_instance({.memory = 100, .cpu = 1024}, kMicro), 2);
  EXPECT_EQ(tasks_per_instance({.memory = 100, .interface = true}, kMicro), 1);
  EXPECT_EQ(tasks_per_instance({.memory = 100, .alone = true}, kMicro), 1);
}

TEST(TasksPerInstance, AFixedPortIsThereOnce) {
  EXPECT_EQ(tasks_per_instance({.memory = 100, .host_ports = {80}}, kMicro), 1);
}

TEST(TasksPerInstance, NothingReservedIsUnlimited) {
  EXPECT_EQ(tasks_per_instance({}, kMicro), kUnlimitedTasks);
}

TEST(TasksPerInstance, NoRoomForNegativeMemory) {
  EXPECT_EQ(tasks_per_instance({}, {.memory = -1, .cpu = 1024, .interfaces = 1}), 0);
}

std::optional<std::int64_t> needed(const std::vector<TaskBatch>& tasks) {
  return instances_needed(tasks, kMicro);
}

TEST(InstancesNeeded, NoTasksNeedNone) {
  EXPECT_EQ(needed({}), 0);
  EXPECT_EQ(needed({{{.memory = 512}, 0}}), 0);
}

TEST(InstancesNeeded, OneKind) {
  EXPECT_EQ(needed({{{.memory = 512}, 3}}), 3);
  EXPECT_EQ(needed({{{.memory = 300}, 3}}), 1);
  EXPECT_EQ(needed({{{.memory = 300}, 4}}), 2);
}

TEST(InstancesNeeded, NoneWhenATaskFitsNowhere) {
  EXPECT_EQ(needed({{{.memory = 300}, 1}, {{.memory = 2000}, 1}}), std::nullopt);
}

// Their sum fits on two instances, but no two of them on one.
TEST(InstancesNeeded, ServicesOfOneSizeAreOneKind) {
  EXPECT_EQ(needed({{{.memory = 512}, 2}, {{.memory = 512}, 1}}), 3);
}

TEST(InstancesNeeded, TheBestArrangementCounts) {
  // 600 + 400 on each of two instances.
  EXPECT_EQ(needed({{{.memory = 600}, 2}, {{.memory = 400}, 2}}), 2);
  EXPECT_EQ(needed({{{.memory = 600}, 2}, {{.memory = 450}, 2}}), 3);
}

TEST(InstancesNeeded, DifferentResourcesCanBeFullOnTheSameInstance) {
  EXPECT_EQ(needed({{{.memory = 900, .cpu = 128}, 2}, {{.memory = 100, .cpu = 1900}, 2}}), 2);
  EXPECT_EQ(needed({{{.memory = 900, .cpu = 256}, 2}, {{.memory = 100, .cpu = 1900}, 2}}), 4);
}

TEST(InstancesNeeded, TwoServicesCannotShareAPort) {
  const TaskNeeds web{.memory = 100, .host_ports = {160}};
  const TaskNeeds other_web{.memory = 200, .host_ports = {160}};
  const TaskNeeds admin{.memory = 200, .host_ports = {162}};
  EXPECT_EQ(needed({{web, 2}, {other_web, 1}}), 3);
  EXPECT_EQ(needed({{web, 2}, {admin, 1}}), 2);
}

TEST(InstancesNeeded, AServiceAloneMaySitBesideOthers) {
  EXPECT_EQ(needed({{{.memory = 100, .alone = true}, 3}, {{.memory = 900}, 3}}), 3);
}

// Too many arrangements to try them all: what sums up is still certain.
TEST(InstancesNeeded, ManyTasksNeedAtLeastWhatSumsUp) {
  EXPECT_EQ(needed({{{.memory = 10}, 400}, {{.memory = 20}, 400}, {{.cpu = 64}, 400}}), 13);
}

}  // namespace
}  // namespace cfn_ecs_lint
