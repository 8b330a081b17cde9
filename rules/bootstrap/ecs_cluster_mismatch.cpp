#include <algorithm>
#include <string>

#include "lint/rule.h"
#include "model/capacity.h"
#include "model/service.h"

namespace cfn_ecs_lint::rules {
namespace {

// The cluster that the instances are told to join.
struct Told {
  const AgentSetting& setting;
  std::optional<Cluster> cluster;

  // It is not this one, for sure.
  bool is_other_than(const Cluster& other) const {
    if (cluster) return *cluster != other;
    return setting.value.known() && other.name().is_not(setting.value.str());
  }
  std::string name() const {
    return std::string(cluster ? cluster->logical_id() : setting.value.str());
  }
  Place place() const { return {setting.value.span() ? setting.value.span() : setting.span}; }
};

// A capacity provider adds the instances to one cluster, and they register with another.
bool check_providers(const AutoScalingGroup& group, const Told& told, Report& report) {
  for (const CapacityProvider& provider : group.capacity_providers()) {
    const std::vector<Cluster> clusters = provider.clusters();
    if (clusters.size() != 1 || !told.is_other_than(clusters.front())) continue;
    report
        .at(told.place(),
            "instances of `{}` join the cluster `{}`, while their capacity provider `{}` "
            "belongs to `{}`",
            group.logical_id(), told.name(), provider.logical_id(), clusters.front().logical_id())
        .label(provider, "manages the group")
        .label(clusters.front(), "the cluster of the provider");
    return true;
  }
  return false;
}

bool has_ec2_services(const Cluster& cluster) {
  const std::vector<Service> services = cluster.services();
  return std::any_of(services.begin(), services.end(), [](const Service& service) {
    return !service.launch_type().is_not(LaunchType::ec2);
  });
}

// A cluster has services and no instances, and beside it one has instances and no services.
void check_services(const AutoScalingGroup& group, const Told& told, Report& report) {
  if (told.cluster && has_ec2_services(*told.cluster)) return;
  for (const Cluster& cluster : group.system().all<Cluster>()) {
    if (cluster.resource().stack != group.resource().stack || !cluster.exists()) continue;
    if (!told.is_other_than(cluster) || !cluster.groups().empty() || !cluster.has_all_groups()) {
      continue;
    }
    for (const Service& service : cluster.services()) {
      if (!service.runs_on(LaunchType::ec2)) continue;
      Finding& finding =
          report
              .at(told.place(),
                  "instances of `{}` join the cluster `{}`, while service `{}` waits for some in "
                  "`{}`",
                  group.logical_id(), told.name(), service.logical_id(), cluster.logical_id())
              .label(service.property("Cluster"), "no instance joins this cluster");
      if (!group.system().closed()) finding.severity(Severity::warning);
      return;
    }
  }
}

void check(const AutoScalingGroup& group, Report& report) {
  for (const LaunchSource& source : group.launch_sources()) {
    const UserData user_data = source.user_data();
    const AgentSetting* setting = user_data.effective("ECS_CLUSTER");
    if (setting == nullptr || !setting->certain) continue;
    const Told told{*setting, cluster_meant_by(group.system(), setting->value,
                                               source.resource().resource().stack)};
    if (!check_providers(group, told, report)) check_services(group, told, report);
  }
}

}  // namespace

extern const Rule ecs_cluster_mismatch;
constinit const Rule ecs_cluster_mismatch{
    .name = "ecs-cluster-mismatch",
    .severity = Severity::error,
    .group = Group::bootstrap,
    .summary = "Container instances register with a cluster other than the one that needs them.",
    .why =
        "The agent joins the cluster that ECS_CLUSTER names, whatever the rest of the system "
        "says. When that is not the cluster of the services, the instances start, cost money and "
        "look healthy, and no task is ever placed: \"was unable to place a task because no "
        "container instance met all of its requirements\". A capacity provider of another "
        "cluster starts one instance after the other, none of which ever counts.",
    .remedy = "Name the same cluster in user data and in the services, best by the same `Ref`.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "bootstrap_container_instance.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
