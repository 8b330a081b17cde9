#include "lint/rule.h"
#include "model/bootstrap.h"

namespace cfn_ecs_lint::rules {
namespace {

Place place_of(const Text* word, const Command& command) {
  return {word == nullptr ? command.span() : word->span()};
}

void check_options(const CfnInitCall& call, Report& report) {
  const bool has_stack = call.stack_name() != nullptr;
  if ((has_stack && call.resource() != nullptr) || !call.has_all_words()) return;
  report.at({call.command().span()}, "`cfn-init` is not told {}",
            has_stack ? "which resource's metadata to read" : "which stack to ask");
}

void check_metadata(const CfnInitCall& call, const View& target, Report& report) {
  const CfnInit init(target);
  if (init.value().is_absent()) {
    Finding& finding = report
                           .at(place_of(call.resource(), call.command()),
                               "`cfn-init` reads `{}`, which has no `AWS::CloudFormation::Init`",
                               target.logical_id())
                           .label(target, "its Metadata is to hold it");
    if (const auto other = call.suggested_target(); !other.empty()) {
      finding.help(fmt::format("`{}` has it; should `cfn-init` read that?", other));
    }
    return;
  }
  const Text* const configsets = call.configsets();
  if (configsets != nullptr && !configsets->known()) return;
  const auto missing = init.select(configsets ? configsets->str() : "").missing;
  if (!missing) return;
  const bool is_set = missing->kind == CfnInit::Missing::Kind::configset;
  const Place call_place = place_of(configsets, call.command());
  if (missing->place.span) {
    report
        .at(missing->place, "there is no {} `{}` in the `AWS::CloudFormation::Init` of `{}`",
            is_set ? "configset" : "config", missing->name, target.logical_id())
        .label(call_place, "run here");
  } else {
    report
        .at(call_place, "`cfn-init` runs the configset `{}`, which `{}` does not have",
            missing->name, target.logical_id())
        .label(init.value()["configSets"], "the configsets");
  }
}

void check_call(const CfnInitCall& call, Report& report) {
  check_options(call, report);
  if (call.misses_target()) {
    Finding& finding = report.at(place_of(call.resource(), call.command()),
                                 "`cfn-init` reads `{}`, which is no resource of this stack",
                                 call.resource()->str());
    if (const auto meant = call.suggested_target(); !meant.empty()) {
      finding.help(fmt::format("did you mean `{}`?", meant));
    }
  } else if (const std::optional<View> target = call.target()) {
    check_metadata(call, *target, report);
  }
}

void check(const Bootstrap& bootstrap, Report& report) {
  const auto check_all = [&](std::span<const Command> commands) {
    for (const Command& command : commands) {
      if (command.program() == "cfn-init") check_call(bootstrap.cfn_init_call(command), report);
    }
  };
  for (const LaunchSource& source : bootstrap.launch_sources()) {
    const UserData user_data = source.user_data();
    check_all(user_data.commands());
    for (const UpdateHook& hook : user_data.update_hooks()) {
      check_all(hook.commands);
      if (!bootstrap.has_no_resource(hook.resource)) continue;
      report.at({hook.resource.span()}, "cfn-hup watches `{}`, which is no resource of this stack",
                hook.resource.str());
    }
  }
}

}  // namespace

extern const Rule cfn_init_target;
constinit const Rule cfn_init_target{
    .name = "cfn-init-target",
    .severity = Severity::error,
    .group = Group::bootstrap,
    .summary = "User data runs cfn-init on metadata that is not there.",
    .why =
        "cfn-init asks CloudFormation for the metadata of the one resource that `--resource` "
        "names, and runs the configsets that `--configsets` names, or the one called default. "
        "When it finds none of that it writes a line into a log on the instance and gives up. The "
        "instance is up and looks healthy, but its files are not written, its services are not "
        "started, and nobody notices before the cluster stays empty or the creation policy times "
        "out. It happens when a resource is renamed: nothing in the template refers to the name "
        "in the script.",
    .remedy =
        "Name the resource that has the `AWS::CloudFormation::Init`, and configsets that it has.",
    .reference = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-init.html",
    .check = each<check>,
};

}  // namespace cfn_ecs_lint::rules
