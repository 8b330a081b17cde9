#include <algorithm>

#include "aws/load_balancing.h"
#include "lint/rule.h"
#include "model/load_balancing.h"

namespace cfn_ecs_lint::rules {
namespace {

bool has(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void check_forward(const Listener& listener, const Forward& forward, Report& report) {
  const std::optional<TargetGroup> group = forward.target_group();
  const Field<std::string_view> type = listener.load_balancer_type();
  if (!group || !type.is_known()) return;
  const Field<std::string_view> kind = group->property("TargetType").as_string();
  if (kind.is("lambda")) {
    if (type.is("application")) return;
    report
        .at(forward.target_group_arn,
            "`{}` cannot forward to the function of target group `{}` from a {} load balancer",
            listener.logical_id(), group->logical_id(), *type)
        .label(kind, "only an application load balancer invokes functions");
    return;
  }
  const Field<std::string_view> from = listener.protocol();
  const Field<std::string_view> to = group->protocol();
  if (!from.is_known() || !to.is_known()) return;
  if (aws::can_forward(*type, *from, *to).value_or(true)) {
    const std::span<const std::string_view> kinds = aws::target_types(*to);
    if (!kind.is_known() || kinds.empty() || has(kinds, *kind)) return;
    report
        .at(kind, "target group `{}` of protocol {} cannot have targets of type `{}`",
            group->logical_id(), *to, *kind)
        .label(to, "the protocol");
    return;
  }
  report
      .at(forward.target_group_arn,
          "`{}` listens with {} and cannot forward to target group `{}`, which speaks {}",
          listener.logical_id(), *from, group->logical_id(), *to)
      .label(from, "the protocol of the listener")
      .label(to, "the protocol of the target group");
}

void check(const Listener& listener, Report& report) {
  const Field<std::string_view> type = listener.load_balancer_type();
  const Field<std::string_view> protocol = listener.protocol();
  if (!type.is_known()) return;
  const std::span<const std::string_view> spoken = aws::listener_protocols(*type);
  if (protocol.is_known() && !spoken.empty() && !has(spoken, *protocol)) {
    report
        .at(protocol, "a listener of a{} {} load balancer cannot speak {}",
            type.is("application") ? "n" : "", *type, *protocol)
        .label(type, "the type of the load balancer");
    return;
  }
  for (const Forward& forward : listener.forwards()) check_forward(listener, forward, report);
  for (const ListenerRule& rule : listener.rules()) {
    for (const Forward& forward : rule.forwards()) check_forward(listener, forward, report);
  }
}

}  // namespace

extern const Rule listener_target_protocol;
constinit const Rule listener_target_protocol{
    .name = "listener-target-protocol",
    .severity = Severity::error,
    .group = Group::wiring,
    .summary =
        "A load balancer, its listener and a target group speak protocols that do not go "
        "together.",
    .why =
        "An application load balancer speaks HTTP and HTTPS on both sides. A network load "
        "balancer passes TCP, TLS and UDP on, each to its own kinds of groups. Elastic Load "
        "Balancing refuses any other combination when the listener or the rule is created, and "
        "the stack rolls back.",
    .remedy =
        "Give the target group, the listener or the load balancer the protocol that the "
        "other two want.",
    .reference =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/"
        "load-balancer-target-groups.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
