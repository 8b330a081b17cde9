#include "model/network.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "aws/ports.h"
#include "model/capacity.h"
#include "model/nested_stack.h"
#include "model/network_index.h"

namespace cfn_ecs_lint {
namespace {

class SecurityGroupIngress : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::SecurityGroupIngress";
  using View::View;

  // GroupName is that of a group of the default VPC.
  Value group() const {
    const Value id = property("GroupId");
    return id.is_absent() ? property("GroupName") : id;
  }
  bool is_placed() const { return !exists() || system().named_by<SecurityGroup>(group()); }
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::uint32_t mask_of(int prefix) { return prefix == 0 ? 0 : ~std::uint32_t{0} << (32 - prefix); }

bool contains(const std::vector<SecurityGroup>& groups, const SecurityGroup& group) {
  return std::find(groups.begin(), groups.end(), group) != groups.end();
}

// Other stacks can know the id of the group: it is exported, or an output where stacks are nested
// whose parents or children are not given.
bool leaves_its_stack(const SecurityGroup& group) {
  const System& system = group.system();
  const Resource& resource = group.resource();
  const std::vector<NestedStack> stacks = system.all<NestedStack>();
  const bool all_given = std::all_of(stacks.begin(), stacks.end(),
                                     [](const NestedStack& one) { return one.is_given(); });
  for (const cfn::Output& output : resource.stack->tmpl->outputs()) {
    if (output.value == nullptr || !goes_out_of_sight(*resource.stack, output)) continue;
    if (output.export_name == nullptr && all_given) continue;
    bool named = false;
    system.world().each_reference(
        *resource.stack, *output.value,
        [&](const Resource& to, std::string_view, const Span&) { named |= &to == &resource; });
    if (named) return true;
  }
  return false;
}

bool is_imported(const SecurityGroup& group) {
  const std::span<const Edge> uses = group.system().graph().to(group.resource());
  return std::any_of(uses.begin(), uses.end(), [](const Edge& edge) { return edge.imported; });
}

}  // namespace

// --- Numbers ------------------------------------------------------------------------------------

std::optional<Cidr> Cidr::parse(std::string_view text) {
  Cidr cidr;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int part = 0; part < 4; ++part) {
    unsigned number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{} || number > 255) return std::nullopt;
    cidr.address = cidr.address << 8 | number;
    at = next;
    if (part == 3) break;
    if (at == end || *at != '.') return std::nullopt;
    ++at;
  }
  if (at == end) return cidr;
  if (*at != '/') return std::nullopt;
  const auto [next, error] = std::from_chars(at + 1, end, cidr.prefix);
  if (error != std::errc{} || next != end || cidr.prefix < 0 || cidr.prefix > 32) {
    return std::nullopt;
  }
  return cidr;
}

bool Cidr::overlaps(const Cidr& other) const {
  const std::uint32_t mask = mask_of(std::min(prefix, other.prefix));
  return (address & mask) == (other.address & mask);
}

void Ports::add(const aws::Range& range) {
  aws::Range merged = range;
  std::erase_if(ranges_, [&](const aws::Range& other) {
    const bool touches = other.min <= merged.max + 1 && merged.min <= other.max + 1;
    if (touches) merged = {std::min(merged.min, other.min), std::max(merged.max, other.max)};
    return touches;
  });
  const auto after = std::find_if(ranges_.begin(), ranges_.end(),
                                  [&](const aws::Range& other) { return other.min > merged.max; });
  ranges_.insert(after, merged);
}

bool Ports::covers(const aws::Range& range) const {
  return std::any_of(ranges_.begin(), ranges_.end(),
                     [&](const aws::Range& open) { return open.contains(range); });
}

bool Ports::overlaps(const aws::Range& range) const {
  return std::any_of(ranges_.begin(), ranges_.end(), [&](const aws::Range& open) {
    return open.min <= range.max && range.min <= open.max;
  });
}

std::string to_string(const aws::Range& range) {
  const std::string first = std::to_string(range.min);
  return range.min == range.max ? first : first + "-" + std::to_string(range.max);
}

std::string to_string(const Ports& ports) {
  std::string text;
  for (const aws::Range& range : ports.ranges()) {
    text += (text.empty() ? "" : ", ") + to_string(range);
  }
  return text.empty() ? "none" : text;
}

// --- Security groups ----------------------------------------------------------------------------

Field<Cidr> Subnet::cidr() const {
  const Field<std::string_view> text = property("CidrBlock").as_string();
  const std::optional<Cidr> cidr = text.is_known() ? Cidr::parse(*text) : std::nullopt;
  return cidr ? Field<Cidr>::known(*cidr, text) : Field<Cidr>::unknown(text);
}

