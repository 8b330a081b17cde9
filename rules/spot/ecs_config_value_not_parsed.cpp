#include "aws/ecs_agent.h"
#include "lint/rule.h"
#include "model/bootstrap.h"

namespace cfn_ecs_lint::rules {
namespace {

std::string_view spoken(aws::AgentValue kind) {
  switch (kind) {
    case aws::AgentValue::boolean:
      return "a boolean such as true";
    case aws::AgentValue::duration:
      return "a duration such as 30s";
    case aws::AgentValue::uint16:
      return "a number up to 65535";
    case aws::AgentValue::integer:
      return "a number";
    case aws::AgentValue::json_array:
    case aws::AgentValue::json_object:
      return "JSON";
    case aws::AgentValue::text:
      break;
  }
  return "text";
}

bool is_in_quotes(std::string_view value) {
  return value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
         value.front() == value.back();
}

void check_setting(const AgentSetting& setting, Report& report) {
  const aws::AgentVariable* variable = aws::find_agent_variable(setting.key);
  if (variable == nullptr || !setting.value.known() || setting.overwritten) return;
  const std::string_view value = setting.value.str();
  const Place words{setting.span, nullptr};
  const bool is_text = variable->value == aws::AgentValue::text;
  if (is_text && setting.in_file && is_in_quotes(value)) {
    Finding& finding =
        report.at(words, "the quotes are part of the value: `{}` is `{}`", setting.key, value);
    if (setting.key != "ECS_CLUSTER") finding.severity(Severity::warning);
  } else if (!is_text && !aws::agent_accepts(variable->value, value)) {
    report
        .at(words, "the agent ignores `{}`: `{}` is not {}", setting.key, value,
            spoken(variable->value))
        .severity(Severity::warning);
  }
}

void check(const Bootstrap& bootstrap, Report& report) {
  for (const LaunchSource& source : bootstrap.launch_sources()) {
    const UserData user_data = source.user_data();
    for (const AgentSetting& setting : user_data.settings()) check_setting(setting, report);
  }
}

}  // namespace

extern const Rule ecs_config_value_not_parsed;
constinit const Rule ecs_config_value_not_parsed{
    .name = "ecs-config-value-not-parsed",
    .severity = Severity::error,
    .group = Group::spot,
    .summary = "The ECS agent cannot use a value in its configuration, and goes on without it.",
    .why =
        "The agent takes a line of ecs.config apart at its first `=` and uses the rest as it is: "
        "quotes belong to the value, and nothing is a comment. A boolean is what Go takes for one: "
        "1, t, T, TRUE, true, True or their opposites. Of anything else, such as `yes` or "
        "`\"true\"`, it logs \"Invalid format\" and keeps its default, so that the setting is off "
        "and nobody sees it. A cluster name in quotes is the name of a cluster that does not "
        "exist.",
    .remedy =
        "Write the value without quotes and in the form that the agent knows. A shell takes the "
        "quotes of `echo A=\"b\"` away; a here-document and cloud-config keep them.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
