#include "cli/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cfn_ecs_lint::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

Arguments parsed(std::vector<std::string> words) {
  auto result = parse_arguments(words);
  if (auto* error = std::get_if<UsageError>(&result)) {
    ADD_FAILURE() << error->message;
    return {};
  }
  return std::get<Arguments>(result);
}

std::string wrong(std::vector<std::string> words) {
  const auto result = parse_arguments(words);
  const auto* error = std::get_if<UsageError>(&result);
  return error ? error->message : "nothing";
}

TEST(Arguments, HaveDefaults) {
  const Arguments arguments = parsed({});
  EXPECT_THAT(arguments.paths, IsEmpty());
  EXPECT_EQ(arguments.format, nullptr) << "what is usual where the output goes";
  EXPECT_FALSE(arguments.level || arguments.fail_on) << "configuration may say";
  EXPECT_FALSE(arguments.explain || arguments.dump || arguments.closed || arguments.list_rules);
}

TEST(Arguments, AreRead) {
  const Arguments arguments = parsed({"a.yaml",
                                      "--only",
                                      "spot,health",
                                      "--only=wiring",
                                      "--skip",
                                      "deadlock",
                                      "b",
                                      "--format",
                                      "sarif",
                                      "--level=note",
                                      "--fail-on",
                                      "never",
                                      "--color",
                                      "never",
                                      "--closed",
                                      "-",
                                      "--stdin-filename",
                                      "c.yaml",
                                      "--parameters",
                                      "p.json",
                                      "d.yaml",
                                      "--dump",
                                      "template"});
  EXPECT_THAT(arguments.paths, ElementsAre("a.yaml", "b", "-", "d.yaml"));
  EXPECT_THAT(arguments.only, ElementsAre("spot", "health", "wiring"));
  EXPECT_THAT(arguments.skip, ElementsAre("deadlock"));
  EXPECT_EQ(arguments.format, output::find_format("sarif"));
  EXPECT_EQ(arguments.level, Severity::note);
  EXPECT_EQ(arguments.fail_on, FailOn::never);
  EXPECT_EQ(arguments.color, Color::never);
  EXPECT_TRUE(arguments.closed);
  EXPECT_EQ(arguments.stdin_filename, "c.yaml");
  EXPECT_THAT(arguments.parameter_files, ElementsAre("p.json"));
  EXPECT_EQ(arguments.dump, Stage::cfn_template);
}

TEST(Arguments, AnOptionTakesOneWordEachTime) {
  const Arguments arguments =
      parsed({"--parameter", "A=1,2", "a.yaml", "--parameter", "B=x=y", "--parameter", "C="});
  EXPECT_THAT(arguments.paths, ElementsAre("a.yaml"));
  EXPECT_THAT(arguments.parameters, ElementsAre(Pair("A", "1,2"), Pair("B", "x=y"), Pair("C", "")));
}

TEST(Arguments, TwoDashesEndTheOptions) {
  EXPECT_THAT(parsed({"--", "--closed", "-x.yaml"}).paths, ElementsAre("--closed", "-x.yaml"));
}

TEST(Arguments, OutputFilesShowTheirFormat) {
  const Arguments arguments =
      parsed({"-o", "a.sarif", "-o", "text:b.sarif", "--output=c.txt", "-o", "d.sarif.json", "-o",
              "sarif:C:/e", "-o", "f.json", "-o", "g.md", "-o", "h.xml", "-o", "github:i.txt"});
  std::vector<std::pair<std::string_view, std::string>> outputs;
  for (const OutputFile& file : arguments.outputs) {
    outputs.emplace_back(file.format->name, file.path);
  }
  EXPECT_THAT(
      outputs,
      ElementsAre(Pair("sarif", "a.sarif"), Pair("text", "b.sarif"), Pair("text", "c.txt"),
                  Pair("sarif", "d.sarif.json"), Pair("sarif", "C:/e"), Pair("json", "f.json"),
                  Pair("markdown", "g.md"), Pair("junit", "h.xml"), Pair("github", "i.txt")));
  EXPECT_EQ(wrong({"-o", "report"}),
            "the name `report` does not show its format: write one before it, as in `text:report`; "
            "there are text, compact, github, json, sarif, markdown, junit");
  EXPECT_EQ(wrong({"-o", "sraif:x"}), "`sraif` is no format; did you mean `sarif`?");
  EXPECT_EQ(wrong({"-o", "sarif:"}), "`--output sarif:` names no file");
  EXPECT_EQ(wrong({"-o", "sarif:-"}), "`--output` writes files; `--format` is that of `-`");
}

TEST(Arguments, WrongUseSaysWhatIsNear) {
  EXPECT_EQ(wrong({"--fromat", "text"}), "there is no option `--fromat`; did you mean `--format`?");
  EXPECT_EQ(wrong({"--levle=note"}), "there is no option `--levle`; did you mean `--level`?");
  EXPECT_EQ(wrong({"--frobnicate"}), "there is no option `--frobnicate`");
  EXPECT_EQ(wrong({"--level", "waring"}),
            "`--level` takes error, warning, note, not `waring`; did you mean `warning`?");
  EXPECT_EQ(wrong({"a.yaml", "--format"}), "`--format` needs a value");
  EXPECT_EQ(wrong({"--parameter", "Environment"}),
            "`--parameter` takes NAME=VALUE, not `Environment`");
  EXPECT_EQ(wrong({"--stdin-filename", "a.yaml"}),
            "`--stdin-filename` names standard input, which `-` asks for");
  EXPECT_EQ(wrong({"-", "-"}), "`-` can be given once only");
}

TEST(Arguments, AFormatIsOneOfTheTable) {
  for (const output::Format& format : output::formats()) {
    EXPECT_EQ(parsed({"--format", std::string(format.name)}).format, &format);
  }
  EXPECT_EQ(parsed({"--format", "auto"}).format, nullptr);
  EXPECT_EQ(wrong({"--format", "jnuit"}),
            "`--format` takes auto, text, compact, github, json, sarif, markdown, junit, not "
            "`jnuit`; did you mean `junit`?");
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
