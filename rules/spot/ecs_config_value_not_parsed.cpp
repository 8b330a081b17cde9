#include <string>

#include "aws/ecs_agent.h"
#include "lint/rule.h"
#include "model/bootstrap.h"

namespace cfn_ecs_lint::rules {
namespace {

using aws::AgentValue;

std::string_view what_it_wants(AgentValue kind) {
  switch (kind) {
    case AgentValue::boolean:
      return "a boolean, `true` or `false`";
    case AgentValue::duration:
      return "a duration with its unit, such as `30s`";
    case AgentValue::uint16:
      return "a whole number up to 65535";
    case AgentValue::integer:
      return "a whole number";
    case AgentValue::json_array:
      return "a list in JSON, such as `[\"json-file\",\"awslogs\"]`";
    case AgentValue::json_object:
      return "an object in JSON, such as `{\"key\":\"value\"}`";
    case AgentValue::text:
      break;
  }
  return "a text";
}

// The variable that a key means which the agent does not read because of what stands around it.
const aws::AgentVariable* behind_decoration(std::string_view key) {
  constexpr std::string_view kExport = "export ";
  if (key.starts_with(kExport)) key.remove_prefix(kExport.size());
  while (key.ends_with(' ') || key.ends_with('\t')) key.remove_suffix(1);
  while (key.starts_with(' ')) key.remove_prefix(1);
  return aws::find_agent_variable(key);
}

bool is_in_quotes(std::string_view value) {
  return value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
         value.front() == value.back();
}

Finding* check_value(const AgentSetting& setting, const aws::AgentVariable& variable,
                     Report& report) {
  const std::string_view value = setting.value.str();
  const Place place{setting.value.span() ? setting.value.span() : setting.span};
  if (is_in_quotes(value)) {
    return &report
                .at(place, "the agent takes the quotes for a part of the value of `{}`",
                    setting.key)
                .help(fmt::format("leave out the quotes around the value of `{}`", setting.key));
  }
  if (value.find(" #") != value.npos) {
    return &report
                .at(place, "the agent takes the comment for a part of the value of `{}`",
                    setting.key)
                .help("give the comment a line of its own");
  }
  if (!setting.value.known() || aws::agent_accepts(variable.value, value)) return nullptr;
  return &report
              .at(place, "the agent cannot read `{}`: `{}` takes {}", value, setting.key,
                  what_it_wants(variable.value))
              .help(fmt::format("give `{}` {}", setting.key, what_it_wants(variable.value)));
}

void check(const Bootstrap& bootstrap, Report& report) {
  for (const LaunchSource& source : bootstrap.launch_sources()) {
    const UserData user_data = source.user_data();
    for (const AgentSetting& setting : user_data.settings()) {
      if (setting.overwritten || !setting.is_variable) continue;
      const aws::AgentVariable* variable = aws::find_agent_variable(setting.key);
      Finding* finding = nullptr;
      if (variable != nullptr) {
        finding = check_value(setting, *variable, report);
      } else if ((variable = behind_decoration(setting.key)) != nullptr) {
        finding = &report.at({setting.span},
                             "the agent does not know `{}`: it takes all before `=` "
                             "for the name",
                             setting.key);
        finding->help(fmt::format("write `{}=` and nothing else before the value", variable->name));
      }
      if (finding != nullptr && variable->name != "ECS_CLUSTER") {
        finding->severity(Severity::warning);
      }
    }
  }
}

}  // namespace

extern const Rule ecs_config_value_not_parsed;
constinit const Rule ecs_config_value_not_parsed{
    .name = "ecs-config-value-not-parsed",
    .severity = Severity::error,
    .group = Group::spot,
    .summary = "The ECS agent cannot read a setting, and goes on without it.",
    .why =
        "ecs.config looks like a shell script and is none. The agent takes each line as it is: "
        "what stands before the first `=` is the name, all behind it the value, with quotes, "
        "blanks and comments. A value that it cannot read costs one line in its log, \"Invalid "
        "format\", and the default stays: Spot instances do not drain, limits do not hold. A "
        "cluster name in quotes is the name of another cluster, which does not exist, and the "
        "instances never register.",
    .remedy = "Write the name, `=` and the bare value, one setting a line.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
