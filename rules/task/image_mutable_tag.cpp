#include "lint/rule.h"
#include "model/task_definition.h"

namespace cfn_ecs_lint::rules {
namespace {

void check(const TaskDefinition& task, Report& report) {
  for (const ContainerDefinition& container : task.containers()) {
    const ImageTag tag = container.image_tag();
    if (tag.kind == ImageTag::Kind::none) {
      report.at(tag.place, "the image of {} has no tag, and so the tag `latest`",
                container.spoken_name());
    } else if (tag.kind == ImageTag::Kind::latest) {
      report.at(tag.place, "the image of {} has the tag `latest`, which moves",
                container.spoken_name());
    }
  }
}

}  // namespace

extern const Rule image_mutable_tag;
constinit const Rule image_mutable_tag{
    .name = "image-mutable-tag",
    .severity = Severity::note,
    .group = Group::task,
    .summary = "A container's image is named by a tag that moves.",
    .why =
        "Each task pulls the image that the tag means when it starts. Tasks that auto scaling or "
        "a Spot interruption starts later may run other code than their neighbours, and a "
        "rollback brings the old task definition back but not the old image.",
    .remedy =
        "Name a tag that is never moved, such as a version or a commit, or a digest "
        "(`@sha256:...`).",
    .reference =
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
