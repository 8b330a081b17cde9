// AWS::ElasticLoadBalancingV2: load balancers, listeners, rules and target groups.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "aws/load_balancing.h"
#include "model/listener_conditions.h"
#include "model/system.h"

namespace cfn_ecs_lint {

class Service;
class TargetGroup;
class Listener;
class ListenerRule;

enum class LoadBalancerType : std::uint8_t { application, network, gateway };
enum class TargetType : std::uint8_t { instance, ip, lambda, alb };

// A place that sends requests to a target group: a default action of a listener, an action of a
// rule, or a service that lets ECS shift traffic to its alternate target group.
struct Forward {
  View from;               // a Listener, a ListenerRule or a Service
  Value target_group_arn;  // points at the words that name the target group

  bool is_listener() const;
  bool is_rule() const;
  std::optional<TargetGroup> target_group() const;
};

class LoadBalancer : public View {
 public:
  static constexpr std::string_view kType = "AWS::ElasticLoadBalancingV2::LoadBalancer";
  using View::View;

  Field<LoadBalancerType> type() const;
  // internet-facing by default.
  Field<bool> is_internal() const;
  std::vector<Listener> listeners() const;
};

class Listener : public View {
 public:
  static constexpr std::string_view kType = "AWS::ElasticLoadBalancingV2::Listener";
  using View::View;

  Field<std::int64_t> port() const { return property("Port").as_integer(); }
  Field<std::string_view> protocol() const { return property("Protocol").as_string(); }
  std::optional<LoadBalancer> load_balancer() const;
  // "application" or "network": of the load balancer, or as the protocol tells where that one is
  // not given.
  Field<std::string_view> load_balancer_type() const;
  std::vector<Forward> forwards() const;
  // The given target groups that its default actions and its rules forward to.
  std::vector<TargetGroup> target_groups() const;
  // One of several listeners of its load balancer, behind which a service shifts its traffic from
  // one target group to another: it may be the one for tests.
  bool may_be_for_tests() const;
  // One of several, or of an internal load balancer, that is perhaps there for the health checks
  // only by which Auto Scaling groups replace instances: nobody has to reach it.
  bool may_serve_health_checks_only() const;
  // Rules of this listener in any given template, in no order of priority.
  std::vector<ListenerRule> rules() const;
};

class ListenerRule : public View {
 public:
  static constexpr std::string_view kType = "AWS::ElasticLoadBalancingV2::ListenerRule";
  using View::View;

  Field<std::int64_t> priority() const { return property("Priority").as_integer(); }
  std::optional<Listener> listener() const;
  // Other rules of the same listener in any given template, also of a listener that is not given
  // but surely the same. Whether they exist in this world is for the caller to ask.
  std::vector<ListenerRule> others_of_listener() const;
  std::vector<RequestCondition> conditions() const;
  Place condition_words() const;
  // Its priority or its conditions rest on the default of a parameter.
  bool is_assumed() const;
  // Every request that this rule takes, the other one takes too.
  bool is_covered_by(const ListenerRule& other) const;
  // It takes every request, and does with it what the listener does with requests that no rule
  // takes.
  bool repeats_default_action() const;
  std::vector<Forward> forwards() const;
};

class TargetGroup : public View {
 public:
  static constexpr std::string_view kType = "AWS::ElasticLoadBalancingV2::TargetGroup";
  using View::View;

  Field<std::string_view> protocol() const { return property("Protocol").as_string(); }
  Field<std::int64_t> port() const { return property("Port").as_integer(); }
  // instance by default.
  Field<TargetType> target_type() const;
  // What probes a target. HTTP by default for HTTP and HTTPS groups, TCP for the others.
  // API reference, ELBv2 CreateTargetGroup.HealthCheckProtocol.
  Field<std::string_view> health_check_protocol() const;
  bool has_http_health_check() const;
  bool speaks_grpc() const { return property("ProtocolVersion").as_string().is("GRPC"); }
  Field<std::string_view> health_check_path() const;
  // "traffic-port" by default: the port on which the target receives traffic.
  Field<std::string_view> health_check_port() const;
  // Seconds. The default of the timeout is the lowest that AWS's pages give.
  Field<std::int64_t> health_check_interval() const;
  Field<std::int64_t> health_check_timeout() const;
  // The value of a target group attribute, such as "deregistration_delay.timeout_seconds"; absent
  // when it is not set, unknown when that cannot be told.
  Value attribute(std::string_view key) const;
  // Seconds; 300 by default. API reference, ELBv2 TargetGroupAttribute.
  Field<std::int64_t> deregistration_delay() const;

  // What forwards to this group in this world, in any given template.
  std::vector<Forward> forwards() const;
  // The one of `forwards` that there is under the fewest conditions; only where there is one.
  Forward surest_forward() const;
  // Whether one of `forwards` is surely there before the service is made; unknown without any.
  Truth is_forwarded_before(const Service& service) const;
  // A listener or a rule refers to this group, be it under conditions that do not hold here.
  bool is_named_by_listeners() const;
  // The load balancers whose listeners and rules those are, as far as they are given.
  std::vector<LoadBalancer> load_balancers() const;
  // It holds instances of Auto Scaling groups that replace those which fail its health check, and
  // no service's tasks.
  bool probes_instances() const;
  // Services of any given template that register their tasks here.
  std::vector<Service> services() const;
  // Something that is not given may forward to this group: its ARN leaves the templates, in an
  // output or to a resource that can do anything with it, or a template does not show all it has.
  bool may_be_forwarded_elsewhere() const;

 private:
  std::optional<aws::HealthCheckDefaults> health_check_defaults() const;
  bool is_output() const;  // its ARN, of its stack
};

}  // namespace cfn_ecs_lint
