// AWS::EC2 networks: subnets, what security groups let in, routes and gateways.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aws/range.h"
#include "model/load_balancing.h"
#include "model/service.h"
#include "model/system.h"

namespace cfn_ecs_lint {

class GatewayAttachment;
class SecurityGroup;

// IPv4 addresses: "10.0.0.0/16".
struct Cidr {
  std::uint32_t address = 0;
  int prefix = 32;

  static std::optional<Cidr> parse(std::string_view text);
  bool overlaps(const Cidr& other) const;
};

// A set of ports.
class Ports {
 public:
  void add(const aws::Range& range);
  bool empty() const { return ranges_.empty(); }
  bool covers(const aws::Range& range) const;
  bool overlaps(const aws::Range& range) const;
  std::span<const aws::Range> ranges() const { return ranges_; }

 private:
  std::vector<aws::Range> ranges_;  // sorted; no two touch
};

// "80", "32768-60999"; "80, 8000-8080", "none".
std::string to_string(const aws::Range& range);
std::string to_string(const Ports& ports);

class Vpc : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::VPC";
  using View::View;

  // The attachments in this stack that connect the VPC with an internet gateway.
  std::vector<GatewayAttachment> internet_attachments() const;
};

class Subnet : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::Subnet";
  using View::View;

  Field<Cidr> cidr() const;
  std::optional<Vpc> vpc() const { return system().named_by<Vpc>(property("VpcId")); }
};

// --- Security groups ----------------------------------------------------------------------------

// Where traffic comes from.
struct TrafficSource {
  std::vector<SecurityGroup> groups;
  std::vector<Cidr> networks;
  bool has_all_networks = false;  // its addresses are in `networks`
};

// What a security group lets in by one rule. Where the template does not say it for sure, the rule
// is taken to let everything in.
class IngressRule {
 public:
  // An item of SecurityGroupIngress, or the properties of a separate resource.
  IngressRule(const System& system, const Value& rule) : system_(&system), rule_(rule) {}

  // "tcp" or "udp".
  bool may_be_for(std::string_view protocol) const;
  bool may_let_in(const TrafficSource& source) const;
  aws::Range ports() const;

 private:
  const System* system_;
  Value rule_;
};

class SecurityGroup : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::SecurityGroup";
  using View::View;

  // Its own rules, and those that AWS::EC2::SecurityGroupIngress of any given template add.
  std::vector<IngressRule> ingress() const;
  // `ingress` are all there are: none is unknown, and no stack out of sight can add one.
  bool has_all_ingress() const;
};

// Security groups that stand together before an interface.
class SecurityGroups {
 public:
  // The groups that a property lists; none unless every one of them is given.
  static std::optional<SecurityGroups> in(const System& system, const Value& list);
  // None when not known: those of an Application Load Balancer without any are the VPC's default
  // group. A Network Load Balancer without any has none.
  static std::optional<SecurityGroups> of(const LoadBalancer& balancer);

  const std::vector<SecurityGroup>& all() const { return groups_; }
  // "`Web` and `Common`"
  std::string spoken() const;
  // The ports that are open or may be, to this source; from anywhere without one.
  Ports open_ports(std::string_view protocol, const TrafficSource* source = nullptr) const;
  // No other ports than `open_ports` are.
  bool has_all_ingress() const;
  // Where the rules stand: the first group's SecurityGroupIngress, else the group.
  Place place() const { return groups_.front().property("SecurityGroupIngress"); }

 private:
  std::vector<SecurityGroup> groups_;
};

// Where the requests of a load balancer come from; none when its groups are not known.
std::optional<TrafficSource> traffic_from(const LoadBalancer& balancer);

// What requests for the tasks of a service arrive at: the interface of each task, or those of the
// instances that it runs on.
struct TaskDoor {
  SecurityGroups groups;
  // The ports that Docker picks for a container without a host port; none when that is not known.
  std::optional<aws::Range> dynamic_ports;
};

// The doors that a task can be behind, as far as they are known.
std::vector<TaskDoor> doors_of(const Service& service);

// The protocol under a listener's or target group's: "tcp", "udp"; empty when not known. TCP_UDP is
// "tcp", which it cannot do without.
std::string_view transport_of(std::string_view protocol);

// --- Gateways -----------------------------------------------------------------------------------

class InternetGateway : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::InternetGateway";
  using View::View;

  // The attachments in this stack that connect it with a VPC.
  std::vector<GatewayAttachment> attachments() const;
};

class GatewayAttachment : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::VPCGatewayAttachment";
  using View::View;
};

class Route : public View {
 public:
  static constexpr std::string_view kType = "AWS::EC2::Route";
  using View::View;

  Value gateway_id() const { return property("GatewayId"); }
  std::optional<InternetGateway> internet_gateway() const {
    return system().named_by<InternetGateway>(gateway_id());
  }
};

}  // namespace cfn_ecs_lint
