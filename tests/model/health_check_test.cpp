#include "model/health_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/templates.h"

namespace cfn_ecs_lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The requests of a command, as "PORT PATH".
std::vector<std::string> requests(const std::string& command) {
  testing::System system(
      {"Parameters: {Port: {Type: Number}}\n"
       "Resources:\n  R:\n    Type: Some::Type\n    Properties:\n      Command: " +
       command + "\n"});
  std::vector<std::string> spoken;
  for (const LocalRequest& one : local_requests(system.property("R", "Command").items())) {
    spoken.push_back(std::to_string(one.port) + " " + one.path);
  }
  return spoken;
}

std::vector<std::string> shell(const std::string& script) {
  return requests("[CMD-SHELL, \"" + script + "\"]");
}

TEST(LocalRequests, HostsOfTheContainerItself) {
  EXPECT_THAT(shell("curl -f http://localhost:5000/health || exit 1"), ElementsAre("5000 /health"));
  EXPECT_THAT(shell("curl -f http://127.0.0.1:5000/a"), ElementsAre("5000 /a"));
  EXPECT_THAT(shell("curl -g http://[::1]:5000/a"), ElementsAre("5000 /a"));
  EXPECT_THAT(shell("curl http://0.0.0.0:5000/a"), ElementsAre("5000 /a"));
  EXPECT_THAT(shell("curl HTTP://LocalHost:5000/a"), ElementsAre("5000 /a"));
  EXPECT_THAT(shell("curl http://user:word@localhost:5000/a"), ElementsAre("5000 /a"));
}

TEST(LocalRequests, OtherHostsAreNone) {
  EXPECT_THAT(shell("curl http://localhost.example.com/a"), IsEmpty());
  EXPECT_THAT(shell("curl http://notlocalhost/a"), IsEmpty());
  EXPECT_THAT(shell("curl http://web:5000/a"), IsEmpty());
  EXPECT_THAT(shell("curl http://10.127.0.0.1/a"), IsEmpty());
}

TEST(LocalRequests, PortAndPathByDefault) {
  EXPECT_THAT(shell("curl http://localhost"), ElementsAre("80 /"));
  EXPECT_THAT(shell("curl https://localhost/a"), ElementsAre("443 /a"));
  EXPECT_THAT(shell("curl http://localhost?deep=1"), ElementsAre("80 /"));
  EXPECT_THAT(shell("curl http://localhost:8080#top"), ElementsAre("8080 /"));
  EXPECT_THAT(shell("curl 'http://localhost:8080/a?b=c&d'"), ElementsAre("8080 /a"));
}

TEST(LocalRequests, BareHostsOfCurlAndWget) {
  EXPECT_THAT(shell("wget -q -O- localhost:8080/a"), ElementsAre("8080 /a"));
  EXPECT_THAT(shell("/usr/bin/curl localhost"), ElementsAre("80 /"));
  EXPECT_THAT(requests("[CMD, curl, -f, 'localhost:8080']"), ElementsAre("8080 /"));
  EXPECT_THAT(shell("redis-cli -h localhost ping"), IsEmpty());
  EXPECT_THAT(shell("nc -z localhost 80 && curl http://web/"), IsEmpty());
  EXPECT_THAT(shell("curl -H Host:localhost http://localhost:81/"), ElementsAre("81 /"));
  EXPECT_THAT(shell("curl -H 'Host: localhost' http://127.0.0.1:81/"), ElementsAre("81 /"));
}

TEST(LocalRequests, SeveralInTheirOrder) {
  EXPECT_THAT(shell("curl http://localhost:1/a && wget http://localhost:2/b"),
              ElementsAre("1 /a", "2 /b"));
  EXPECT_THAT(shell("(curl -s http://localhost:1/a;true)|grep ok"), ElementsAre("1 /a"));
}

TEST(LocalRequests, ProgramsOfAnyLanguage) {
  EXPECT_THAT(shell("node -e \\\"require('http').get('http://localhost:3000/a', r => 0)\\\""),
              ElementsAre("3000 /a"));
  EXPECT_THAT(requests("[CMD, python, -c, \"urlopen('http://localhost:3000/a')\"]"),
              ElementsAre("3000 /a"));
}

TEST(LocalRequests, NoneAsSoonAsOneIsNotKnown) {
  EXPECT_THAT(shell("curl http://localhost:$PORT/a"), IsEmpty());
  EXPECT_THAT(shell("curl http://localhost:5000/$PAGE || curl http://localhost:5000/a"), IsEmpty());
  EXPECT_THAT(shell("curl http://localhost:5000/{a,b}"), IsEmpty());
  EXPECT_THAT(shell("curl http://localhost:/a"), IsEmpty());
  EXPECT_THAT(shell("curl http://localhost:80a/a"), IsEmpty());
  EXPECT_THAT(shell("node -e \\\"get('http://localhost:3000/' + page)\\\""), IsEmpty());
  EXPECT_THAT(shell("python -c \\\"get('http://localhost:%d/a' % port)\\\""), IsEmpty());
  EXPECT_THAT(shell("curl --unix-socket /run/a.sock http://localhost/a"), IsEmpty());
  EXPECT_THAT(requests("[CMD-SHELL, !Sub 'curl http://localhost:${Port}/a']"), IsEmpty());
  EXPECT_THAT(requests("[CMD, curl, 'http://localhost/a', !Ref Port, {a: b}]"), IsEmpty());
}

TEST(LocalRequests, NothingToAsk) {
  EXPECT_THAT(requests("[NONE]"), IsEmpty());
  EXPECT_THAT(requests("[]"), IsEmpty());
  EXPECT_THAT(shell("/app/health.sh"), IsEmpty());
}

TEST(LocalRequests, PointAtTheUrl) {
  testing::System system(
      {"Resources:\n  R:\n    Type: Some::Type\n    Properties:\n"
       "      Command: [CMD-SHELL, \"curl -f 'http://localhost:5000/a' || exit 1\"]\n"});
  const auto found = local_requests(system.property("R", "Command").items());
  ASSERT_EQ(found.size(), 1u);
  const Span span = found[0].place.span;
  EXPECT_EQ(span.file->text(span), "http://localhost:5000/a");
}

TEST(AsksForOnePhase, ByAWordOfThePath) {
  for (const char* path :
       {"/live", "/health/ready", "/livez", "/actuator/health/readiness", "/is-alive", "/Ready"}) {
    EXPECT_TRUE(asks_for_one_phase(path)) << path;
  }
  for (const char* path : {"/", "/health", "/delivery/health", "/already", "/livestream"}) {
    EXPECT_FALSE(asks_for_one_phase(path)) << path;
  }
}

TEST(SamePage, ButForQueryAndLastSlash) {
  EXPECT_TRUE(same_page("/a", "/a"));
  EXPECT_TRUE(same_page("/a/", "/a?b=c"));
  EXPECT_TRUE(same_page("/", "/"));
  EXPECT_FALSE(same_page("/a", "/A"));
  EXPECT_FALSE(same_page("/", "/a"));
}

}  // namespace
}  // namespace cfn_ecs_lint