// "-1" is every protocol; others have names or the numbers of IANA.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
bool IngressRule::may_be_for(std::string_view protocol) const {
  const Field<std::string_view> own = rule_["IpProtocol"].as_string();
  if (!own.is_known()) return true;
  const std::string name = lower(*own);
  return name == "-1" || name == "all" || name == protocol ||
         name == (protocol == "tcp" ? "6" : "17");
}

aws::Range IngressRule::ports() const {
  constexpr aws::Range kAll{0, 65535};
  const Field<std::string_view> protocol = rule_["IpProtocol"].as_string();
  const Field<std::int64_t> from = rule_["FromPort"].as_integer();
  const Field<std::int64_t> to = rule_["ToPort"].as_integer();
  if (!protocol.is_known() || protocol.is("-1") || from.is(-1) || to.is(-1)) return kAll;
  return {from.is_known() ? *from : kAll.min, to.is_known() ? *to : kAll.max};
}

bool IngressRule::may_let_in(const TrafficSource& source) const {
  const Value group = rule_["SourceSecurityGroupId"];
  if (const auto named = system_->named_by<SecurityGroup>(group)) {
    return contains(source.groups, *named);
  }
  const Field<std::string_view> text = rule_["CidrIp"].as_string();
  const std::optional<Cidr> cidr = text.is_known() ? Cidr::parse(*text) : std::nullopt;
  if (!cidr || !source.has_all_networks) return true;
  return std::any_of(source.networks.begin(), source.networks.end(),
                     [&](const Cidr& network) { return network.overlaps(*cidr); });
}

std::vector<IngressRule> SecurityGroup::ingress() const {
  std::vector<IngressRule> rules;
  const Value own = property("SecurityGroupIngress");
  for (const Value& rule : own.items()) rules.emplace_back(system(), rule);
  for (const auto& separate : system().referring_to<SecurityGroupIngress>(*this)) {
    const auto group = system().named_by<SecurityGroup>(separate.group());
    if (group && *group == *this) rules.emplace_back(system(), separate.properties());
  }
  return rules;
}

bool SecurityGroup::has_all_ingress() const {
  const Value own = property("SecurityGroupIngress");
  if (!own.has_all_items()) return false;
  const bool unknown_rule = std::any_of(own.items().begin(), own.items().end(),
                                        [](const Value& rule) { return rule.is_unknown(); });
  if (unknown_rule) return false;
  if (goes_out_of_sight(*this)) return false;
  if (!leaves_its_stack(*this)) return true;
  if (!system().closed() && !is_imported(*this)) return false;  // by a stack that is not given
  // A rule for a group that is a parameter, or an import that nobody answers, may be for this one.
  const std::vector<const Resource*>& unplaced = system().network_index().unplaced_ingress();
  return std::all_of(unplaced.begin(), unplaced.end(), [&](const Resource* rule) {
    return SecurityGroupIngress(system(), *rule).is_placed();
  });
}

void NetworkIndex::fill(const System& system) {
  for (const SecurityGroupIngress& rule : system.all<SecurityGroupIngress>()) {
    bool placed = true;
    system.world().explore([&] { placed = placed && rule.is_placed(); });
    if (!placed) unplaced_ingress_.push_back(&rule.resource());
  }
}

std::optional<SecurityGroups> SecurityGroups::in(const System& system, const Value& list) {
  if (!list.has_all_items() || list.items().empty()) return std::nullopt;
  SecurityGroups found;
  for (const Value& item : list.items()) {
    const std::optional<SecurityGroup> group = system.named_by<SecurityGroup>(item);
    if (!group) return std::nullopt;
    found.groups_.push_back(*group);
  }
  return found;
}

std::optional<SecurityGroups> SecurityGroups::of(const LoadBalancer& balancer) {
  const Value list = balancer.property("SecurityGroups");
  if (list.is_absent() && balancer.type().is(LoadBalancerType::network)) return SecurityGroups();
  return in(balancer.system(), list);
}

std::string SecurityGroups::spoken() const {
  std::string text;
  for (const SecurityGroup& group : groups_) {
    text += (text.empty() ? "`" : " and `") + std::string(group.logical_id()) + "`";
  }
  return text;
}

Ports SecurityGroups::open_ports(std::string_view protocol, const TrafficSource* source) const {
  Ports open;
  for (const SecurityGroup& group : groups_) {
    for (const IngressRule& rule : group.ingress()) {
      if (!rule.may_be_for(protocol)) continue;
      if (source == nullptr || rule.may_let_in(*source)) open.add(rule.ports());
    }
  }
  return open;
}

