// What kind of value a reference gives and a property wants: a role's name is not its ARN. Only
// what AWS documents is in the tables; of everything else they know nothing, and nothing is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cfn_ecs_lint::aws {

// What a value names. `any`: whichever has that form.
enum class Entity : std::uint8_t {
  any,
  access_point,
  alarm,
  auto_scaling_group,
  availability_zone,
  bucket,
  capacity_provider,
  certificate,
  classic_load_balancer,
  cloud_map_service,
  cluster,
  elastic_ip,
  file_system,
  hosted_zone,
  image,
  instance,
  instance_profile,
  internet_gateway,
  key_pair,
  kms_key,
  lambda_function,
  launch_configuration,
  launch_template,
  listener,
  listener_rule,
  load_balancer,
  log_group,
  managed_policy,
  mount_target,
  namespace_,
  nat_gateway,
  network_acl,
  parameter,
  placement_group,
  queue,
  repository,
  role,
  route_table,
  rule,
  scalable_target,
  scaling_policy,
  secret,
  security_group,
  service,
  stack,
  subnet,
  target_group,
  task_definition,
  task_set,
  topic,
  vpc,
  vpc_endpoint,
  vpn_gateway,
  web_acl,
};

// How a value names it. `any`: nothing is known but whether it is a list.
enum class Form : std::uint8_t {
  any,
  alias,
  allocation_id,
  arn,
  cidr,
  composite_id,  // several joined with `|`, as Ref gives for AWS::WAFv2::WebACL
  dns_name,
  full_name,  // the end of a load balancer's or target group's ARN, as CloudWatch wants it
  id,
  ip_address,
  name,
  object_arn,
  resource_id,     // service/cluster/name, as Application Auto Scaling wants it
  resource_label,  // full name of a load balancer, `/`, full name of a target group
  uri,
  url,
  version,
  zone_id,  // the hosted zone that a load balancer's DNS name is in
};

struct ValueKind {
  Entity entity = Entity::any;
  Form form = Form::any;
  bool is_list = false;

  friend bool operator==(const ValueKind&, const ValueKind&) = default;
};

// In words: "a role ARN", "a list of subnet ids", "an S3 bucket name".
std::string to_string(const ValueKind& kind);

// --- What references give -----------------------------------------------------------------------

// What Fn::GetAtt gives, or Ref where `attribute` is empty. Nothing: not known.
std::optional<ValueKind> kind_of(std::string_view resource_type, std::string_view attribute);

// Whether any of these gives such an entity in this form.
bool gives(Entity entity, Form form);

// What Ref gives for a parameter of such a type. Nothing: could be anything (String).
std::optional<ValueKind> kind_of_parameter(std::string_view parameter_type);

// --- What properties want -----------------------------------------------------------------------

struct Wanted {
  std::span<const ValueKind> accepted;   // as documented
  std::span<const ValueKind> tolerated;  // not documented, seen to work
  bool is_list = false;                  // a list of them
};

// In words, as documented: "a cluster name or ARN", "a list of subnet ids".
std::string to_string(const Wanted& wanted);

struct WantedProperty {
  std::string_view resource_type;
  std::string_view path;  // from Properties, keys joined with `.`, each item of a list being `*`
  std::span<const ValueKind> accepted;
  std::span<const ValueKind> tolerated = {};
};

// All properties of a resource type whose kind is known. A path that ends in `.*` is a list of
// values: the list is wanted without the `.*`.
std::span<const WantedProperty> wanted_properties(std::string_view resource_type);

// What a property wants, its list or an item of the list. Nothing: not known.
std::optional<Wanted> wanted_at(std::string_view resource_type, std::string_view path);

// What the Value of a metric's dimension wants, such as ClusterName in AWS/ECS.
std::optional<Wanted> wanted_in_dimension(std::string_view metric_namespace,
                                          std::string_view dimension);

// What the Value of a load balancer's attribute wants, such as access_logs.s3.bucket.
std::optional<Wanted> wanted_in_attribute(std::string_view key);

// --- Whether they agree -------------------------------------------------------------------------

struct Compatibility {
  enum class Verdict : std::uint8_t {
    fits,
    unusual,  // a lone value for a list, which CloudFormation accepts in places
    risky,    // another kind is documented, but this one was seen to work
    wrong,
  };
  Verdict verdict = Verdict::fits;
  // The verdict is that for a role in path "/", whose name ECS completes to its ARN; the name of a
  // role in another path is wrong.
  bool needs_root_path = false;
};

Compatibility compare(const Wanted& wanted, const ValueKind& given);

// The attribute of a resource type that gives what is wanted, "" for Ref. Nothing: none does.
std::optional<std::string_view> attribute_giving(std::string_view resource_type,
                                                 const Wanted& wanted);

// --- What names promise -------------------------------------------------------------------------

// The form of value that the name of an output, export or parameter promises by its last word:
// `RoleArn`, `VPC-ID`, `AlbDNSName`. Nothing for other names, such as `Grid` and `Hostname`.
std::optional<Form> promised_form(std::string_view name);

// Whether a value keeps such a promise, in a wide sense: a DNS name serves as a URL, and a
// cluster's name or a target group's ARN as its id, for they have no other.
bool keeps_promise(Form promised, const ValueKind& given);

}  // namespace cfn_ecs_lint::aws
