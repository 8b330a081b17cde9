#include "lint/rule.h"
#include "model/bootstrap.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const Bootstrap& bootstrap, Report& report) {
  for (const LaunchSource& source : bootstrap.launch_sources()) {
    const Value used = source.property("ImageId");
    const Field<std::string_view> image = used.as_string();
    if (!image.is_known() || !image->starts_with("ami-")) continue;
    const bool assumed = image.place().assumed != nullptr;
    const Place written = assumed ? used.place() : Place{used.origin()};
    Finding& finding =
        report.at(written, "the image `{}` is fixed to one region and one version", *image);
    if (written.span != used.span()) finding.label(used, "instances are launched from it here");
    // A default can be overridden, and other instances have no agent that grows old.
    if (assumed || !bootstrap.is_for_ecs(source)) finding.severity(Severity::note);
  }
}

}  // namespace

extern const Rule hard_coded_ami;
constinit const Rule hard_coded_ami{
    .name = "hard-coded-ami",
    .severity = Severity::warning,
    .group = Group::bootstrap,
    .summary = "Instances are launched from an image whose id is written into the template.",
    .why =
        "An image id is valid in one region: anywhere else the launch fails with "
        "\"InvalidAMIID.NotFound\". And it never changes, so that the instances keep the ECS "
        "agent, "
        "the kernel and the security holes of the day on which the id was copied, until AWS "
        "withdraws the image and no new instance starts at all.",
    .remedy =
        "Take the id from the SSM parameter that AWS keeps up to date: "
        "`{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}`.",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
        "retrieve-ecs-optimized_AMI.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
