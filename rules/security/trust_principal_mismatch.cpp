#include <algorithm>

#include "lint/rule.h"
#include "model/role.h"
#include "model/service.h"
#include "model/task_definition.h"

namespace cfn_ecs_lint::rules {
namespace {

void check_role(const View& user, const Value& named, std::string_view service, Report& report) {
  const std::optional<Role> role = user.system().named_by<Role>(named);
  const auto trusted = role ? role->trusted_services() : std::nullopt;
  if (!trusted) return;
  // Regions of China and others spell some services with a domain of their own.
  const auto is_service = [&](const Field<std::string_view>& one) {
    return one->starts_with(service);
  };
  if (std::any_of(trusted->begin(), trusted->end(), is_service)) return;
  const Field<std::string_view>& first = trusted->front();
  report
      .at(first, "role `{}` trusts `{}`, and `{}` needs `{}`", role->logical_id(), *first,
          user.logical_id(), service)
      .label(named, "used here");
}

void check_task(const TaskDefinition& task, Report& report) {
  check_role(task, task.property("TaskRoleArn"), "ecs-tasks.amazonaws.com", report);
  check_role(task, task.property("ExecutionRoleArn"), "ecs-tasks.amazonaws.com", report);
}

void check_service(const Service& service, Report& report) {
  check_role(service, service.property("Role"), "ecs.amazonaws.com", report);
}

void check_profile(const InstanceProfile& profile, Report& report) {
  check_role(profile, profile.role(), "ec2.amazonaws.com", report);
}

}  // namespace

extern const Rule trust_principal_mismatch;
constinit const Rule trust_principal_mismatch{
    .name = "trust-principal-mismatch",
    .severity = Severity::error,
    .group = Group::security,
    .summary = "A role does not trust the service that is to take it on.",
    .why =
        "Who may assume a role is said by its trust policy alone, and its permissions do not "
        "matter until then. A task whose role trusts `ec2.amazonaws.com` does not start: \"ECS was "
        "unable to assume the role\". An instance whose role trusts ECS starts without "
        "credentials, and its agent never registers with the cluster.",
    .remedy =
        "Let the trust policy name the service: `ecs-tasks.amazonaws.com` for roles of tasks, "
        "`ec2.amazonaws.com` for those of instances, `ecs.amazonaws.com` for that of a service.",
    .reference = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    .check = each<check_task, check_service, check_profile>,
};

}  // namespace cfn_ecs_lint::rules
