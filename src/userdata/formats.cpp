#include "userdata/formats.h"

#include <algorithm>
#include <string_view>

#include "userdata/cloud_config.h"
#include "userdata/shell.h"

namespace cfn_ecs_lint::userdata {
namespace {

using std::string_view;

bool starts_with_word(string_view text, string_view word) {
  if (text.size() < word.size()) return false;
  return std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
    return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
  });
}

// A table or a key of Bottlerocket's settings begins the first line that is no comment.
bool is_bottlerocket(string_view text) {
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(begin);
    if (!text.starts_with('#')) break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  return text.starts_with("[settings") || text.starts_with("settings.") ||
         text.starts_with("[[settings");
}

}  // namespace

// https://docs.cloud-init.io/en/latest/explanation/format.html
UserDataFormat boot(Machine& machine, const Text& text) {
  const string_view str = text.str();
  if (str.starts_with("#!")) {
    run_shell(machine, text, true);
    return UserDataFormat::shell;
  }
  if (str.starts_with("#cloud-config") && !str.starts_with("#cloud-config-")) {
    CloudConfig config(machine, text);
    config.run_early();
    config.run_late();
    return UserDataFormat::cloud_config;
  }
  if (str.starts_with("#cloud-boothook")) {
    machine.early = true;
    run_shell(machine, text, true);
    return UserDataFormat::boothook;
  }
  if (starts_with_word(str, "content-type:") || starts_with_word(str, "mime-version:")) {
    run_multipart(machine, text);
    return UserDataFormat::multipart;
  }
  const std::size_t first = str.find_first_not_of(" \t\r\n");
  const string_view words = first == string_view::npos ? string_view() : str.substr(first);
  if (words.starts_with('{')) {
    run_agent_json(machine, text, true);
    return UserDataFormat::json;
  }
  if (starts_with_word(words, "<powershell>") || starts_with_word(words, "<script>") ||
      starts_with_word(words, "<persist>") || starts_with_word(words, "<runasuser>")) {
    run_windows(machine, text);
    return UserDataFormat::powershell;
  }
  if (is_bottlerocket(str)) {
    run_bottlerocket(machine, text);
    return UserDataFormat::bottlerocket;
  }
  machine.misunderstand();
  if (str.starts_with("#include")) return UserDataFormat::include;
  return UserDataFormat::unknown;
}

}  // namespace cfn_ecs_lint::userdata
