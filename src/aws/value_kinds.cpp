#include "aws/value_kinds.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace cfn_ecs_lint::aws {
namespace {

template <typename Enum>
struct Word {
  Enum value;
  std::string_view text;
};

// Whether every enumerator from the first has its word, so that it is the index of it.
template <typename Enum, std::size_t size>
constexpr bool in_order(const Word<Enum> (&words)[size]) {
  for (std::size_t i = 0; i < size; ++i) {
    if (static_cast<std::size_t>(words[i].value) != i) return false;
  }
  return true;
}

// A noun with its article, since "a" or "an" goes by sound: an AMI, an SSM parameter.
constexpr Word<Entity> kNouns[] = {
    {Entity::any, ""},
    {Entity::access_point, "an EFS access point"},
    {Entity::alarm, "an alarm"},
    {Entity::auto_scaling_group, "an Auto Scaling group"},
    {Entity::availability_zone, "an Availability Zone"},
    {Entity::bucket, "an S3 bucket"},
    {Entity::capacity_provider, "a capacity provider"},
    {Entity::certificate, "a certificate"},
    {Entity::classic_load_balancer, "a Classic Load Balancer"},
    {Entity::cloud_map_service, "a Cloud Map service"},
    {Entity::cluster, "a cluster"},
    {Entity::elastic_ip, "an Elastic IP"},
    {Entity::file_system, "an EFS file system"},
    {Entity::hosted_zone, "a hosted zone"},
    {Entity::image, "an AMI"},
    {Entity::instance, "an instance"},
    {Entity::instance_profile, "an instance profile"},
    {Entity::internet_gateway, "an internet gateway"},
    {Entity::key_pair, "a key pair"},
    {Entity::kms_key, "a KMS key"},
    {Entity::lambda_function, "a Lambda function"},
    {Entity::launch_configuration, "a launch configuration"},
    {Entity::launch_template, "a launch template"},
    {Entity::listener, "a listener"},
    {Entity::listener_rule, "a listener rule"},
    {Entity::load_balancer, "a load balancer"},
    {Entity::log_group, "a log group"},
    {Entity::managed_policy, "a policy"},
    {Entity::mount_target, "a mount target"},
    {Entity::namespace_, "a Cloud Map namespace"},
    {Entity::nat_gateway, "a NAT gateway"},
    {Entity::network_acl, "a network ACL"},
    {Entity::parameter, "an SSM parameter"},
    {Entity::placement_group, "a placement group"},
    {Entity::queue, "a queue"},
    {Entity::repository, "an ECR repository"},
    {Entity::role, "a role"},
    {Entity::route_table, "a route table"},
    {Entity::rule, "an event rule"},
    {Entity::scalable_target, "a scalable target"},
    {Entity::scaling_policy, "a scaling policy"},
    {Entity::secret, "a secret"},
    {Entity::security_group, "a security group"},
    {Entity::service, "a service"},
    {Entity::stack, "a stack"},
    {Entity::subnet, "a subnet"},
    {Entity::target_group, "a target group"},
    {Entity::task_definition, "a task definition"},
    {Entity::task_set, "a task set"},
    {Entity::topic, "a topic"},
    {Entity::vpc, "a VPC"},
    {Entity::vpc_endpoint, "a VPC endpoint"},
    {Entity::vpn_gateway, "a VPN gateway"},
    {Entity::web_acl, "a web ACL"},
};
static_assert(in_order(kNouns));
static_assert(std::size(kNouns) == static_cast<std::size_t>(Entity::web_acl) + 1);

constexpr Word<Form> kWords[] = {
    {Form::any, "value"},
    {Form::alias, "alias"},
    {Form::allocation_id, "allocation id"},
    {Form::arn, "ARN"},
    {Form::cidr, "CIDR block"},
    {Form::composite_id, "composite id"},
    {Form::dns_name, "DNS name"},
    {Form::full_name, "full name"},
    {Form::id, "id"},
    {Form::ip_address, "address"},
    {Form::name, "name"},
    {Form::object_arn, "object ARN"},
    {Form::resource_id, "resource id"},
    {Form::resource_label, "resource label"},
    {Form::uri, "URI"},
    {Form::url, "URL"},
    {Form::version, "version number"},
    {Form::zone_id, "hosted zone id"},
};
static_assert(in_order(kWords));
static_assert(std::size(kWords) == static_cast<std::size_t>(Form::zone_id) + 1);

std::string_view noun(Entity entity) { return kNouns[static_cast<std::size_t>(entity)].text; }
std::string_view word(Form form) { return kWords[static_cast<std::size_t>(form)].text; }

std::string plural(std::string_view word) {
  return std::string(word) + (word.ends_with('s') ? "es" : "s");
}

std::string_view without_article(std::string_view noun) {
  return noun.substr(noun.find(' ') + 1);  // npos + 1: all of a noun without one
}

std::string phrase(const ValueKind& kind, bool is_list) {
  if (is_list && kind.form == Form::any) return "a list";
  const std::string_view entity = noun(kind.entity);
  const std::string form = is_list ? plural(word(kind.form)) : std::string(word(kind.form));
  if (entity.empty()) {
    if (is_list) return "a list of " + form;
    const bool vowel = std::string_view("aAiI").find(form[0]) != std::string_view::npos;
    return (vowel ? "an " : "a ") + form;
  }
  const std::string lead =
      is_list ? "a list of " + std::string(without_article(entity)) : std::string(entity);
  return lead + " " + form;
}

bool contains(std::span<const ValueKind> kinds, const ValueKind& given) {
  return std::ranges::any_of(kinds, [&](const ValueKind& kind) {
    return kind.form == given.form && (kind.entity == Entity::any || kind.entity == given.entity);
  });
}

}  // namespace

std::string to_string(const ValueKind& kind) { return phrase(kind, kind.is_list); }

std::string to_string(const Wanted& wanted) {
  std::string text;
  for (std::size_t i = 0; i < wanted.accepted.size(); ++i) {
    const ValueKind& kind = wanted.accepted[i];
    const bool same_entity = i > 0 && wanted.accepted[i - 1].entity == kind.entity;
    if (i > 0) text += " or ";
    text += same_entity ? std::string(word(kind.form)) : phrase(kind, wanted.is_list);
  }
  return text;
}

Compatibility compare(const Wanted& wanted, const ValueKind& given) {
  using enum Compatibility::Verdict;
  Compatibility result;
  if (given.form != Form::any && !contains(wanted.accepted, given)) {
    if (!contains(wanted.tolerated, given)) return {wrong, false};
    result.verdict = risky;
  }
  constexpr ValueKind kRoleName{Entity::role, Form::name};
  constexpr ValueKind kRoleArn{Entity::role, Form::arn};
  result.needs_root_path =
      ValueKind{given.entity, given.form} == kRoleName && contains(wanted.accepted, kRoleArn);
  if (given.is_list && !wanted.is_list) return {wrong, false};
  if (wanted.is_list && !given.is_list && result.verdict == fits) result.verdict = unusual;
  return result;
}

}  // namespace cfn_ecs_lint::aws
