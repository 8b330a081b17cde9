#include "aws/ecs_agent.h"

#include <gtest/gtest.h>

#include "aws/ports.h"

namespace cfn_ecs_lint::aws {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(AgentBoolean, IsWhatGoParses) {
  for (const char* text :
       {"1", "t", "T", "TRUE", "true", "True", " true\r", "\ttrue", "true\xC2\xA0"}) {
    EXPECT_EQ(parse_agent_boolean(text), true) << text;
  }
  for (const char* text : {"0", "f", "F", "FALSE", "false", "False", "false \n"}) {
    EXPECT_EQ(parse_agent_boolean(text), false) << text;
  }
}

TEST(AgentBoolean, IsNothingElse) {
  for (const char* text :
       {"", "yes", "on", "enabled", "\"true\"", "'true'", "tRUE", "2", "true # comment", "truee"}) {
    EXPECT_EQ(parse_agent_boolean(text), std::nullopt) << text;
  }
}

TEST(AgentDuration, IsWhatGoParses) {
  EXPECT_EQ(parse_agent_duration("30s"), seconds(30));
  EXPECT_EQ(parse_agent_duration("10m"), minutes(10));
  EXPECT_EQ(parse_agent_duration("1h30m"), minutes(90));
  EXPECT_EQ(parse_agent_duration("1.5h"), minutes(90));
  EXPECT_EQ(parse_agent_duration(".5s"), milliseconds(500));
  EXPECT_EQ(parse_agent_duration("100ms"), milliseconds(100));
  EXPECT_EQ(parse_agent_duration("3us"), microseconds(3));
  EXPECT_EQ(parse_agent_duration("3\xC2\xB5s"), microseconds(3));
  EXPECT_EQ(parse_agent_duration("7ns"), nanoseconds(7));
  EXPECT_EQ(parse_agent_duration("0"), seconds(0));
  EXPECT_EQ(parse_agent_duration("-5s"), seconds(-5));
  EXPECT_EQ(parse_agent_duration("+5s"), seconds(5));
}

TEST(AgentDuration, NeedsAUnit) {
  for (const char* text : {"", "30", "s", "30 s", "30sec", "1d", "5s5", "-", "1.s.", "\"30s\"",
                           "9999999999999h", " 30s", "30S"}) {
    EXPECT_EQ(parse_agent_duration(text), std::nullopt) << text;
  }
}

TEST(AgentNumbers, AreWhatGoParses) {
  EXPECT_EQ(parse_agent_uint16("256"), 256);
  EXPECT_EQ(parse_agent_uint16("65535"), 65535);
  EXPECT_EQ(parse_agent_uint16("65536"), std::nullopt);
  EXPECT_EQ(parse_agent_uint16("-1"), std::nullopt);
  EXPECT_EQ(parse_agent_uint16("+1"), std::nullopt);
  EXPECT_EQ(parse_agent_uint16("256m"), std::nullopt);
  EXPECT_EQ(parse_agent_uint16(""), std::nullopt);
  EXPECT_EQ(parse_agent_integer("-5"), -5);
  EXPECT_EQ(parse_agent_integer("+5"), 5);
  EXPECT_EQ(parse_agent_integer("+-5"), std::nullopt);
  EXPECT_EQ(parse_agent_integer("5.0"), std::nullopt);
}

TEST(AgentVariables, AreKnownWithTheirKind) {
  ASSERT_NE(find_agent_variable("ECS_ENABLE_SPOT_INSTANCE_DRAINING"), nullptr);
  EXPECT_EQ(find_agent_variable("ECS_ENABLE_SPOT_INSTANCE_DRAINING")->value, AgentValue::boolean);
  EXPECT_EQ(find_agent_variable("ECS_CONTAINER_STOP_TIMEOUT")->value, AgentValue::duration);
  EXPECT_EQ(find_agent_variable("ECS_RESERVED_MEMORY")->value, AgentValue::uint16);
  EXPECT_EQ(find_agent_variable("ECS_CLUSTER")->value, AgentValue::text);
  EXPECT_EQ(find_agent_variable("ECS_INSTANCE_ATTRIBUTES")->value, AgentValue::json_object);
  EXPECT_EQ(find_agent_variable("ECS_AUDIT_LOGFILE")->value, AgentValue::text);
  EXPECT_EQ(find_agent_variable("ECS_CLUSTER_NAME"), nullptr);
  EXPECT_EQ(find_agent_variable("ecs_cluster"), nullptr);
  EXPECT_EQ(find_agent_variable(""), nullptr);
}

TEST(AgentVariables, HaveNearNames) {
  EXPECT_EQ(nearest_agent_variable("ECS_ENABLE_SPOT_DRAINING"),
            "ECS_ENABLE_SPOT_INSTANCE_DRAINING");
  EXPECT_EQ(nearest_agent_variable("ECS_ENABLE_SPOT_INSTANCE_DRAIN"),
            "ECS_ENABLE_SPOT_INSTANCE_DRAINING");
  EXPECT_EQ(nearest_agent_variable("ECS_CLUSTER_NAME"), "ECS_CLUSTER");
  EXPECT_EQ(nearest_agent_variable("ECS_STOP_TIMEOUT"), "ECS_CONTAINER_STOP_TIMEOUT");
  EXPECT_EQ(nearest_agent_variable("PATH"), "");
}

TEST(AgentAccepts, ValuesOfTheKind) {
  EXPECT_TRUE(agent_accepts(AgentValue::boolean, "1"));
  EXPECT_FALSE(agent_accepts(AgentValue::boolean, "yes"));
  EXPECT_TRUE(agent_accepts(AgentValue::duration, "2m"));
  EXPECT_FALSE(agent_accepts(AgentValue::duration, "120"));
  EXPECT_TRUE(agent_accepts(AgentValue::text, "\"prod\""));
  EXPECT_TRUE(agent_accepts(AgentValue::boolean, "  "));
}

TEST(AgentAccepts, Json) {
  EXPECT_TRUE(agent_accepts(AgentValue::json_array, R"(["awslogs", "json-file"])"));
  EXPECT_TRUE(agent_accepts(AgentValue::json_array, "[22, 80] and more"));
  EXPECT_FALSE(agent_accepts(AgentValue::json_array, "awslogs"));
  EXPECT_FALSE(agent_accepts(AgentValue::json_array, R"(["awslogs",])"));
  EXPECT_TRUE(agent_accepts(AgentValue::json_object, R"({"stack": "prod"})"));
  EXPECT_FALSE(agent_accepts(AgentValue::json_object, "{stack: prod}"));
  EXPECT_FALSE(agent_accepts(AgentValue::json_object, R"({"stack": "prod"} x)"));
  EXPECT_FALSE(agent_accepts(AgentValue::json_object, R"(["stack"])"));
}

TEST(Ports, AreWhereTheKernelPutsThem) {
  EXPECT_TRUE(kDynamicPorts.contains(32768));
  EXPECT_FALSE(kDynamicPorts.contains(61001));
  EXPECT_TRUE(kAnyPort.contains(kDynamicPorts));
  EXPECT_FALSE(kDynamicPorts.contains(kFallbackDynamicPorts));
}

}  // namespace
}  // namespace cfn_ecs_lint::aws
