#include "lint/rule.h"
#include "model/linkage.h"

namespace cfn_ecs_lint::rules {
namespace {

void check_export(const ExportedOutput& output, Report& report) {
  for (const NamedResource& named : output.resources_in_name()) {
    report.at(named.place, "the name of an export depends on resource `{}`",
              named.resource.logical_id());
  }
}

void check_import(const Import& import, Report& report) {
  if (!import.is_taken()) return;
  for (const NamedResource& named : import.resources_in_name()) {
    report.at(named.place, "the name of an import depends on resource `{}`",
              named.resource.logical_id());
  }
}

}  // namespace

extern const Rule export_name_dynamic;
constinit const Rule export_name_dynamic{
    .name = "export-name-dynamic",
    .severity = Severity::error,
    .group = Group::stacks,
    .summary = "The name of an export or an import is not known before the deployment.",
    .why =
        "CloudFormation settles which stack imports from which before it makes anything, so these "
        "names cannot hold the id or an attribute of a resource. It refuses such a template.",
    .remedy =
        "Build the name from parameters and `AWS::StackName`, and hand the id over as the value.",
    .reference =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "outputs-section-structure.html",
    .check = each<check_export, check_import>,
};

}  // namespace cfn_ecs_lint::rules
