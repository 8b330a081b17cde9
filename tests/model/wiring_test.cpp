// Views of services, tasks and load balancers: what is behind what, and what comes first.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "graph/resource_graph.h"
#include "model/scaling.h"
#include "model/service.h"
#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

// Templates with their views.
class Given {
 public:
  explicit Given(std::initializer_list<std::string> texts)
      : templates_(texts), graph_(templates_.world()), system_(templates_.world(), graph_) {}

  template <class T>
  T the(std::string_view logical_id) const {
    return T(system_, templates_.resource(logical_id));
  }

 private:
  testing::System templates_;
  ResourceGraph graph_;
  System system_;
};

std::string image(const std::string& value) {
  return "Parameters: {Tag: {Type: String, Default: latest}, Name: {Type: String}}\n"
         "Resources:\n"
         "  Repository: {Type: 'AWS::ECR::Repository'}\n"
         "  Task:\n"
         "    Type: AWS::ECS::TaskDefinition\n"
         "    Properties:\n"
         "      ContainerDefinitions:\n"
         "        - Name: web\n"
         "          Image: " +
         value + "\n";
}

ImageTag::Kind tag_of(const std::string& value) {
  const Given given({image(value)});
  return given.the<TaskDefinition>("Task").containers().front().image_tag().kind;
}

std::string scaled_service(const std::string& number, const std::string& name) {
  return "Resources:\n"
         "  Service" +
         number +
         ":\n"
         "    Type: AWS::ECS::Service\n"
         "    Properties: {Cluster: main, ServiceName: '" +
         name +
         "'}\n"
         "  Target" +
         number +
         ":\n"
         "    Type: AWS::ApplicationAutoScaling::ScalableTarget\n"
         "    Properties: {ResourceId: 'service/main/" +
         name + "'}\n";
}

// Two environments side by side may spell the same names.
TEST(ScalableTargets, ThoseOfTheServicesOwnTemplateComeFirst) {
  const Given given({scaled_service("1", "web"), scaled_service("2", "web")});
  const auto targets = given.the<Service>("Service2").scalable_targets();
  ASSERT_FALSE(targets.empty());
  EXPECT_EQ(targets.front().logical_id(), "Target2");
}

// A tool fills in another name for each template.
TEST(ScalableTargets, AToolsPlaceholderNamesOneServiceOfATemplate) {
  const Given given(
      {scaled_service("1", "{{service.name}}"), scaled_service("2", "{{service.name}}")});
  const auto targets = given.the<Service>("Service2").scalable_targets();
  ASSERT_EQ(targets.size(), 1u);
  EXPECT_EQ(targets.front().logical_id(), "Target2");
}

TEST(ImageTag, IsWhatTheTemplateItselfSays) {
  using Kind = ImageTag::Kind;
  EXPECT_EQ(tag_of("app:latest"), Kind::latest);
  EXPECT_EQ(tag_of("registry:5000/app:latest"), Kind::latest);
  EXPECT_EQ(tag_of("registry:5000/app"), Kind::none);
  EXPECT_EQ(tag_of("app:1"), Kind::other);
  EXPECT_EQ(tag_of("app@sha256:00"), Kind::other);
  EXPECT_EQ(tag_of("app:latest@sha256:00"), Kind::other);
  EXPECT_EQ(tag_of("!Sub '${AWS::Region}/app'"), Kind::none);
  EXPECT_EQ(tag_of("!Sub '${Name}:latest'"), Kind::latest);
  EXPECT_EQ(tag_of("!Sub '${Repository}'"), Kind::none);
  EXPECT_EQ(tag_of("!GetAtt Repository.RepositoryUri"), Kind::none);
  EXPECT_EQ(tag_of("!Sub 'app:${Tag}'"), Kind::unknown);
  EXPECT_EQ(tag_of("!Ref Name"), Kind::unknown);
  EXPECT_EQ(tag_of("!Ref Tag"), Kind::unknown);
  EXPECT_EQ(tag_of("'{{resolve:ssm:/image}}'"), Kind::unknown);
}

TEST(ImageTag, PointsAtTheTag) {
  const Given given({image("!Sub '${AWS::Region}/app:latest'")});
  const Span span = given.the<TaskDefinition>("Task").containers()[0].image_tag().place.span;
  EXPECT_EQ(span.file->text(span), "latest");
}

constexpr const char* kTwoContainers = R"(
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: MODE
      ContainerDefinitions:
        - Name: web
          PortMappings: [{ContainerPort: 80}, {ContainerPort: 53, Protocol: udp}]
        - Name: proxy
          PortMappings: [{ContainerPortRange: 7000-7010}]
)";

std::string with_mode(const std::string& mode) {
  std::string text = kTwoContainers;
  return text.replace(text.find("MODE"), 4, mode);
}

