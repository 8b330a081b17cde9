#include "tests/userdata/boot.h"

#include <sstream>

namespace cfn_ecs_lint::testing {
namespace {

constexpr int kFirstLine = 14;

std::string as_template(std::string_view text) {
  std::string yaml = R"(Parameters:
  Name: {Type: String}
  Flag: {Type: String}
  Extra: {Type: String}
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |2
)";
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) yaml += "            " + line + "\n";
  return yaml;
}

std::string name_of(const Hole& hole) {
  if (hole.resource != nullptr) return std::string(hole.resource->logical_id());
  return hole.name.empty() ? "?" : std::string(hole.name);
}

}  // namespace

std::string readable(const Text& text) {
  std::string words;
  for (const Piece& piece : text.pieces()) {
    words += piece.is_hole ? "<" + name_of(piece.hole) + ">" : std::string(piece.text);
  }
  return words;
}

Boot::Boot(std::string_view text, const InitReader& init) : system_({as_template(text)}) {
  const Value data = system_.property("Template", "LaunchTemplateData")["UserData"];
  user_data_ = std::make_unique<UserData>(data, init);
}

std::vector<std::string> Boot::settings() const {
  std::vector<std::string> said;
  for (const AgentSetting& setting : user_data_->settings()) {
    said.push_back(setting.key + "=" + readable(setting.value) +
                   (setting.certain ? "" : " (maybe)") + (setting.overwritten ? " (gone)" : ""));
  }
  return said;
}

std::vector<std::string> Boot::commands() const {
  std::vector<std::string> said;
  for (const Command& command : user_data_->commands()) {
    std::string words;
    for (const Text& word : command.words) words += "[" + readable(word) + "]";
    said.push_back(words + (command.certain ? "" : " (maybe)") +
                   (command.background ? " (&)" : ""));
  }
  return said;
}

std::string Boot::at(const Span& place) const {
  if (!place) return "nowhere";
  const auto line = static_cast<int>(place.file->place(place.begin).line) - kFirstLine + 1;
  return std::to_string(line) + ": " + std::string(place.file->text(place));
}

}  // namespace cfn_ecs_lint::testing
