// The forms of user data other than scripts of the shell.
#include <gmock/gmock.h>

#include <string>

#include "tests/userdata/boot.h"

namespace cfn_ecs_lint {
namespace {

using testing::Boot;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::System;

TEST(CloudConfig, WritesFilesAndRunsCommands) {
  const Boot boot(R"(#cloud-config
runcmd:
  - echo LAST=4 >> /etc/ecs/ecs.config
  - [sh, -c, "echo \"IT'S=5\" >> /etc/ecs/ecs.config"]
  - [systemctl, restart, ecs]
bootcmd:
  - echo FIRST=1 >> /etc/ecs/ecs.config
write_files:
  - path: /etc/ecs/ecs.config
    append: true
    content: |
      ECS_CLUSTER=${Cluster}
      ECS_X="true"
  - {path: /etc/ecs/ecs.config, append: yes, content: "A=1\nB=\"2\"\n"}
)");
  EXPECT_EQ(boot.user_data().format(), UserDataFormat::cloud_config);
  EXPECT_THAT(boot.settings(), ElementsAre("FIRST=1", "ECS_CLUSTER=<Cluster>", "ECS_X=\"true\"",
                                           "A=1", "B=\"2\"", "LAST=4", "IT'S=5"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_EQ(boot.at(boot.user_data().settings()[1].span), "12: ECS_CLUSTER=${Cluster}");
  EXPECT_EQ(boot.at(boot.user_data().settings()[2].value.span()), "13: \"true\"");
  EXPECT_EQ(boot.at(boot.user_data().settings()[4].span), "14: B=\\\"2\\\"");
  EXPECT_EQ(boot.at(boot.user_data().settings()[5].value.span()), "3: 4");
  EXPECT_TRUE(boot.user_data().commands()[0].early);
  EXPECT_EQ(boot.commands().back(), "[systemctl][restart][ecs]");
}

TEST(CloudConfig, OverwritesWithoutAppend) {
  const Boot boot(R"(#cloud-config
write_files:
  - path: /etc/ecs/ecs.config
    content: A=1
  - path: /etc/ecs/ecs.config
    content: B=2
)");
  EXPECT_THAT(boot.settings(), ElementsAre("A=1 (gone)", "B=2"));
}

TEST(CloudConfig, Encodings) {
  const Boot boot(R"(#cloud-config
write_files:
  - path: /etc/ecs/ecs.config
    encoding: b64
    content: RUNTX0NMVVNURVI9cHJvZA==
)");
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_CLUSTER=prod"));
  EXPECT_EQ(boot.at(boot.user_data().settings()[0].span), "5: RUNTX0NMVVNURVI9cHJvZA==");
  const Boot gzip(R"(#cloud-config
write_files:
  - path: /etc/ecs/ecs.config
    encoding: gz+b64
    content: H4sIAAAAAAAA
)");
  EXPECT_FALSE(gzip.is_understood());
}

TEST(CloudConfig, ThatIsNoYamlIsNotUnderstood) {
  EXPECT_FALSE(Boot("#cloud-config\nruncmd: [\n").is_understood());
  EXPECT_FALSE(Boot("#cloud-config\nruncmd:\n  - ${Extra}\n").is_understood());
  EXPECT_TRUE(Boot("#cloud-config\npackages: [jq]\n").is_understood());
}

TEST(Multipart, RunsItsPartsInTheirOrder) {
  const Boot boot(R"(MIME-Version: 1.0
Content-Type: multipart/mixed;
  boundary="==BOUNDARY=="

--==BOUNDARY==
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/bash
echo SCRIPT=2 >> /etc/ecs/ecs.config
--==BOUNDARY==
Content-Type: text/cloud-config; charset="us-ascii"

#cloud-config
write_files:
  - {path: /etc/ecs/ecs.config, append: true, content: "CONFIG=1\n"}
runcmd:
  - echo RUN=3 >> /etc/ecs/ecs.config
--==BOUNDARY==
Content-Type: text/cloud-boothook; charset="us-ascii"

#cloud-boothook
#!/bin/bash
echo HOOK=0 >> /etc/ecs/ecs.config
--==BOUNDARY==--
)");
  EXPECT_EQ(boot.user_data().format(), UserDataFormat::multipart);
  EXPECT_THAT(boot.settings(), ElementsAre("HOOK=0", "CONFIG=1", "SCRIPT=2", "RUN=3"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_EQ(boot.at(boot.user_data().settings()[2].span), "9: SCRIPT=2");
}

// The line between the headers and the body is easily forgotten; cloud-init forgives it.
TEST(Multipart, ABodyMayFollowItsHeadersAtOnce) {
  const Boot boot(R"(Content-Type: multipart/mixed; boundary="B"
MIME-Version: 1.0

--B
Content-Type: text/x-shellscript; charset="us-ascii"
#!/bin/bash
echo A=1 >> /etc/ecs/ecs.config

echo B=2 >> /etc/ecs/ecs.config
--B--
)");
  EXPECT_TRUE(boot.is_understood());
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=2"));
}

TEST(Multipart, JobsOfUpstartRunTheirScripts) {
  const Boot boot(R"(Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: text/upstart-job; charset="us-ascii"

#upstart-job
description "Configure the agent"
start on started ecs

script
  exec 2>>/var/log/job.log
  echo A=1 >> /etc/ecs/ecs.config
end script
--B
Content-Type: text/x-shellscript

#!/bin/bash
echo B=2 >> /etc/ecs/ecs.config
--B--
)");
  EXPECT_TRUE(boot.is_understood());
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=2"));
  EXPECT_FALSE(Boot("Content-Type: multipart/mixed; boundary=B\n\n--B\n"
                    "Content-Type: text/upstart-job\n\nexec /opt/job\n--B--\n")
                   .is_understood());
}

TEST(Multipart, PartsThatAreNotUnderstood) {
  const std::string head = "Content-Type: multipart/mixed; boundary=B\n\n--B\n";
  EXPECT_FALSE(
      Boot(head + "Content-Type: text/x-include-url\n\nhttp://x\n--B--\n").is_understood());
  EXPECT_FALSE(Boot("Content-Type: multipart/mixed\n\n--B\n").is_understood());
  const Boot open(head +
                  "Content-Type: text/x-shellscript\n\n#!/bin/sh\necho A=1 >> /etc/ecs/ecs.config");
  EXPECT_THAT(open.settings(), ElementsAre("A=1"));
}

TEST(Boothook, RunsAsAScript) {
  const Boot boot("#cloud-boothook\n#!/bin/bash\necho A=1 >> /etc/ecs/ecs.config\n");
  EXPECT_EQ(boot.user_data().format(), UserDataFormat::boothook);
  EXPECT_THAT(boot.settings(), ElementsAre("A=1"));
  EXPECT_TRUE(boot.user_data().commands()[0].early);
}

TEST(Bottlerocket, SettingsOfEcs) {
  const Boot boot(R"(# host
[settings.host-containers.admin]
enabled = true

[settings.ecs]
cluster = "${Cluster}"
enable-spot-instance-draining = true # yes
"loglevel" = 'debug'
logging-drivers = ["json-file",
  "awslogs"]
[settings.ecs.instance-attributes]
cluster = "no"
)");
  EXPECT_EQ(boot.user_data().format(), UserDataFormat::bottlerocket);
  EXPECT_THAT(boot.settings(),
              ElementsAre("ECS_CLUSTER=<Cluster>", "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
                          "ECS_LOGLEVEL=debug",
                          "ECS_AVAILABLE_LOGGING_DRIVERS=[\"json-file\",\n  \"awslogs\"]"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_EQ(boot.at(boot.user_data().settings()[0].span), "6: cluster = \"${Cluster}\"");
  EXPECT_FALSE(boot.user_data().settings()[0].is_variable);
}

TEST(Bottlerocket, DottedKeysAndBootstrapContainers) {
  const Boot dotted("[settings]\necs.cluster = \"prod\"\n");
  EXPECT_THAT(dotted.settings(), ElementsAre("ECS_CLUSTER=prod"));
  EXPECT_FALSE(Boot("[settings.bootstrap-containers.x]\nmode = \"once\"\n").is_understood());
  EXPECT_FALSE(Boot("[settings.ecs]\n${Extra}\n").is_understood());
  EXPECT_FALSE(Boot("[settings]\necs = {cluster = \"prod\"}\n").is_understood());
  for (const char* broken : {"[settings.ecs]\ncluster = \"", "[settings.ecs]\na = [", "[settings",
                             "[settings.ecs]\n\"", "[settings.ecs]\na = {'", "settings."}) {
    EXPECT_THAT(Boot(broken).settings().size(), ::testing::Le(1u));
  }
}

TEST(Windows, SetsTheAgentUp) {
  const Boot boot(R"(<powershell>
$cluster = "${Cluster}"
# comment
[Environment]::SetEnvironmentVariable("ECS_ENABLE_SPOT_INSTANCE_DRAINING", "true", "Machine")
[System.Environment]::SetEnvironmentVariable('ECS_X',
  "a`"b", [System.EnvironmentVariableTarget]::Machine)
Import-Module ECSTools
if ($x) { [Environment]::SetEnvironmentVariable("ECS_Y", "1", "Machine") }
Initialize-ECSAgent -Cluster $cluster -EnableTaskIAMRole -LoggingDrivers '["json-file","awslogs"]'
</powershell>
<persist>true</persist>
)");
  EXPECT_EQ(boot.user_data().format(), UserDataFormat::powershell);
  EXPECT_THAT(boot.settings(),
              ElementsAre("ECS_ENABLE_SPOT_INSTANCE_DRAINING=true", "ECS_X=a\"b", "ECS_Y=1 (maybe)",
                          "ECS_CLUSTER=<Cluster>", "ECS_ENABLE_TASK_IAM_ROLE=true",
                          "ECS_AVAILABLE_LOGGING_DRIVERS=[\"json-file\",\"awslogs\"]"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_EQ(boot.at(boot.user_data().settings()[3].span), "9: $cluster");
}

TEST(Windows, WhatIsNotUnderstood) {
  for (const char* line :
       {"iex ((New-Object Net.WebClient).DownloadString('https://x'))", "& C:\\setup.ps1",
        ". C:\\x.ps1", "C:\\x\\setup.ps1 -a", "Invoke-WebRequest https://x | Invoke-Expression"}) {
    EXPECT_FALSE(Boot("<powershell>\n" + std::string(line) + "\n</powershell>").is_understood())
        << line;
  }
  for (const char* broken :
       {"<powershell>\n\"", "<powershell>\n(", "<powershell>${!a", "<powershell>}{`"}) {
    EXPECT_THAT(Boot(broken).settings(), IsEmpty());
  }
}

TEST(Json, UserData) {
  const Boot boot(R"({"ECSAgentConfiguration": {"Cluster": "${Cluster}",
  "SpotInstanceDrainingEnabled": true}})");
  EXPECT_EQ(boot.user_data().format(), UserDataFormat::json);
  EXPECT_THAT(boot.settings(),
              ElementsAre("ECS_CLUSTER=<Cluster>", "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true"));
  EXPECT_FALSE(Boot(R"({"ignition": {"version": "3.0.0"}})").is_understood());
}

TEST(Json, File) {
  const Boot boot("#!/bin/sh\ncat <<'E' > /etc/ecs/ecs.config.json\n{\"Cluster\": \"prod\"}\nE\n");
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_CLUSTER=prod"));
  EXPECT_EQ(boot.at(boot.user_data().settings()[0].value.span()), "3: prod");
}

TEST(Units, StartTheAgentByHand) {
  const Boot boot(R"(#!/bin/bash
cat > /etc/systemd/system/ecs-agent.service <<'EOF'
[Service]
ExecStart=/usr/bin/docker run --name ecs-agent \
  --env=ECS_CLUSTER=prod \
  amazon/amazon-ecs-agent:latest
EOF
systemctl start ecs-agent)");
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_CLUSTER=prod"));
  EXPECT_TRUE(boot.is_understood());
}

TEST(Units, ScriptsLeftForOthersMayConfigureTheAgent) {
  const Boot boot("#!/bin/sh\ncat > /opt/x.sh <<'E'\necho A=1 >> /etc/ecs/ecs.config\nE\n");
  EXPECT_THAT(boot.settings(), IsEmpty());
  EXPECT_FALSE(boot.is_understood());
}

UserData read(System& system) { return UserData(system.property("T", "UserData")); }

TEST(Encoding, Base64OfTheTemplate) {
  System system({R"(Resources:
  T:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: IyEvYmluL3NoCmVjaG8gQT0xID4+IC9ldGMvZWNzL2Vjcy5jb25maWcK
)"});
  const UserData data = read(system);
  EXPECT_EQ(data.encoding(), UserDataEncoding::literal);
  ASSERT_EQ(data.settings().size(), 1u);
  EXPECT_EQ(data.settings()[0].key, "A");
  EXPECT_EQ(data.settings()[0].span.file->text(data.settings()[0].span),
            "IyEvYmluL3NoCmVjaG8gQT0xID4+IC9ldGMvZWNzL2Vjcy5jb25maWcK");
}

TEST(Encoding, ReadableText) {
  System system({R"(Resources:
  T:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: |
        #!/bin/sh
        echo A=1 >> /etc/ecs/ecs.config
)"});
  EXPECT_EQ(read(system).encoding(), UserDataEncoding::none);
  EXPECT_EQ(read(system).settings().size(), 1u);
}

TEST(Encoding, AbsentAndUnknown) {
  System system({R"(Parameters:
  Data: {Type: String}
Resources:
  T:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: !Ref Data
  U:
    Type: AWS::AutoScaling::LaunchConfiguration
)"});
  EXPECT_EQ(read(system).format(), UserDataFormat::unknown);
  EXPECT_TRUE(read(system).setting("ECS_CLUSTER").is_unknown());
  const UserData none(system.property("U", "UserData"));
  EXPECT_EQ(none.format(), UserDataFormat::none);
  EXPECT_TRUE(none.setting("ECS_CLUSTER").is_absent());
}

// The words of a script are found in lists of Fn::Join and in the escapes of JSON.
TEST(Positions, JoinInJson) {
  System system(std::vector<testing::NamedText>{{"a.json", R"({"Resources": {
  "C": {"Type": "AWS::ECS::Cluster"},
  "T": {"Type": "AWS::AutoScaling::LaunchConfiguration", "Properties": {
    "UserData": {"Fn::Base64": {"Fn::Join": ["", ["#!/bin/bash\n",
      "echo ECS_CLUSTER=", {"Ref": "C"}, " >> /etc/ecs/ecs.config\n",
      "# tabs\t\necho \"ECS_X=yes\" >> /etc/ecs/ecs.config"]]}}}}}})"}});
  const UserData data = read(system);
  ASSERT_EQ(data.settings().size(), 2u);
  const AgentSetting& cluster = data.settings()[0];
  EXPECT_EQ(cluster.span.file->place(cluster.span.begin).line, 5u);
  EXPECT_EQ(cluster.span.file->text(cluster.span), "ECS_CLUSTER=");
  ASSERT_NE(cluster.value.only_hole(), nullptr);
  EXPECT_EQ(cluster.value.only_hole()->resource->logical_id(), "C");
  const AgentSetting& x = data.settings()[1];
  EXPECT_EQ(x.span.file->place(x.span.begin).line, 6u);
  EXPECT_EQ(x.span.file->text(x.span), "ECS_X=yes");
  EXPECT_EQ(x.span.file->text(x.value.span()), "yes");
}

TEST(Positions, SubWithAMap) {
  System system({R"(Resources:
  C: {Type: AWS::ECS::Cluster}
  T:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64:
          Fn::Sub:
            - "#!/bin/sh\necho ECS_CLUSTER=${Name} \\\n  >> /etc/ecs/ecs.config"
            - Name: !Ref C
)"});
  const UserData data = read(system);
  ASSERT_EQ(data.settings().size(), 1u);
  const AgentSetting& cluster = data.settings()[0];
  EXPECT_EQ(cluster.span.file->text(cluster.span), "ECS_CLUSTER=${Name}");
}

}  // namespace
}  // namespace cfn_ecs_lint
