#include <algorithm>

#include "lint/rule.h"
#include "model/capacity.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const AutoScalingGroup& group, Report& report) {
  const Value policy = group.update_policy();
  const bool replaces_some = !policy["AutoScalingRollingUpdate"].is_absent();
  const bool replaces_all = !policy["AutoScalingReplacingUpdate"].is_absent();
  if (replaces_some || replaces_all) return;
  // Instances that grow old are replaced by new ones, if late.
  if (!group.property("MaxInstanceLifetime").is_absent()) return;
  for (const LaunchSource& source : group.launch_sources()) {
    if (source.resource().resource().stack != group.resource().stack) continue;
    Finding& finding =
        report.at(group, "a change of `{}` replaces no instance of `{}`, which has no UpdatePolicy",
                  source.resource().logical_id(), group.logical_id());
    finding.label(source.resource(), "image and user data of the instances");
    // Instances of other kinds may well be replaced in another way.
    if (!group.membership().named) {
      finding.severity(Severity::note).help("add an UpdatePolicy with AutoScalingRollingUpdate");
    }
    return;
  }
}

}  // namespace

extern const Rule update_policy_missing;
constinit const Rule update_policy_missing{
    .name = "update-policy-missing",
    .severity = Severity::warning,
    .group = Group::scaling,
    .summary = "A new launch template reaches no running instance of an Auto Scaling group.",
    .why =
        "CloudFormation gives the group its new launch template and reports success. Instances "
        "that run keep the image and the user data with which they were started, for months: "
        "security updates of the image, and settings such as Spot draining that were just added, "
        "are on none of them, until some day a scale-out mixes old and new.",
    .remedy =
        "Add an UpdatePolicy with AutoScalingRollingUpdate. It terminates instances without "
        "draining their ECS tasks, unless a capacity provider has ManagedDraining or a "
        "lifecycle hook drains them.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-attribute-updatepolicy.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
