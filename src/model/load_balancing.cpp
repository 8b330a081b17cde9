#include "model/load_balancing.h"

#include <algorithm>
#include <array>

#include "model/capacity.h"
#include "model/enumeration.h"
#include "model/nested_stack.h"
#include "model/service.h"

namespace cfn_ecs_lint {
namespace {

constexpr Spellings<LoadBalancerType, 3> kTypes{{{"application", LoadBalancerType::application},
                                                 {"network", LoadBalancerType::network},
                                                 {"gateway", LoadBalancerType::gateway}}};

constexpr Spellings<TargetType, 4> kTargetTypes{{{"instance", TargetType::instance},
                                                 {"ip", TargetType::ip},
                                                 {"lambda", TargetType::lambda},
                                                 {"alb", TargetType::alb}}};

// Types that may hold the ARN of a target group and do no more than these views tell.
constexpr std::array<std::string_view, 10> kKnownUsers{"AWS::ApplicationAutoScaling::ScalingPolicy",
                                                       "AWS::AutoScaling::AutoScalingGroup",
                                                       "AWS::AutoScaling::ScalingPolicy",
                                                       "AWS::CloudWatch::Alarm",
                                                       "AWS::ECS::Service",
                                                       "AWS::ElasticLoadBalancingV2::Listener",
                                                       "AWS::ElasticLoadBalancingV2::ListenerRule",
                                                       "AWS::IAM::Policy",
                                                       "AWS::IAM::Role",
                                                       "AWS::Lambda::Permission"};

bool is_arn(std::string_view attribute) {
  return attribute.empty() || attribute == "TargetGroupArn";
}

// The target groups that a list of actions forwards to: by TargetGroupArn, or by weight.
std::vector<Forward> forwards_of(const View& from, const Value& actions) {
  std::vector<Forward> forwards;
  const auto add = [&](const Value& arn) {
    if (!arn.is_absent()) forwards.push_back({from, arn});
  };
  for (const Value& action : actions.items()) {
    add(action["TargetGroupArn"]);
    for (const Value& weighted : action["ForwardConfig"]["TargetGroups"].items()) {
      add(weighted["TargetGroupArn"]);
    }
  }
  return forwards;
}

// The forward, where the actions are that and nothing else.
std::optional<Forward> only_forward(const View& from, const Value& actions) {
  const std::vector<Forward> forwards = forwards_of(from, actions);
  const bool alone = actions.has_all_items() && actions.items().size() == 1;
  return alone && forwards.size() == 1 ? std::optional(forwards.front()) : std::nullopt;
}

}  // namespace

bool Forward::is_listener() const { return from.resource().type() == Listener::kType; }
bool Forward::is_rule() const { return from.resource().type() == ListenerRule::kType; }

std::optional<TargetGroup> Forward::target_group() const {
  return from.system().named_by<TargetGroup>(target_group_arn);
}

Field<LoadBalancerType> LoadBalancer::type() const {
  return as_enum(property("Type"), kTypes).or_default(LoadBalancerType::application);
}

Field<bool> LoadBalancer::is_internal() const {
  const Field<std::string_view> scheme = property("Scheme").as_string();
  if (scheme.is_unknown()) return Field<bool>::unknown(scheme);
  return Field<bool>::known(scheme.is("internal"), scheme);
}

std::vector<Listener> LoadBalancer::listeners() const {
  std::vector<Listener> listeners = system().referring_to<Listener>(*this);
  std::erase_if(listeners, [&](const Listener& listener) {
    const std::optional<LoadBalancer> balancer = listener.load_balancer();
    return !balancer || !(*balancer == *this);
  });
  return listeners;
}

std::optional<LoadBalancer> Listener::load_balancer() const {
  return system().named_by<LoadBalancer>(property("LoadBalancerArn"));
}

Field<std::string_view> Listener::load_balancer_type() const {
  if (const std::optional<LoadBalancer> balancer = load_balancer()) {
    return balancer->property("Type").as_string().or_default("application");
  }
  const Field<std::string_view> spoken = protocol();
  for (const std::string_view type : {"application", "network"}) {
    for (const std::string_view protocol : aws::listener_protocols(type)) {
      if (spoken.is(protocol)) return Field<std::string_view>::known(type, spoken);
    }
  }
  return Field<std::string_view>::unknown(spoken);
}

std::vector<Forward> Listener::forwards() const {
  return forwards_of(*this, property("DefaultActions"));
}

std::vector<ListenerRule> Listener::rules() const {
  std::vector<ListenerRule> rules = system().referring_to<ListenerRule>(*this);
  std::erase_if(rules, [&](const ListenerRule& rule) {
    const std::optional<Listener> listener = rule.listener();
    return !listener || !(*listener == *this);
  });
  return rules;
}

std::vector<TargetGroup> Listener::target_groups() const {
  std::vector<TargetGroup> groups;
  const auto add = [&](const std::vector<Forward>& forwards) {
    for (const Forward& forward : forwards) {
      if (const auto group = forward.target_group()) groups.push_back(*group);
    }
  };
  add(forwards());
  for (const ListenerRule& rule : rules()) add(rule.forwards());
  return groups;
}

bool Listener::may_be_for_tests() const {
  const std::optional<LoadBalancer> balancer = load_balancer();
  if (!balancer || balancer->listeners().size() < 2) return false;
  const std::vector<TargetGroup> groups = target_groups();
  return std::any_of(groups.begin(), groups.end(), [](const TargetGroup& group) {
    const std::vector<Service> services = group.services();
    return std::any_of(services.begin(), services.end(),
                       [](const Service& service) { return !service.has_rolling_deployments(); });
  });
}

bool Listener::may_serve_health_checks_only() const {
  const std::optional<LoadBalancer> balancer = load_balancer();
  if (!balancer || (balancer->listeners().size() < 2 && !balancer->is_internal().is(true))) {
    return false;
  }
  const std::vector<TargetGroup> groups = target_groups();
  return !groups.empty() && std::all_of(groups.begin(), groups.end(), [](const TargetGroup& group) {
    return group.probes_instances();
  });
}

std::optional<Listener> ListenerRule::listener() const {
  return system().named_by<Listener>(property("ListenerArn"));
}

std::vector<ListenerRule> ListenerRule::others_of_listener() const {
  const Value own = property("ListenerArn");
  std::vector<ListenerRule> others;
  if (!own.is_text()) return others;
  if (const std::optional<Reference> given = own.reference()) {
    for (const Resource* resource : system().graph().referrers(*given->resource, kType)) {
      const ListenerRule other(system(), *resource);
      const std::optional<Reference> its = other.property("ListenerArn").reference();
      if (!(other == *this) && its && its->resource == given->resource) others.push_back(other);
    }
    return others;
  }
  for (const ListenerRule& other : system().all<ListenerRule>()) {
    const Value its = other.property("ListenerArn");
    if (other == *this || !its.is_text()) continue;
    if (equal(own.text(), its.text()) == Truth::yes) others.push_back(other);
  }
  return others;
}

std::vector<RequestCondition> ListenerRule::conditions() const {
  const Value items = property("Conditions");
  std::vector<RequestCondition> conditions;
  for (const Value& item : items.items()) conditions.push_back(read_condition(item));
  if (!items.has_all_items()) conditions.emplace_back();  // one that is not known
  return conditions;
}

Place ListenerRule::condition_words() const {
  const std::vector<RequestCondition> all = conditions();
  return all.empty() ? property("Conditions").place() : all.front().place;
}

bool ListenerRule::is_assumed() const {
  const std::vector<RequestCondition> all = conditions();
  return priority().place().assumed != nullptr ||
         std::any_of(all.begin(), all.end(),
                     [](const auto& one) { return one.place.assumed != nullptr; });
}

bool ListenerRule::is_covered_by(const ListenerRule& other) const {
  const std::vector<RequestCondition> own = conditions();
  const std::vector<RequestCondition> wide = other.conditions();
  return !wide.empty() && std::all_of(wide.begin(), wide.end(), [&](const auto& condition) {
    if (takes_everything(condition)) return true;
    return std::any_of(own.begin(), own.end(),
                       [&](const auto& narrow) { return covers(condition, narrow); });
  });
}

bool ListenerRule::repeats_default_action() const {
  const std::vector<RequestCondition> all = conditions();
  const std::optional<Listener> owner = listener();
  if (!owner || all.size() != 1 || !takes_everything(all[0])) return false;
  const std::optional<Forward> own = only_forward(*this, property("Actions"));
  const std::optional<Forward> usual = only_forward(*owner, owner->property("DefaultActions"));
  return own && usual && own->target_group_arn.is_text() && usual->target_group_arn.is_text() &&
         equal(own->target_group_arn.text(), usual->target_group_arn.text()) == Truth::yes;
}

std::vector<Forward> ListenerRule::forwards() const {
  return forwards_of(*this, property("Actions"));
}

Field<TargetType> TargetGroup::target_type() const {
  return as_enum(property("TargetType"), kTargetTypes).or_default(TargetType::instance);
}

Field<std::string_view> TargetGroup::health_check_protocol() const {
  const Field<std::string_view> own = property("HealthCheckProtocol").as_string();
  if (!own.is_absent()) return own;
  const Field<std::string_view> group = protocol();
  if (!group.is_known()) return Field<std::string_view>::unknown(own);
  const bool http = group.is("HTTP") || group.is("HTTPS");
  return own.or_default(http ? "HTTP" : "TCP");
}

bool TargetGroup::has_http_health_check() const {
  const Field<std::string_view> protocol = health_check_protocol();
  return protocol.is("HTTP") || protocol.is("HTTPS");
}

Field<std::string_view> TargetGroup::health_check_path() const {
  return property("HealthCheckPath").as_string().or_default("/");
}

Field<std::string_view> TargetGroup::health_check_port() const {
  return property("HealthCheckPort").as_string().or_default("traffic-port");
}

std::optional<aws::HealthCheckDefaults> TargetGroup::health_check_defaults() const {
  const Field<std::string_view> type = property("TargetType").as_string().or_default("instance");
  const Field<std::string_view> protocol = this->protocol().or_default("");
  if (!type.is_known() || !protocol.is_known()) return std::nullopt;
  return aws::health_check_defaults(*protocol, *type);
}

Field<std::int64_t> TargetGroup::health_check_interval() const {
  const auto defaults = health_check_defaults();
  const Field<std::int64_t> own = property("HealthCheckIntervalSeconds").as_integer();
  return defaults ? own.or_default(defaults->interval_seconds) : own;
}

Field<std::int64_t> TargetGroup::health_check_timeout() const {
  const auto defaults = health_check_defaults();
  const Field<std::int64_t> own = property("HealthCheckTimeoutSeconds").as_integer();
  return defaults ? own.or_default(defaults->timeout_seconds) : own;
}

Value TargetGroup::attribute(std::string_view key) const {
  const Value attributes = property("TargetGroupAttributes");
  for (const Value& attribute : attributes.items()) {
    if (attribute["Key"].as_string().is(key)) return attribute["Value"];
  }
  const bool all_known =
      attributes.has_all_items() &&
      std::all_of(attributes.items().begin(), attributes.items().end(),
                  [](const Value& attribute) { return attribute["Key"].as_string().is_known(); });
  // A name that no attribute has: absent at the group, or unknown with the list.
  return all_known ? attributes.absent_here() : attributes.unknown_here();
}

Field<std::int64_t> TargetGroup::deregistration_delay() const {
  return attribute("deregistration_delay.timeout_seconds").as_integer().or_default(300);
}

std::vector<Forward> TargetGroup::forwards() const {
  std::vector<Forward> forwards;
  const auto keep_own = [&](const std::vector<Forward>& candidates) {
    for (const Forward& forward : candidates) {
      const std::optional<TargetGroup> group = forward.target_group();
      if (group && *group == *this) forwards.push_back(forward);
    }
  };
  for (const Listener& listener : system().referring_to<Listener>(*this)) {
    keep_own(listener.forwards());
  }
  for (const ListenerRule& rule : system().referring_to<ListenerRule>(*this)) {
    keep_own(rule.forwards());
  }
  for (const Service& service : system().referring_to<Service>(*this)) {
    for (const ServiceLoadBalancer& balancer : service.load_balancers()) {
      const Value arn = balancer.property("AdvancedConfiguration")["AlternateTargetGroupArn"];
      if (!arn.is_absent()) keep_own({{service, arn}});
    }
  }
  return forwards;
}

Forward TargetGroup::surest_forward() const {
  const std::vector<Forward> all = forwards();
  const auto unconditional = std::find_if(all.begin(), all.end(), [](const Forward& forward) {
    return forward.from.resource().declaration->condition.empty();
  });
  return unconditional == all.end() ? all.front() : *unconditional;
}

Truth TargetGroup::is_forwarded_before(const Service& service) const {
  const std::vector<Forward> all = forwards();
  Truth answer = all.empty() ? Truth::unknown : Truth::no;
  for (const Forward& forward : all) {
    const Truth before = service.comes_after(forward.from);
    if (before == Truth::yes) return Truth::yes;
    if (before == Truth::unknown) answer = Truth::unknown;
  }
  return answer;
}

bool TargetGroup::is_named_by_listeners() const {
  const ResourceGraph& graph = system().graph();
  return !graph.referrers(resource(), Listener::kType).empty() ||
         !graph.referrers(resource(), ListenerRule::kType).empty();
}

std::vector<LoadBalancer> TargetGroup::load_balancers() const {
  std::vector<LoadBalancer> balancers;
  for (const Forward& forward : forwards()) {
    std::optional<Listener> listener;
    if (forward.is_listener()) listener = Listener(system(), forward.from.resource());
    if (forward.is_rule()) listener = ListenerRule(system(), forward.from.resource()).listener();
    const std::optional<LoadBalancer> balancer =
        listener ? listener->load_balancer() : std::nullopt;
    if (balancer && std::find(balancers.begin(), balancers.end(), *balancer) == balancers.end()) {
      balancers.push_back(*balancer);
    }
  }
  return balancers;
}

bool TargetGroup::probes_instances() const {
  if (!services().empty()) return false;
  const std::vector<AutoScalingGroup> candidates = system().referring_to<AutoScalingGroup>(*this);
  return std::any_of(candidates.begin(), candidates.end(), [&](const AutoScalingGroup& instances) {
    if (!instances.property("HealthCheckType").as_string().is("ELB")) return false;
    const Value groups = instances.property("TargetGroupARNs");
    return std::any_of(groups.items().begin(), groups.items().end(), [&](const Value& arn) {
      const auto group = system().named_by<TargetGroup>(arn);
      return group && *group == *this;
    });
  });
}

std::vector<Service> TargetGroup::services() const {
  std::vector<Service> services = system().referring_to<Service>(*this);
  std::erase_if(services, [&](const Service& service) {
    const std::vector<TargetGroup> groups = service.target_groups();
    return std::find(groups.begin(), groups.end(), *this) == groups.end();
  });
  return services;
}

bool TargetGroup::may_be_forwarded_elsewhere() const {
  const Stack& stack = *resource().stack;
  if (!stack.tmpl->complete()) return true;
  for (const Edge& edge : system().graph().to(resource())) {
    if (edge.from->child != nullptr) continue;  // its own resources are users, or none are
    if (is_arn(edge.attribute) &&
        std::find(kKnownUsers.begin(), kKnownUsers.end(), edge.from->type()) == kKnownUsers.end()) {
      return true;
    }
  }
  const auto is_not_known = [](const Forward& forward) {
    return !forward.target_group_arn.is_text();
  };
  for (const Listener& listener : system().referring_to<Listener>(*this)) {
    if (std::ranges::any_of(listener.forwards(), is_not_known)) return true;
  }
  for (const ListenerRule& rule : system().referring_to<ListenerRule>(*this)) {
    if (std::ranges::any_of(rule.forwards(), is_not_known)) return true;
  }
  return !system().closed() && is_output();
}

bool TargetGroup::is_output() const {
  const Stack& stack = *resource().stack;
  World& world = system().world();
  for (const cfn::Output& output : stack.tmpl->outputs()) {
    if (output.value == nullptr || !goes_out_of_sight(stack, output)) continue;
    if (!output.condition.empty() && !world.holds(stack, output.condition)) continue;
    const Value value = world.evaluate(stack, *output.value, output.span);
    if (!value.is_text()) continue;
    for (const Piece& piece : value.text().pieces()) {
      if (piece.is_hole && piece.hole.resource == &resource() && is_arn(piece.hole.name)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace cfn_ecs_lint