TEST(Container, MapsItsOwnPorts) {
  const Given given({with_mode("bridge")});
  const auto containers = given.the<TaskDefinition>("Task").containers();
  EXPECT_EQ(containers[0].maps(80), Truth::yes);
  EXPECT_EQ(containers[0].maps(80, "tcp"), Truth::yes);
  EXPECT_EQ(containers[0].maps(80, "udp"), Truth::no);
  EXPECT_EQ(containers[0].maps(53, "udp"), Truth::yes);
  EXPECT_EQ(containers[0].maps(7000), Truth::no);
  EXPECT_EQ(containers[1].maps(7010), Truth::yes);
  EXPECT_EQ(containers[1].maps(7011), Truth::no);
}

TEST(Container, SharesItsLocalhostWithTheTaskInAwsvpc) {
  const Given bridge({with_mode("bridge")});
  EXPECT_EQ(bridge.the<TaskDefinition>("Task").containers()[0].maps_locally(7000), Truth::no);
  const Given awsvpc({with_mode("awsvpc")});
  EXPECT_EQ(awsvpc.the<TaskDefinition>("Task").containers()[0].maps_locally(7000), Truth::yes);
  EXPECT_EQ(awsvpc.the<TaskDefinition>("Task").containers()[0].maps_locally(7011), Truth::no);
}

constexpr const char* kStacks[] = {R"(
Resources:
  Group: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup'}
  Named: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup'}
Outputs:
  Group: {Value: !Ref Group, Export: {Name: group}}
  Named: {Value: !GetAtt Named.TargetGroupName}
)",
                                   R"(
Resources:
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Protocol: TLS
      DefaultActions: [{Type: forward, TargetGroupArn: !ImportValue group}]
  Waiter: {Type: 'AWS::CloudFormation::WaitConditionHandle', DependsOn: Listener}
  After: {Type: 'AWS::CloudFormation::WaitConditionHandle', DependsOn: Waiter}
)",
                                   R"(
Resources:
  Alone: {Type: 'AWS::CloudFormation::WaitConditionHandle'}
)"};

TEST(Order, InAStackByDependenciesAndBetweenStacksByImports) {
  const Given given({kStacks[0], kStacks[1], kStacks[2]});
  const View group = given.the<View>("Group");
  const View listener = given.the<View>("Listener");
  EXPECT_EQ(listener.comes_after(group), Truth::yes);
  EXPECT_EQ(group.comes_after(listener), Truth::no);
  EXPECT_EQ(given.the<View>("After").comes_after(listener), Truth::yes);
  EXPECT_EQ(listener.comes_after(given.the<View>("After")), Truth::no);
  EXPECT_EQ(given.the<View>("Alone").comes_after(listener), Truth::unknown);
}

TEST(TargetGroup, LeavesTheTemplatesByItsArnOnly) {
  const Given given({kStacks[0]});
  EXPECT_TRUE(given.the<TargetGroup>("Group").may_be_forwarded_elsewhere());
  EXPECT_FALSE(given.the<TargetGroup>("Named").may_be_forwarded_elsewhere());
}

TEST(Listener, TellsTheTypeOfABalancerThatIsNotGiven) {
  const Given given({kStacks[0], kStacks[1]});
  EXPECT_TRUE(given.the<Listener>("Listener").load_balancer_type().is("network"));
}

TEST(ScalableTarget, NamesItsServiceByReferenceOrByName) {
  const Given given({R"(
Resources:
  Cluster: {Type: 'AWS::ECS::Cluster'}
  Web:
    Type: AWS::ECS::Service
    Properties: {Cluster: !Ref Cluster, ServiceName: web}
  Default:
    Type: AWS::ECS::Service
    Properties: {ServiceName: web}
  ByName:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Sub 'service/${Cluster}/web'}
  ByDefault:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: service/default/web}
  ByReference:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ResourceId: !Sub 'service/${Cluster}/${Web.Name}'}
)"});
  const auto web = given.the<Service>("Web");
  const auto in_default = given.the<Service>("Default");
  EXPECT_TRUE(given.the<ScalableTarget>("ByName").scales(web));
  EXPECT_FALSE(given.the<ScalableTarget>("ByName").scales(in_default));
  EXPECT_TRUE(given.the<ScalableTarget>("ByDefault").scales(in_default));
  EXPECT_FALSE(given.the<ScalableTarget>("ByDefault").scales(web));
  EXPECT_TRUE(given.the<ScalableTarget>("ByReference").scales(web));
  EXPECT_FALSE(given.the<ScalableTarget>("ByReference").scales(in_default));
}

}  // namespace
}  // namespace cfn_ecs_lint