bool SecurityGroups::has_all_ingress() const {
  return std::all_of(groups_.begin(), groups_.end(),
                     [](const SecurityGroup& group) { return group.has_all_ingress(); });
}

std::optional<TrafficSource> traffic_from(const LoadBalancer& balancer) {
  const std::optional<SecurityGroups> groups = SecurityGroups::of(balancer);
  if (!groups) return std::nullopt;
  TrafficSource source{groups->all(), {}, false};
  Value subnets = balancer.property("Subnets");
  if (!subnets.has_all_items() || subnets.items().empty()) return source;
  source.has_all_networks = true;
  for (const Value& item : subnets.items()) {
    const std::optional<Subnet> subnet = balancer.system().named_by<Subnet>(item);
    const Field<Cidr> cidr = subnet ? subnet->cidr() : Field<Cidr>();
    if (cidr.is_known()) {
      source.networks.push_back(*cidr);
    } else {
      source.has_all_networks = false;
    }
  }
  return source;
}

namespace {

std::optional<aws::Range> parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  aws::Range range;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), text.data() + dash, range.min);
  const auto last = std::from_chars(text.data() + dash + 1, end, range.max);
  const bool read = first.ec == std::errc{} && last.ec == std::errc{} &&
                    first.ptr == text.data() + dash && last.ptr == end;
  return read ? std::optional(range) : std::nullopt;
}

// The agent's documentation says up to 61000, but Linux itself ends at 60999.
std::optional<aws::Range> dynamic_ports_of(const LaunchSource& source) {
  const UserData data = source.user_data();
  const Field<Text> range = data.setting("ECS_DYNAMIC_HOST_PORT_RANGE");
  if (range.is_known()) return parse_range(range->str());
  if (range.is_unknown()) return std::nullopt;
  return data.format() == UserDataFormat::powershell
             ? aws::kWindowsDynamicPorts
             : aws::Range{aws::kDynamicPorts.min, aws::kDynamicPorts.max - 1};
}

}  // namespace

std::vector<TaskDoor> doors_of(const Service& service) {
  std::vector<TaskDoor> doors;
  const std::optional<TaskDefinition> task = service.task_definition();
  if (!task) return doors;
  const Field<NetworkMode> mode = task->network_mode();
  if (mode.is(NetworkMode::awsvpc)) {
    const Value list =
        service.property("NetworkConfiguration", "AwsvpcConfiguration", "SecurityGroups");
    if (const auto groups = SecurityGroups::in(service.system(), list)) {
      doors.push_back({*groups, std::nullopt});
    }
  } else if (mode.is(NetworkMode::bridge) || mode.is(NetworkMode::host)) {
    for (const AutoScalingGroup& instances : service.groups()) {
      for (const LaunchSource& source : instances.launch_sources()) {
        const auto groups = SecurityGroups::in(service.system(), source.security_groups());
        if (groups) doors.push_back({*groups, dynamic_ports_of(source)});
      }
    }
  }
  return doors;
}

std::string_view transport_of(std::string_view protocol) {
  if (protocol == "UDP" || protocol == "QUIC") return "udp";
  for (const std::string_view tcp : {"HTTP", "HTTPS", "TCP", "TLS", "TCP_UDP", "TCP_QUIC"}) {
    if (protocol == tcp) return "tcp";
  }
  return {};
}

// --- Gateways -----------------------------------------------------------------------------------

std::vector<GatewayAttachment> Vpc::internet_attachments() const {
  std::vector<GatewayAttachment> attachments = system().referring_to<GatewayAttachment>(*this);
  std::erase_if(attachments, [&](const GatewayAttachment& attachment) {
    const std::optional<Vpc> vpc = system().named_by<Vpc>(attachment.property("VpcId"));
    return !vpc || !(*vpc == *this) || attachment.property("InternetGatewayId").is_absent() ||
           !attachment.is_in_stack_of(*this);
  });
  return attachments;
}

std::vector<GatewayAttachment> InternetGateway::attachments() const {
  std::vector<GatewayAttachment> attachments = system().referring_to<GatewayAttachment>(*this);
  std::erase_if(attachments, [&](const GatewayAttachment& attachment) {
    const auto gateway =
        system().named_by<InternetGateway>(attachment.property("InternetGatewayId"));
    return !gateway || !(*gateway == *this) || !attachment.is_in_stack_of(*this);
  });
  return attachments;
}

}  // namespace cfn_ecs_lint
