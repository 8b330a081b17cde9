#include "lint/rule.h"
#include "model/capacity.h"
#include "model/scaling.h"

namespace cfn_ecs_lint::rules {
namespace {

using Size = Field<std::int64_t>;

void check_order(std::string_view name, const Size& least, const Size& wanted, const Size& most,
                 Report& report) {
  const auto complain = [&](const Size& size, const char* what, const char* how, const Size& limit,
                            const char* limit_name) {
    report.at(size, "{} {} of `{}` is {} {} {}", what, *size, name, how, limit_name, *limit)
        .label(limit, fmt::format("{} is {}", limit_name, *limit));
  };
  const auto above = [](const Size& a, const Size& b) {
    return a.is_known() && b.is_known() && *a > *b;
  };
  if (above(least, most)) complain(least, "MinSize", "above", most, "MaxSize");
  if (above(wanted, most)) complain(wanted, "DesiredCapacity", "above", most, "MaxSize");
  if (above(least, wanted)) complain(wanted, "DesiredCapacity", "below", least, "MinSize");
}

void check_action(const ScheduledAction& action, Report& report) {
  check_order(action.logical_id(), action.min_size(), action.desired_capacity(), action.max_size(),
              report);
}

void check_group(const AutoScalingGroup& group, Report& report) {
  const Size most = group.max_size();
  check_order(group.logical_id(), group.min_size(), group.desired_capacity(), most, report);
  if (!most.is(0)) return;
  for (const CapacityProvider& provider : group.capacity_providers()) {
    report
        .at(most, "MaxSize 0 leaves capacity provider `{}` nothing to scale", provider.logical_id())
        .label(provider, fmt::format("its instances come from `{}`", group.logical_id()))
        .severity(Severity::warning);
  }
}

}  // namespace

extern const Rule asg_size_order;
constinit const Rule asg_size_order{
    .name = "asg-size-order",
    .severity = Severity::error,
    .group = Group::capacity,
    .summary = "The sizes of an Auto Scaling group contradict each other.",
    .why =
        "EC2 Auto Scaling refuses a group, or a scheduled action when its time comes, unless "
        "MinSize <= DesiredCapacity <= MaxSize. CloudFormation does not compare the three before "
        "it calls, so the stack fails and rolls back halfway through. A group with MaxSize 0 is "
        "accepted, and then no capacity provider can start an instance in it.",
    .remedy =
        "Put the three sizes in order. DesiredCapacity may be left out; a new group then "
        "starts with MinSize.",
    .reference = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
    .check =
        [](const System& system, Report& report) {
          each<check_group>(system, report);
          each<check_action>(system, report);
        },
};

}  // namespace cfn_ecs_lint::rules
