#include "tests/output/sample.h"

#include "tests/support/testdata.h"

namespace cfn_ecs_lint::output {
namespace {

constexpr RuleInfo kRules[] = {
    {"container-port-unmapped", Severity::error, "wiring",
     "The load balancer is given a port that the container does not map.",
     "CreateService is refused, and the stack rolls back.",
     "Give the container a port mapping with this port, or name the port that it maps.",
     "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html"},
    {"deployment-deadlock", Severity::error, "service",
     "A deployment may neither stop a running task nor start another one.",
     "The deployment waits for room that never comes, until CloudFormation gives up after hours.",
     "Allow more than 100 percent at most, or less than 100 percent at least; and see that the "
     "cluster has room for one more task while the deployment runs.",
     "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html"},
    {"mutable-tag", Severity::note, "service", "The image is named by a tag that moves.",
     "Two tasks of one service may run different code.", "Name a version, or a digest.", ""},
};

}  // namespace

Span words(const SourceFile& file, std::string_view needle, std::string_view after) {
  const std::size_t from = file.bytes().find(after);
  const auto begin = static_cast<std::uint32_t>(file.bytes().find(needle, from + after.size()));
  return {&file, begin, begin + static_cast<std::uint32_t>(needle.size())};
}

Sample::Sample() {
  const auto read = [&](const std::string& name) -> const SourceFile& {
    return sources_.add("templates/" + name,
                        testing::read_file(testing::testdata("output/" + name)));
  };
  const SourceFile& service = read("service.yaml");
  const SourceFile& cluster = read("cluster group.yaml");
  const SourceFile& broken = read("broken.yaml");

  templates_ = {&cluster, &service};

  Diagnostic deadlock;
  deadlock.rule = "deployment-deadlock";
  deadlock.severity = Severity::error;
  deadlock.span = words(service, "100", "MaximumPercent: ");
  deadlock.message = "deployments of service `Web` can never make progress";
  deadlock.labels = {
      {words(service, "100", "MinimumHealthyPercent: "), "every running task must stay", {}},
      {words(cluster, "2", "MaxSize: "),
       "and there is room for 2 tasks only",
       {"Resources", "Group", "Properties", "MaxSize"}}};
  deadlock.when = {"`IsProd` is true"};
  deadlock.logical_path = {"Resources", "Web", "Properties", "DeploymentConfiguration",
                           "MaximumPercent"};
  deadlock.fixes = {{"set MaximumPercent to 200", true, {{deadlock.span, "200"}}}};
  findings_.push_back(deadlock);

  Diagnostic port;
  port.rule = "container-port-unmapped";
  port.severity = Severity::error;
  port.span = words(service, "8080");
  port.message = "container `网站 👩‍🚀` maps no port 8080";
  port.labels = {
      {words(service, "\"网站 👩‍🚀\"", "  Task:"), "this container", {}},
      {words(service, "80", "PortMappings: [{ContainerPort: "), "maps [80] only", {}},
      {words(service, "\"网站 👩‍🚀\"", "LoadBalancers: "), "named here", {}},
  };
  port.help = "write `ContainerPort: 80`";
  port.logical_path = {"Resources", "Web", "Properties", "LoadBalancers", "0", "ContainerPort"};
  findings_.push_back(port);

  Diagnostic tag;
  tag.rule = "mutable-tag";
  tag.severity = Severity::note;
  tag.span = words(service, "nginx:latest");
  tag.message = "tag `latest` moves";
  tag.logical_path = {"Resources", "Task", "Properties", "ContainerDefinitions", "0", "Image"};
  findings_.push_back(tag);
  tag.severity = Severity::warning;
  tag.span = words(service, "[31m", "printf");
  tag.message = "one more of the same rule, with \x1b[31m in it";
  findings_.push_back(tag);

  problems_.push_back({"templates/broken.yaml",
                       words(broken, "&x", "Key: "),
                       "this quotation mark is never closed",
                       {{words(broken, "Resources"), "inside this mapping", {}}},
                       "put a `\"` at the end of the line"});
  problems_.push_back({"missing.yaml", {}, "there is no such file", {}, ""});
}

Report Sample::report() const {
  Report report;
  report.findings = findings_;
  report.problems = problems_;
  report.rules = kRules;
  report.templates = templates_;
  report.below_level = 3;
  report.version = "1.2.3";
  report.exit_code = 3;
  return report;
}

}  // namespace cfn_ecs_lint::output
