#include <vector>

#include "lint/rule.h"
#include "model/network.h"

namespace cfn_ecs_lint::rules {
namespace {

// The attachment that the resource should wait for; none when it waits for one already.
std::optional<GatewayAttachment> not_waited_for(const View& view,
                                                std::vector<GatewayAttachment> attachments) {
  std::erase_if(attachments, [&](const GatewayAttachment& attachment) {
    return !attachment.is_in_stack_of(view);
  });
  for (const GatewayAttachment& attachment : attachments) {
    if (view.waits_for(attachment)) return std::nullopt;
  }
  return attachments.empty() ? std::nullopt : std::optional(attachments.front());
}

void check_route(const Route& route, Report& report) {
  const std::optional<InternetGateway> gateway = route.internet_gateway();
  if (!gateway) return;
  const auto attachment = not_waited_for(route, gateway->attachments());
  if (!attachment) return;
  report
      .at(route, "route `{}` may be made before `{}` is attached to the VPC", route.logical_id(),
          gateway->logical_id())
      .label(route.gateway_id(), "where it leads")
      .label(*attachment, "attaches the gateway")
      .help(fmt::format("add `DependsOn: {}`", attachment->logical_id()));
}

void check_load_balancer(const LoadBalancer& balancer, Report& report) {
  if (!balancer.is_internal().is(false)) return;
  for (const Value& item : balancer.property("Subnets").items()) {
    const std::optional<Subnet> subnet = balancer.system().named_by<Subnet>(item);
    const std::optional<Vpc> vpc = subnet ? subnet->vpc() : std::nullopt;
    if (!vpc) continue;
    const auto attachment = not_waited_for(balancer, vpc->internet_attachments());
    if (!attachment) continue;
    report
        .at(balancer, "internet-facing `{}` may be made before `{}` has an internet gateway",
            balancer.logical_id(), vpc->logical_id())
        .label(*attachment, "attaches one")
        .help(fmt::format("add `DependsOn: {}`", attachment->logical_id()))
        .severity(Severity::warning);  // the gateway is nearly always faster
    return;
  }
}

}  // namespace

extern const Rule gateway_attachment_dependency;
constinit const Rule gateway_attachment_dependency{
    .name = "gateway-attachment-dependency",
    .severity = Severity::error,
    .group = Group::network,
    .summary =
        "A resource that needs the internet gateway does not wait until it is attached to the VPC.",
    .why =
        "A route names the gateway, but it is the AWS::EC2::VPCGatewayAttachment that connects "
        "the gateway with the VPC, and CloudFormation does not know that the route needs it. Most "
        "deployments win the race. The others fail with \"route table ... and network gateway ... "
        "belong to different networks\", or \"VPC ... has no internet gateway\" for a load "
        "balancer, and roll the whole stack back.",
    .remedy = "Add the attachment to DependsOn of the resource.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-attribute-dependson.html",
    .check = each<check_route, check_load_balancer>,
};

}  // namespace cfn_ecs_lint::rules
