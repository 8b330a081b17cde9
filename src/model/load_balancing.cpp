#include "model/load_balancing.h"

#include <algorithm>

#include "model/enumeration.h"
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

}  // namespace

bool Forward::is_listener() const { return from.resource().type() == Listener::kType; }
bool Forward::is_rule() const { return from.resource().type() == ListenerRule::kType; }

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

bool Listener::may_be_for_tests() const {
  const std::optional<LoadBalancer> balancer = load_balancer();
  if (!balancer || balancer->listeners().size() < 2) return false;
  std::vector<Forward> all = forwards();
  for (const ListenerRule& rule : rules()) {
    const std::vector<Forward> more = rule.forwards();
    all.insert(all.end(), more.begin(), more.end());
  }
  return std::any_of(all.begin(), all.end(), [&](const Forward& forward) {
    const auto group = system().named_by<TargetGroup>(forward.target_group_arn);
    const std::vector<Service> behind = group ? group->services() : std::vector<Service>();
    return std::any_of(behind.begin(), behind.end(), [](const Service& service) {
      return !service.has_rolling_deployments();
    });
  });
}

std::optional<Listener> ListenerRule::listener() const {
  return system().named_by<Listener>(property("ListenerArn"));
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

Field<std::int64_t> TargetGroup::health_check_interval() const {
  return property("HealthCheckIntervalSeconds").as_integer();
}

Field<std::int64_t> TargetGroup::health_check_timeout() const {
  return property("HealthCheckTimeoutSeconds").as_integer();
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
      const std::optional<TargetGroup> group =
          system().named_by<TargetGroup>(forward.target_group_arn);
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

std::vector<Service> TargetGroup::services() const {
  std::vector<Service> services = system().referring_to<Service>(*this);
  std::erase_if(services, [&](const Service& service) {
    const std::vector<TargetGroup> groups = service.target_groups();
    return std::find(groups.begin(), groups.end(), *this) == groups.end();
  });
  return services;
}

bool TargetGroup::is_exported() const {
  World& world = system().world();
  for (const Export& exported : world.exports()) {
    if (exported.stack != resource().stack || !world.exists(exported) ||
        exported.output->value == nullptr) {
      continue;
    }
    const Value value =
        world.evaluate(*exported.stack, *exported.output->value, exported.output->span);
    const std::optional<Reference> reference = value.reference();
    if (reference && reference->resource == &resource()) return true;
  }
  return false;
}

}  // namespace cfn_ecs_lint
