#include "model/capacity.h"

#include <algorithm>

#include "model/cfn_init.h"
#include "model/cluster_index.h"
#include "model/service.h"

namespace cfn_ecs_lint {
namespace {

template <class T>
void add_once(std::vector<T>& views, const T& view) {
  if (std::find(views.begin(), views.end(), view) == views.end()) views.push_back(view);
}

// The existing resources of the view's type in a stack.
template <class T>
std::vector<T> all_in(const System& system, const Stack& stack) {
  std::vector<T> views;
  for (const Resource* resource : stack.resources) {
    if (resource->type() != T::kType) continue;
    const T view(system, *resource);
    if (view.exists()) views.push_back(view);
  }
  return views;
}

// The resource that a value names by reference, or by the name that `name_key` gives to one of the
// same stack.
template <class T>
std::optional<T> named_by_reference_or_name(const System& system, const Value& value,
                                            std::string_view name_key) {
  if (value.reference()) return system.named_by<T>(value);
  if (!value.is_text() || value.stack() == nullptr) return std::nullopt;
  for (const T& view : all_in<T>(system, *value.stack())) {
    const Value name = view.property(name_key);
    if (name.is_text() && equal(name.text(), value.text()) == Truth::yes) return view;
  }
  return std::nullopt;
}

// The only one of the candidates in the stack, else the only one of all.
std::optional<Cluster> choose(const std::vector<Cluster>& candidates, const Stack* stack) {
  std::vector<Cluster> near = candidates;
  std::erase_if(near, [&](const Cluster& one) { return one.resource().stack != stack; });
  if (near.size() == 1) return near.front();
  return near.empty() && candidates.size() == 1 ? std::optional(candidates.front()) : std::nullopt;
}

std::optional<Cluster> cluster_called(const System& system, std::string_view name,
                                      const Stack* stack) {
  std::vector<Cluster> candidates;
  for (const Resource* resource : system.cluster_index().named(name)) {
    const Cluster cluster(system, *resource);
    if (cluster.exists() && cluster.name().is(name)) candidates.push_back(cluster);
  }
  return choose(candidates, stack);
}

std::optional<Cluster> cluster_behind(const System& system, const Hole& hole) {
  if (hole.kind != Hole::Kind::resource || hole.resource->type() != Cluster::kType) {
    return std::nullopt;
  }
  const Cluster cluster(system, *hole.resource);
  return cluster.exists() ? std::optional(cluster) : std::nullopt;
}

bool is_fargate(const Value& provider) {
  const Field<std::string_view> name = provider.as_string();
  return name.is("FARGATE") || name.is("FARGATE_SPOT");
}

// What belongs to the cluster in this world, of those that may.
template <class T>
std::vector<T> members(const Cluster& cluster, ClusterIndex::Resources ClusterIndex::Members::*of) {
  std::vector<T> views;
  for (const Resource* resource :
       cluster.system().cluster_index().members(cluster.resource()).*of) {
    const T view(cluster.system(), *resource);
    if (view.exists() && view.cluster() == cluster) views.push_back(view);
  }
  return views;
}

std::vector<CapacityProviderAssociations> associations_of(const Cluster& cluster) {
  return members<CapacityProviderAssociations>(cluster, &ClusterIndex::Members::associations);
}

// The script has to do with ECS, whatever else it does.
bool mentions_ecs(const UserData& user_data) {
  if (!user_data.settings().empty() || user_data.text() == nullptr) return true;
  const std::string_view text = user_data.text()->str();
  return text.find("ecs") != text.npos || text.find("ECS") != text.npos;
}

// The template that a LaunchTemplateSpecification names.
std::optional<LaunchTemplate> launch_template_of(const System& system, const Value& specification) {
  const Value id = specification["LaunchTemplateId"];
  const Value name = specification["LaunchTemplateName"];
  return named_by_reference_or_name<LaunchTemplate>(system, id.is_absent() ? name : id,
                                                    "LaunchTemplateName");
}

// Percent of a number of instances, rounded in favour of On-Demand.
// https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html
std::int64_t on_demand_share(std::int64_t instances, std::int64_t percent) {
  return instances <= 0 ? 0 : (instances * percent + 99) / 100;
}

}  // namespace

// --- Clusters and capacity providers ------------------------------------------------------------

std::vector<AutoScalingGroup> Cluster::groups() const {
  return members<AutoScalingGroup>(*this, &ClusterIndex::Members::groups);
}

std::vector<Service> Cluster::services() const {
  return members<Service>(*this, &ClusterIndex::Members::services);
}

bool Cluster::has_few_services() const {
  constexpr std::size_t kFew = 16;
  return system().cluster_index().members(resource()).services.size() <= kFew;
}

bool Cluster::has_all_groups() const {
  for (const Value& provider : capacity_providers()) {
    if (is_fargate(provider)) continue;
    const auto given = capacity_provider_meant_by(system(), provider);
    if (!given || !given->group()) return false;
  }
  // To ask whether each of those instances exists would decide conditions of others.
  if (system().cluster_index().has_unplaced_instances()) return false;
  const auto& others = system().cluster_index().members(resource()).others;
  return std::ranges::none_of(
      others, [&](const Resource* other) { return View(system(), *other).exists(); });
}

std::vector<Value> Cluster::capacity_providers() const {
  std::vector<Value> providers;
  const auto add = [&](const Value& list) {
    providers.insert(providers.end(), list.items().begin(), list.items().end());
    if (!list.has_all_items()) providers.push_back(list.unknown_here());
  };
  add(property("CapacityProviders"));
  for (const auto& associations : associations_of(*this)) {
    add(associations.property("CapacityProviders"));
  }
  return providers;
}

Value Cluster::default_capacity_provider_strategy() const {
  const Value own = property("DefaultCapacityProviderStrategy");
  if (!own.is_absent()) return own;
  for (const auto& associations : associations_of(*this)) {
    return associations.property("DefaultCapacityProviderStrategy");
  }
  for (const Resource* unplaced : system().cluster_index().unplaced_associations()) {
    const CapacityProviderAssociations associations(system(), *unplaced);
    if (associations.exists() && !associations.cluster()) return own.unknown_here();
  }
  return own;
}

std::optional<Cluster> cluster_meant_by(const System& system, const Value& value) {
  if (!value.is_text()) return std::nullopt;
  return cluster_meant_by(system, value.text(), value.stack());
}

std::optional<Cluster> cluster_meant_by(const System& system, const Text& text,
                                        const Stack* stack) {
  if (const Hole* hole = text.only_hole()) {
    if (const auto cluster = cluster_behind(system, *hole)) return cluster;
  }
  std::string_view name = text.str();
  constexpr std::string_view kBeforeName = ":cluster/";  // arn:aws:ecs:REGION:ACCOUNT:cluster/NAME
  const std::size_t in_arn = name.rfind(kBeforeName);
  if (name.starts_with("arn:") && in_arn != name.npos) {
    name.remove_prefix(in_arn + kBeforeName.size());
    const Piece& last = text.pieces().back();
    if (last.is_hole && name.size() == 1) return cluster_behind(system, last.hole);
  }
  if (name.find('\0') == name.npos) return cluster_called(system, name, stack);
  // A name with holes can be the same as another of its own stack only.
  if (stack == nullptr) return std::nullopt;
  std::vector<Cluster> candidates = all_in<Cluster>(system, *stack);
  std::erase_if(candidates, [&](const Cluster& cluster) {
    const Field<Text> own = cluster.property("ClusterName").as_text();
    return !own.is_known() || equal(*own, text) != Truth::yes;
  });
  return choose(candidates, stack);
}

std::optional<AutoScalingGroup> CapacityProvider::group() const {
  const Value arn = property("AutoScalingGroupProvider", "AutoScalingGroupArn");
  return named_by_reference_or_name<AutoScalingGroup>(system(), arn, "AutoScalingGroupName");
}

std::vector<Cluster> CapacityProvider::clusters() const {
  const auto names_this = [&](const View& view) {
    const Value providers = view.property("CapacityProviders");
    return std::any_of(providers.items().begin(), providers.items().end(), [&](const Value& one) {
      return capacity_provider_meant_by(system(), one) == *this;
    });
  };
  const Stack& stack = *resource().stack;
  std::vector<Cluster> clusters;
  for (const auto& candidates :
       {system().referring_to<Cluster>(*this), all_in<Cluster>(system(), stack)}) {
    for (const Cluster& cluster : candidates) {
      if (names_this(cluster)) add_once(clusters, cluster);
    }
  }
  for (const auto& candidates : {system().referring_to<CapacityProviderAssociations>(*this),
                                 all_in<CapacityProviderAssociations>(system(), stack)}) {
    for (const CapacityProviderAssociations& associations : candidates) {
      const std::optional<Cluster> cluster = associations.cluster();
      if (cluster && names_this(associations)) add_once(clusters, *cluster);
    }
  }
  return clusters;
}

Truth CapacityProvider::has_managed_scaling() const {
  const Value scaling = property("AutoScalingGroupProvider", "ManagedScaling");
  if (scaling.is_absent()) return Truth::no;
  const Field<std::string_view> status = scaling["Status"].as_string();
  if (!status.is_known()) return Truth::unknown;
  return status.is("ENABLED") ? Truth::yes : Truth::no;
}

std::optional<CapacityProvider> capacity_provider_meant_by(const System& system,
                                                           const Value& value) {
  return named_by_reference_or_name<CapacityProvider>(system, value, "Name");
}

// --- What is launched ---------------------------------------------------------------------------

UserData LaunchSource::user_data() const {
  return UserData(property("UserData"),
                  init_reader(resource_.system(), *resource_.resource().stack));
}

Field<std::string_view> LaunchSource::fixed_image() const {
  const Value image = property("ImageId");
  const Field<std::string_view> id = image.as_string();
  if (!id.is_known()) return id;
  const Assumption* const assumed = image.place().assumed;
  const bool in_place = image.origin() == image.span();
  const bool by_default = assumed != nullptr && assumed->next == nullptr &&
                          image.origin() == assumed->parameter->default_value->span;
  return in_place || by_default ? id : Field<std::string_view>::absent(image);
}

Value LaunchSource::security_groups() const {
  const bool is_template = resource_.resource().type() == LaunchTemplate::kType;
  const Value own = property(is_template ? "SecurityGroupIds" : "SecurityGroups");
  if (!own.is_absent()) return own;
  const Value interfaces = property("NetworkInterfaces");
  return interfaces.items().empty() ? own : interfaces.items().front()["Groups"];
}

Membership LaunchSource::membership() const {
  const UserData user_data = this->user_data();
  const Field<Text> setting = user_data.setting("ECS_CLUSTER");
  if (setting.is_known()) {
    const auto cluster = cluster_meant_by(resource_.system(), *setting, resource_.resource().stack);
    return {cluster, true, cluster || setting->known()};
  }
  // Without ECS_CLUSTER the agent joins the cluster named "default".
  const bool unset = setting.is_absent() && user_data.is_understood();
  return {std::nullopt, user_data.effective("ECS_CLUSTER") != nullptr,
          unset || !mentions_ecs(user_data)};
}

Value LaunchSource::spot_request() const {
  const bool is_template = resource_.resource().type() == LaunchTemplate::kType;
  return property(is_template ? "InstanceMarketOptions" : "SpotPrice");
}

Truth LaunchSource::requests_spot() const {
  const Value request = spot_request();
  if (request.is_absent()) return Truth::no;
  if (request.is_text()) return request.as_string().is("") ? Truth::no : Truth::yes;
  const Field<std::string_view> market = request["MarketType"].as_string();
  if (!market.is_known()) return Truth::unknown;
  return market.is("spot") ? Truth::yes : Truth::no;
}

LaunchSource Instance::source() const {
  const auto launch_template = launch_template_of(system(), property("LaunchTemplate"));
  const bool has_own = !property("UserData").is_absent();
  return has_own || !launch_template ? LaunchSource(*this, properties())
                                     : launch_template->source();
}

std::vector<Fleet> Fleet::all(const System& system) {
  std::vector<Fleet> fleets;
  for (const char* type : {"AWS::EC2::SpotFleet", "AWS::EC2::EC2Fleet"}) {
    for (const Resource* resource : system.graph().of_type(type)) {
      fleets.emplace_back(system, *resource);
    }
  }
  return fleets;
}

bool Fleet::is_spot_fleet() const { return resource().type() == "AWS::EC2::SpotFleet"; }

Value Fleet::capacity() const {
  return is_spot_fleet() ? property("SpotFleetRequestConfigData", "TargetCapacity")
                         : property("TargetCapacitySpecification");
}

Truth Fleet::can_launch_spot() const {
  const Value config = property("SpotFleetRequestConfigData");
  const Field<std::int64_t> total =
      (is_spot_fleet() ? capacity() : capacity()["TotalTargetCapacity"]).as_integer();
  const Field<std::int64_t> on_demand =
      (is_spot_fleet() ? config : capacity())["OnDemandTargetCapacity"].as_integer().or_default(0);
  if (on_demand.is(0) && is_spot_fleet()) return Truth::yes;
  if (total.is_known() && on_demand.is_known() && *total <= *on_demand) return Truth::no;
  if (!is_spot_fleet()) {
    const Field<std::int64_t> spot = capacity()["SpotTargetCapacity"].as_integer();
    if (spot.is_known() && *spot > 0) return Truth::yes;
    if (!capacity()["DefaultTargetCapacityType"].as_string().is("spot")) return Truth::unknown;
  }
  return total.is_known() && on_demand.is_known() ? Truth::yes : Truth::unknown;
}

std::vector<LaunchSource> Fleet::launch_sources() const {
  std::vector<LaunchSource> sources;
  const Value config = is_spot_fleet() ? property("SpotFleetRequestConfigData") : properties();
  const Value own = config["LaunchSpecifications"];
  for (const Value& specification : own.items()) sources.emplace_back(*this, specification);
  const Value templates = config["LaunchTemplateConfigs"];
  for (const Value& item : templates.items()) {
    const auto launch_template = launch_template_of(system(), item["LaunchTemplateSpecification"]);
    if (launch_template) sources.push_back(launch_template->source());
  }
  return sources;
}

// --- Auto Scaling groups ------------------------------------------------------------------------

Field<std::int64_t> AutoScalingGroup::on_demand_base_capacity() const {
  return distribution("OnDemandBaseCapacity").as_integer().or_default(0);
}

Field<std::int64_t> AutoScalingGroup::on_demand_percentage_above_base() const {
  return distribution("OnDemandPercentageAboveBaseCapacity").as_integer().or_default(100);
}

bool AutoScalingGroup::has_on_demand_switch() const {
  const Value distribution = property("MixedInstancesPolicy", "InstancesDistribution");
  if (!distribution.is_map()) return false;
  const cfn::Member* member = distribution.node()->find("OnDemandPercentageAboveBaseCapacity");
  return member != nullptr && (member->value->is(cfn::Function::if_) ||
                               on_demand_percentage_above_base().place().assumed != nullptr);
}

std::vector<LaunchSource> AutoScalingGroup::launch_sources() const {
  std::vector<LaunchSource> sources;
  const auto add = [&](const Value& specification) {
    const auto launch_template = launch_template_of(system(), specification);
    if (!launch_template) return;
    const bool seen = std::any_of(sources.begin(), sources.end(), [&](const LaunchSource& one) {
      return one.resource() == *launch_template;
    });
    if (!seen) sources.push_back(launch_template->source());
  };
  const Value policy = property("MixedInstancesPolicy", "LaunchTemplate");
  add(policy["LaunchTemplateSpecification"]);
  const Value overrides = policy["Overrides"];
  for (const Value& entry : overrides.items()) add(entry["LaunchTemplateSpecification"]);
  add(property("LaunchTemplate"));
  const auto configuration = named_by_reference_or_name<LaunchConfiguration>(
      system(), property("LaunchConfigurationName"), "LaunchConfigurationName");
  if (configuration) sources.push_back(configuration->source());
  return sources;
}

std::vector<AutoScalingGroup::NamedInstanceType> AutoScalingGroup::instance_types() const {
  std::vector<NamedInstanceType> types;
  bool all_known = true;
  const auto add_one = [&](const Value& value) {
    const Field<std::string_view> name = value.as_string();
    const aws::InstanceType* type = name.is_known() ? aws::find_instance_type(*name) : nullptr;
    if (type == nullptr) {
      all_known = false;
    } else {
      types.push_back({type, value});
    }
  };
  const auto add = [&](const Value& value) {
    if (value.alternatives().empty()) return add_one(value);
    for (const Value& alternative : value.alternatives()) add_one(alternative);
  };
  const auto add_own = [&] {
    const std::vector<LaunchSource> sources = launch_sources();
    all_known = all_known && !sources.empty();
    for (const LaunchSource& source : sources) add(source.property("InstanceType"));
  };
  const Value overrides = property("MixedInstancesPolicy", "LaunchTemplate", "Overrides");
  if (!overrides.has_all_items()) return {};
  bool from_sources = overrides.items().empty();
  for (const Value& entry : overrides.items()) {
    if (!entry["InstanceRequirements"].is_absent()) return {};
    if (entry["InstanceType"].is_absent()) {
      from_sources = true;
    } else {
      add(entry["InstanceType"]);
    }
  }
  if (from_sources) add_own();
  return all_known ? types : std::vector<NamedInstanceType>{};
}

Truth AutoScalingGroup::can_launch_spot() const {
  const Value policy = property("MixedInstancesPolicy");
  if (policy.is_unknown()) return Truth::unknown;
  if (policy.is_map()) {
    const Field<std::int64_t> percent = on_demand_percentage_above_base();
    const Field<std::int64_t> base = on_demand_base_capacity();
    const Field<std::int64_t> most = max_size();
    if (!percent.is_known()) return Truth::unknown;
    if (*percent >= 100) return Truth::no;
    if (!base.is_known()) return Truth::unknown;
    if (!most.is_known()) return *base == 0 ? Truth::yes : Truth::unknown;
    const std::int64_t above = *most - *base;
    return above > on_demand_share(above, *percent) ? Truth::yes : Truth::no;
  }
  const std::vector<LaunchSource> sources = launch_sources();
  return sources.size() == 1 ? sources.front().requests_spot() : Truth::unknown;
}

Place AutoScalingGroup::spot_place() const {
  if (has_mixed_instances_policy()) return on_demand_percentage_above_base();
  const std::vector<LaunchSource> sources = launch_sources();
  return sources.empty() ? place() : sources.front().spot_request();
}

Field<std::int64_t> AutoScalingGroup::guaranteed_on_demand() const {
  const Field<std::int64_t> least = min_size();
  if (!has_mixed_instances_policy()) {
    const Truth spot = can_launch_spot();
    if (spot == Truth::no) return least;
    return spot == Truth::yes ? Field<std::int64_t>::known(0, place())
                              : Field<std::int64_t>::unknown(place());
  }
  const Field<std::int64_t> base = on_demand_base_capacity();
  const Field<std::int64_t> percent = on_demand_percentage_above_base();
  if (!base.is_known() || !percent.is_known()) return Field<std::int64_t>::unknown(base);
  if (*percent == 0) return base;
  if (!least.is_known()) return Field<std::int64_t>::unknown(least);
  return Field<std::int64_t>::known(*base + on_demand_share(*least - *base, *percent), base);
}

std::optional<UserData> AutoScalingGroup::user_data() const {
  const std::vector<LaunchSource> sources = launch_sources();
  if (sources.empty()) return std::nullopt;
  const Value first = sources.front().property("UserData");
  for (const LaunchSource& source : sources) {
    const Value other = source.property("UserData");
    const bool same =
        first.is_text() && other.is_text() && equal(first.text(), other.text()) == Truth::yes;
    if (sources.size() > 1 && !same) return std::nullopt;
  }
  return sources.front().user_data();
}

Membership AutoScalingGroup::membership() const {
  if (const Membership* always = system().cluster_index().membership(resource())) return *always;
  Membership answer;
  const std::vector<LaunchSource> sources = launch_sources();
  answer.certain = !sources.empty();
  for (const LaunchSource& source : sources) {
    const Membership one = source.membership();
    const bool differs = answer.named && one.named && !(answer.cluster == one.cluster);
    if (one.named) answer.cluster = differs ? std::nullopt : one.cluster;
    answer.named = answer.named || one.named;
    answer.certain = answer.certain && one.certain && !differs;
  }
  if (answer.named) return answer;
  for (const CapacityProvider& provider : capacity_providers()) {
    const std::vector<Cluster> clusters = provider.clusters();
    if (clusters.size() == 1) return {clusters.front(), true, true};
    answer.named = true;
    answer.certain = false;  // its cluster is out of sight, or one of several
  }
  return answer;
}

std::vector<CapacityProvider> AutoScalingGroup::capacity_providers() const {
  std::vector<CapacityProvider> providers;
  for (const auto& candidates : {system().referring_to<CapacityProvider>(*this),
                                 all_in<CapacityProvider>(system(), *resource().stack)}) {
    for (const CapacityProvider& provider : candidates) {
      if (provider.group() == *this) add_once(providers, provider);
    }
  }
  return providers;
}

}  // namespace cfn_ecs_lint
