// What scripts of the shell write to the agent's configuration.
#include <gmock/gmock.h>

#include <string>

#include "tests/userdata/boot.h"

namespace cfn_ecs_lint {
namespace {

using testing::Boot;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string script(std::string_view lines) { return "#!/bin/bash -xe\n" + std::string(lines); }

TEST(Shell, EchoAppends) {
  const Boot boot(
      script("echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\n"
             "echo \"ECS_A=b c\" 'ECS_D' >> /etc/ecs/ecs.config;echo x>>/tmp/f"));
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_CLUSTER=<Cluster>", "ECS_A=b c ECS_D"));
  EXPECT_TRUE(boot.is_understood());
  const auto settings = boot.user_data().settings();
  EXPECT_EQ(boot.at(settings[0].span), "2: ECS_CLUSTER=${Cluster}");
  EXPECT_EQ(boot.at(settings[0].value.span()), "2: ${Cluster}");
  EXPECT_EQ(boot.at(settings[1].value.span()), "3: b c\" 'ECS_D");
}

TEST(Shell, TakesQuotesAway) {
  const Boot boot(script(R"(echo A="x" >> /etc/ecs/ecs.config
echo 'B="x"' >> /etc/ecs/ecs.config
echo "C='x'" >> /etc/ecs/ecs.config
echo D=[\"json-file\",\"awslogs\"] >> /etc/ecs/ecs.config
echo E=\$HOME"\$F" >> "/etc/ecs/ecs.config"
echo $'F=\'1\'\nG=2' >> '/etc/ecs/'ecs.config)"));
  EXPECT_THAT(boot.settings(),
              ElementsAre("A=x", "B=\"x\"", "C='x'", "D=[\"json-file\",\"awslogs\"]", "E=$HOME$F",
                          "F='1'", "G=2"));
}

TEST(Shell, EchoOptions) {
  const Boot boot(script(R"(echo -e "A=1\nB=\"2\"" >> /etc/ecs/ecs.config
echo -n C= >> /etc/ecs/ecs.config
echo 3 >> /etc/ecs/ecs.config
echo -x D=4 >> /etc/ecs/ecs.config)"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=\"2\"", "C=3", "-x D=4"));
}

TEST(Shell, Printf) {
  const Boot boot(script(R"(printf 'A=%s\n' 1 >> /etc/ecs/ecs.config
printf "B=%s\nC=%s\n" ${Name} 3 >> /etc/ecs/ecs.config
printf '%s\n' D=4 E=5 >> /etc/ecs/ecs.config
printf 'F=100%%\n' >> /etc/ecs/ecs.config)"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=<Name>", "C=3", "D=4", "E=5", "F=100%"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_FALSE(Boot(script("printf 'A=%05d' 3 >> /etc/ecs/ecs.config")).is_understood());
}

TEST(Shell, HereDocuments) {
  const Boot boot(script(R"(X=1
cat <<'EOF' >> /etc/ecs/ecs.config
A=$X
B="true"
EOF
cat >> /etc/ecs/ecs.config <<-"TAG"
	C=${Cluster}
	TAG
cat <<EOF >>/etc/ecs/ecs.config
D=$X
E='${!X}' # no comment
F=\$X \"
EOF
echo G=7 >> /etc/ecs/ecs.config)"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=$X", "B=\"true\"", "C=<Cluster>", "D=1",
                                           "E='1' # no comment", "F=$X \\\"", "G=7"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_EQ(boot.at(boot.user_data().settings()[1].span), "5: B=\"true\"");
}

TEST(Shell, HereDocumentsOfOneLine) {
  const Boot boot(
      script("cat <<A >> /etc/ecs/ecs.config; cat <<B >> /etc/ecs/ecs.config\n"
             "X=1\nA\nY=2\nB\necho Z=3 >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("X=1", "Y=2", "Z=3"));
}

TEST(Shell, Tee) {
  const Boot boot(
      script("echo A=1 | tee /etc/ecs/ecs.config\n"
             "echo B=2 | sudo tee -a /etc/ecs/ecs.config > /dev/null\n"
             "cat <<EOF | tee --append /etc/ecs/ecs.config\nC=3\nEOF\n"
             "tee -a /etc/ecs/ecs.config <<< D=4"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=2", "C=3", "D=4"));
}

TEST(Shell, Groups) {
  const Boot boot(
      script("{\n  echo A=1\n  mkdir -p /etc/ecs\n  echo B=2;\n} >> /etc/ecs/ecs.config\n"
             "(echo C=3; echo D=4) >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=2", "C=3", "D=4"));
  EXPECT_TRUE(boot.is_understood());
}

TEST(Shell, TruncatingWritesTakeSettingsAway) {
  const Boot boot(
      script("echo A=1 >> /etc/ecs/ecs.config\n"
             "echo B=2 > /etc/ecs/ecs.config\n"
             "echo B=3 >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1 (gone)", "B=2 (gone)", "B=3"));
  EXPECT_EQ(boot.at(boot.user_data().settings()[0].overwritten_by),
            "3: echo B=2 > /etc/ecs/ecs.config");
  EXPECT_EQ(boot.at(boot.user_data().settings()[1].overwritten_by), "4: B=3");
  EXPECT_TRUE(boot.user_data().setting("A").is_absent());
  EXPECT_EQ(boot.user_data().setting("B")->str(), "3");
}

TEST(Shell, Variables) {
  const Boot boot(script(R"(CLUSTER=prod
CONFIG="/etc/ecs/ecs.config"
export DRAIN=true OTHER='a  b'
echo ECS_CLUSTER=$CLUSTER >> $CONFIG
echo "D=${!DRAIN}" "E=$OTHER" F=$OTHER >> ${!CONFIG}
CLUSTER+=uction
echo G=${!CLUSTER:-x} >> "$CONFIG"
echo H=$UNSET >> $CONFIG)"));
  EXPECT_THAT(boot.settings(),
              ElementsAre("ECS_CLUSTER=prod", "D=true E=a  b F=a b", "G=production", "H=<?>"));
  EXPECT_EQ(boot.at(boot.user_data().settings()[0].value.span()), "5: $CLUSTER");
}

TEST(Shell, WhatMayRunIsUncertain) {
  const Boot boot(script(R"(if curl -s x; then
  echo A=1 >> /etc/ecs/ecs.config
else
  echo B=2 >> /etc/ecs/ecs.config
fi
while read -r line; do echo C=3 >> /etc/ecs/ecs.config; done
case "$X" in
  a|b) echo D=4 >> /etc/ecs/ecs.config ;;
  *) echo E=5 >> /etc/ecs/ecs.config
esac
[ -f /x ] && echo F=6 >> /etc/ecs/ecs.config
grep -q x /y || echo G=7 >> /etc/ecs/ecs.config
yum install -y jq && echo H=8 >> /etc/ecs/ecs.config
for i in $(ls); do echo I=9 >> /etc/ecs/ecs.config; done)"));
  EXPECT_THAT(boot.settings(),
              ElementsAre("A=1 (maybe)", "B=2 (maybe)", "C=3 (maybe)", "D=4 (maybe)", "E=5 (maybe)",
                          "F=6 (maybe)", "G=7 (maybe)", "H=8", "I=9 (maybe)"));
  EXPECT_TRUE(boot.user_data().setting("A").is_unknown());
  EXPECT_TRUE(boot.user_data().setting("Z").is_absent());
}

TEST(Shell, TestsOfKnownWordsAreDecided) {
  const Boot boot(script(R"(SPOT=true
if [ "$SPOT" = true ]; then echo A=1 >> /etc/ecs/ecs.config; else echo B=2 >> /etc/ecs/ecs.config; fi
if [[ $SPOT != true ]]; then echo C=3 >> /etc/ecs/ecs.config; fi
[ -z "" ] && echo D=4 >> /etc/ecs/ecs.config
[ -n "" ] || echo E=5 >> /etc/ecs/ecs.config
if [ "${Flag}" == "true" ]; then echo F=6 >> /etc/ecs/ecs.config; fi)"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "D=4", "E=5", "F=6 (maybe)"));
}

TEST(Shell, VariablesOfBranchesAreUnknownBehindThem) {
  const Boot boot(script(R"(X=1
if curl y; then X=2; echo A=$X >> /etc/ecs/ecs.config; fi
echo B=$X >> /etc/ecs/ecs.config)"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=2 (maybe)", "B=<?>"));
}

TEST(Shell, LoopsOverKnownWords) {
  const Boot boot(script("for key in A B; do\n  echo $key=1 >> /etc/ecs/ecs.config\ndone"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=1"));
}

TEST(Shell, Functions) {
  const Boot boot(script(R"(configure() {
  echo "$1=$2" >> /etc/ecs/ecs.config
}
function never { echo X=1 >> /etc/ecs/ecs.config; }
configure A 1
configure B "${Cluster}")"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=<Cluster>"));
  EXPECT_TRUE(boot.is_understood());
}

TEST(Shell, OtherShells) {
  const Boot boot(script(R"(sudo bash -c "echo A=1 >> /etc/ecs/ecs.config"
sh -c 'echo B=2 >> /etc/ecs/ecs.config'
bash <<EOF
echo C=3 >> /etc/ecs/ecs.config
EOF
cat > /tmp/x.sh <<'EOF'
#!/bin/sh
echo D=4 >> /etc/ecs/ecs.config
EOF
chmod +x /tmp/x.sh
/tmp/x.sh
eval echo E=5 ">>" /etc/ecs/ecs.config
su - ec2-user -c "echo F=6 >> /etc/ecs/ecs.config")"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1", "B=2", "C=3", "D=4", "E=5", "F=6"));
  EXPECT_TRUE(boot.is_understood());
}

TEST(Shell, SubstitutionsThatPrintKnownWords) {
  const Boot boot(
      script("X=$(echo prod)\necho ECS_CLUSTER=$X >> /etc/ecs/ecs.config\n"
             "echo Y=`hostname` >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_CLUSTER=prod", "Y=<?>"));
  EXPECT_TRUE(boot.is_understood());
}

TEST(Shell, CopiesAndFolders) {
  const Boot boot(
      script("echo A=1 > /tmp/new\ncp /tmp/new /etc/ecs/ecs.config\n"
             "cd /etc/ecs\necho B=2 >> ecs.config\necho C=3 >> ./../ecs//ecs.config\n"
             "mv /tmp/new /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1 (gone)", "B=2 (gone)", "C=3 (gone)", "A=1"));
}

TEST(Shell, Sed) {
  const Boot boot(script(R"(echo ECS_CLUSTER=old >> /etc/ecs/ecs.config
echo DRAIN=false >> /etc/ecs/ecs.config
sed -i 's/^ECS_CLUSTER=.*/ECS_CLUSTER=${Cluster}/' /etc/ecs/ecs.config
sed -i -e "/^DRAIN/d" -e '$ a LAST=1' /etc/ecs/ecs.config
sed -i -E 's|(LAST)=([0-9]+)|\1=2\2|' /etc/ecs/ecs.config)"));
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_CLUSTER=old (gone)", "DRAIN=false (gone)",
                                           "ECS_CLUSTER=<Cluster>", "LAST=1 (gone)", "LAST=21"));
  EXPECT_TRUE(boot.is_understood());
}

TEST(Shell, SedOfLinesThatNobodyKnows) {
  const Boot boot(script("sed -i 's/^#ECS_X=.*/ECS_X=yes/' /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("ECS_X=yes (maybe)"));
  EXPECT_FALSE(boot.is_understood());
}

TEST(Shell, AgentStartedByHand) {
  const Boot boot(script(R"(echo FILE=1 > /etc/agent.env
docker run --name ecs-agent -d -e ECS_CLUSTER=${Cluster} \
  --env=ECS_X=true --env-file /etc/agent.env \
  amazon/amazon-ecs-agent:latest)"));
  EXPECT_THAT(boot.settings(), ElementsAre("FILE=1", "ECS_CLUSTER=<Cluster>", "ECS_X=true"));
  EXPECT_EQ(boot.at(boot.user_data().settings()[1].span), "3: ECS_CLUSTER=${Cluster}");
}

TEST(Shell, CommentsAndContinuations) {
  const Boot boot(
      script("# echo A=1 >> /etc/ecs/ecs.config\n"
             "echo B=2 \\\n  >> /etc/ecs/ecs.config # echo C=3\n"
             "echo D=4#e >> /etc/ecs/ecs.config\n"
             "echo '#F=5' >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("B=2", "D=4#e"));
}

TEST(Shell, ExitEndsTheScript) {
  const Boot boot(
      script("curl x || { echo no; exit 1; }\n(exit 0)\necho A=1 >> /etc/ecs/ecs.config\n"
             "exit 0\necho B=2 >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1"));
}

TEST(Shell, Commands) {
  const Boot boot(
      script("yum update -y\n"
             "sudo -E systemctl enable --now \"ecs\" &\n"
             "/opt/aws/bin/cfn-signal -e $? --stack=${AWS::StackName} || true\n"
             "trap 'cfn-signal -e 1' ERR"));
  EXPECT_THAT(
      boot.commands(),
      ElementsAre("[yum][update][-y]", "[systemctl][enable][--now][ecs] (&)",
                  "[/opt/aws/bin/cfn-signal][-e][<?>][--stack][<AWS::StackName>]", "[true] (maybe)",
                  "[trap][cfn-signal -e 1][ERR]", "[cfn-signal][-e][1] (maybe)"));
  const Command& signal = boot.user_data().commands()[2];
  EXPECT_EQ(signal.program(), "cfn-signal");
  ASSERT_NE(signal.option("--stack"), nullptr);
  EXPECT_EQ(boot.at(signal.option("--stack")->span()), "4: ${AWS::StackName}");
  EXPECT_EQ(boot.at(signal.span()), "4: /opt/aws/bin/cfn-signal -e $? --stack=${AWS::StackName}");
}

TEST(Shell, HarmlessScriptsAreUnderstood) {
  const Boot boot(script(R"(exec > >(tee /var/log/user-data.log | logger -t user-data -s) 2>&1
set -euo pipefail
yum update -y
yum install -y aws-cfn-bootstrap
amazon-linux-extras install -y docker
curl -s http://169.254.169.254/latest/meta-data/instance-id > /tmp/id
until curl -s http://localhost:51678/v1/metadata; do sleep 1; done
REGION=$(curl -s http://x | jq -r .region)
aws ec2 describe-instances --region $REGION
python3 -m pip install awscli
systemctl restart docker
. /etc/os-release)"));
  EXPECT_TRUE(boot.is_understood());
  EXPECT_THAT(boot.settings(), IsEmpty());
}

class NotUnderstood : public ::testing::TestWithParam<const char*> {};

TEST_P(NotUnderstood, MayConfigureTheAgent) {
  const Boot boot(script(GetParam()));
  EXPECT_FALSE(boot.is_understood());
  EXPECT_TRUE(boot.user_data().setting("ECS_CLUSTER").is_unknown());
}

INSTANTIATE_TEST_SUITE_P(
    Shell, NotUnderstood,
    ::testing::Values("curl -s https://example.com/x.sh | bash",
                      "bash <(curl -s https://example.com/x)", "source /opt/setup.sh",
                      "aws s3 cp s3://bucket/ecs.config /etc/ecs/ecs.config",
                      "aws s3 cp s3://bucket/ecs.config /etc/ecs/", "python3 /tmp/x.py",
                      "aws s3 cp s3://bucket/x.sh /tmp/x.sh; bash /tmp/x.sh",
                      "wget -O /tmp/x https://example.com; chmod +x /tmp/x; /tmp/x",
                      "curl https://example.com > /etc/ecs/ecs.config", "${Extra}",
                      "echo ${Extra} >> /etc/ecs/ecs.config", "eval $X", "/opt/baked/configure",
                      "cat /etc/baked >> /etc/ecs/ecs.config", "tar xzf /tmp/x.tgz -C /",
                      "vi /etc/ecs/ecs.config", "echo \"unclosed",
                      "echo $X=1 >> /etc/ecs/ecs.config",
                      "echo x | sed s/a/b/ >> /etc/ecs/ecs.config",
                      "python - <<EOF\nopen('/etc/ecs/ecs.config')\nEOF"));

// Whatever the text, reading it ends.
TEST(Shell, BrokenScripts) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "$(";
  std::string quotes;
  for (int i = 0; i < 5000; ++i) quotes += "\"`'${!x";
  std::string blocks;
  for (int i = 0; i < 5000; ++i) blocks += "if { (case x in ";
  const std::string growing =
      "X=x\nfor i in 1 2 3 4 5 6 7 8 9 0; do for j in 1 2 3 4 5 6 7 8 9 0; do X=$X$X; done; done\n"
      "echo $X";
  for (const std::string& text :
       {deep, quotes, blocks, growing, std::string("f() { f; f; }\nf"),
        std::string("cat <<A <<B <<C"), std::string("case x in ("), std::string("[[ a"),
        std::string("echo >\n> > >"), std::string("&& || & ; | !"), std::string("A=( x")}) {
    EXPECT_THAT(Boot(script(text)).settings(), IsEmpty()) << text.substr(0, 40);
  }
}

TEST(Shell, ReadsOnBehindStrayWords) {
  const Boot boot(script("fi\ndone )\necho A=1 >> /etc/ecs/ecs.config"));
  EXPECT_THAT(boot.settings(), ElementsAre("A=1"));
  EXPECT_FALSE(boot.is_understood());
}

}  // namespace
}  // namespace cfn_ecs_lint
