// What the room yaml adds to yaml-cpp's bare parsing (the counter `times_events`, to stay at or
// under 1.25), and how much faster the JSON reader is (`times_faster`, to stay at or over 10).
// Both sides of a ratio run in turns, so that it holds on a busy machine, too.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <ctime>
#include <sstream>
#include <string>
#include <vector>

#include "yaml/document.h"

namespace cfn_ecs_lint::bench {
namespace {

// Templates of `count` services, with what templates have: tags, lists, quotes, scripts, comments.
std::string yaml_template(int count) {
  std::string text = "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n";
  for (int i = 0; i < count; ++i) {
    text += fmt::format(R"(  # The service of team {0}, behind the load balancer
  Service{0}:
    Type: AWS::ECS::Service
    DependsOn:
      - ListenerRule{0}
    Properties:
      Cluster: !ImportValue
        Fn::Sub: "${{Environment}}-Cluster"
      DesiredCount: !If [IsProduction, 4, 1]
      DeploymentConfiguration: {{MinimumHealthyPercent: 50, MaximumPercent: 200}}
      TaskDefinition: !Ref TaskDefinition{0}
      LoadBalancers:
        - ContainerName: 'web-{0}'
          ContainerPort: 8080
          TargetGroupArn: !Ref TargetGroup{0}  # with dynamic ports
  LaunchTemplate{0}:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        InstanceType: m5.large
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash -xe
            echo ECS_CLUSTER=${{Cluster}} >> /etc/ecs/ecs.config
            echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config
            yum install -y aws-cfn-bootstrap
)",
                        i);
  }
  return text;
}

std::string json_template(int count) {
  std::string text = "{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Resources\": {\n";
  for (int i = 0; i < count; ++i) {
    text += fmt::format(R"(    "Service{0}": {{
      "Type": "AWS::ECS::Service",
      "DependsOn": ["ListenerRule{0}"],
      "Properties": {{
        "Cluster": {{"Fn::ImportValue": {{"Fn::Sub": "${{Environment}}-Cluster"}}}},
        "DesiredCount": {{"Fn::If": ["IsProduction", 4, 1]}},
        "DeploymentConfiguration": {{"MinimumHealthyPercent": 50, "MaximumPercent": 200}},
        "LoadBalancers": [
          {{
            "ContainerName": "web-{0}",
            "ContainerPort": 8080,
            "TargetGroupArn": {{"Ref": "TargetGroup{0}"}}
          }}
        ],
        "UserData": "#!/bin/bash -xe\necho ECS_CLUSTER=main >> /etc/ecs/ecs.config\n"
      }}
    }}{1}
)",
                        i, i + 1 < count ? "," : "");
  }
  return text + "  }\n}\n";
}

class CountEvents final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override { ++count; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {
    ++count;
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    ++count;
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    ++count;
  }
  void OnMapEnd() override {}

  std::size_t count = 0;
};

void bare_events(const SourceFile& file) {
  std::istringstream stream{std::string(file.bytes())};
  YAML::Parser parser(stream);
  CountEvents events;
  while (parser.HandleNextDocument(events)) {
  }
  benchmark::DoNotOptimize(events.count);
}

void whole_room(const SourceFile& file) {
  std::vector<ReadProblem> problems;
  const yaml::Document document = yaml::parse(file, problems);
  benchmark::DoNotOptimize(document.node_count());
}

// Measures the readers, not how fast the kernel hands out pages again and again.
void keep_memory() {
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
}

double cpu_seconds(void (*work)(const SourceFile&), const SourceFile& file) {
  const std::clock_t begin = std::clock();
  work(file);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

struct Seconds {
  double events = 0;
  double room = 0;
};

Seconds measure(benchmark::State& state, const SourceFile& file) {
  keep_memory();
  Seconds seconds;
  for ([[maybe_unused]] auto iteration : state) {
    seconds.events += cpu_seconds(bare_events, file);
    seconds.room += cpu_seconds(whole_room, file);
  }
  const auto bytes =
      static_cast<double>(state.iterations()) * static_cast<double>(file.bytes().size());
  state.counters["events_MB_per_s"] = bytes / 1e6 / seconds.events;
  state.counters["room_MB_per_s"] = bytes / 1e6 / seconds.room;
  return seconds;
}

void BM_Yaml(benchmark::State& state) {
  const SourceFile file("template.yaml", yaml_template(static_cast<int>(state.range(0))));
  const Seconds seconds = measure(state, file);
  state.counters["times_events"] = seconds.room / seconds.events;
}
BENCHMARK(BM_Yaml)->Arg(5)->Arg(50)->Arg(500)->Unit(benchmark::kMillisecond);

void BM_Json(benchmark::State& state) {
  const SourceFile file("template.json", json_template(static_cast<int>(state.range(0))));
  const Seconds seconds = measure(state, file);
  state.counters["times_faster"] = seconds.events / seconds.room;
}
BENCHMARK(BM_Json)->Arg(5)->Arg(50)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cfn_ecs_lint::bench
