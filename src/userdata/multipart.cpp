// User data of several parts, each with a type of its own, as MIME has it.
// https://docs.cloud-init.io/en/latest/explanation/format.html
#include <algorithm>
#include <cctype>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "text/base64.h"
#include "userdata/cloud_config.h"
#include "userdata/formats.h"
#include "userdata/shell.h"

namespace cfn_ecs_lint::userdata {
namespace {

using std::string_view;

std::string lower(string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

struct Headers {
  std::string type = "text/plain";  // in lower case, without parameters
  std::string boundary;
  std::string encoding;
  std::size_t end = 0;  // where the body begins
};

// A name without blanks before a colon, or the next line of such a header.
bool is_header(string_view line) {
  const std::size_t name_end = line.find_first_of(": \t");
  return name_end == 0 || (name_end != string_view::npos && line[name_end] == ':');
}

// Reads the headers at `begin` up to the empty line behind them. Where that line is forgotten, the
// body begins with the first line that is no header (email.feedparser of Python, which cloud-init
// is written in).
Headers read_headers(string_view text, std::size_t begin, std::size_t end) {
  Headers headers;
  std::vector<std::string> lines;
  while (begin < end) {
    const std::size_t line_end = std::min(text.find('\n', begin), end);
    string_view line = text.substr(begin, line_end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && !is_header(line)) break;
    begin = std::min(line_end + 1, end);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !lines.empty()) {
      lines.back() += line;
    } else {
      lines.emplace_back(line);
    }
  }
  headers.end = begin;
  for (const std::string& line : lines) {
    const std::string small = lower(line);
    const std::size_t colon = std::min(small.find(':'), small.size());
    const std::size_t value = std::min(small.find_first_not_of(": \t", colon), small.size());
    const std::size_t value_end = std::min(small.find_first_of("; \t", value), small.size());
    const string_view name = string_view(small).substr(0, colon);
    if (name == "content-transfer-encoding") {
      headers.encoding = small.substr(value, value_end - value);
    } else if (name == "content-type") {
      headers.type = small.substr(value, value_end - value);
      const std::size_t at = small.find("boundary=");
      if (at == std::string::npos) continue;
      string_view boundary = string_view(line).substr(at + 9);
      if (boundary.starts_with('"')) {
        boundary = boundary.substr(1, boundary.find('"', 1) - 1);
      } else {
        boundary = boundary.substr(0, boundary.find_first_of("; \t"));
      }
      headers.boundary = boundary;
    }
  }
  return headers;
}

// The parts, sorted by when they run.
struct Parts {
  std::vector<Text> boothooks;
  std::deque<CloudConfig> configs;
  std::vector<Text> scripts;
};

// The scripts of a job for upstart: what stands between `script` and `end script`.
// https://upstart.ubuntu.com/cookbook/#script
void read_upstart_job(Machine& machine, const Text& job, Parts& parts) {
  const Cuttable whole(job);
  const string_view str = whole.str();
  std::size_t script = string_view::npos;  // where the open script begins
  for (std::size_t begin = 0; begin < str.size();) {
    const std::size_t end = std::min(str.find('\n', begin), str.size());
    string_view line = str.substr(begin, end - begin);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    const bool inside = script != string_view::npos;
    if (!inside && line.starts_with("exec ")) return machine.misunderstand();
    if (inside && line == "end script") {
      parts.scripts.push_back(whole.cut(script, begin, machine.store()));
      script = string_view::npos;
    } else if (!inside && (line == "script" || line.ends_with("-start script"))) {
      script = std::min(end + 1, str.size());
    }
    begin = end + 1;
  }
}

void read_part(Machine& machine, const Cuttable& whole, std::size_t begin, std::size_t end,
               Parts& parts) {
  const Headers headers = read_headers(whole.str(), begin, end);
  Text body = whole.cut(headers.end, end, machine.store());
  if (headers.encoding == "base64") {
    const auto bytes = body.known() ? decode_base64(body.str()) : std::nullopt;
    if (!bytes) return machine.misunderstand();
    std::vector<Piece> pieces;
    whole.spell(machine.store().keep(*bytes), headers.end, end, pieces);
    body = machine.store().make(pieces);
  }
  const string_view str = body.str();
  if (headers.type == "text/x-shellscript" ||
      (headers.type == "text/plain" && str.starts_with("#!"))) {
    parts.scripts.push_back(body);
  } else if (headers.type == "text/cloud-config" || str.starts_with("#cloud-config")) {
    parts.configs.emplace_back(machine, body);
  } else if (headers.type == "text/cloud-boothook" || str.starts_with("#cloud-boothook")) {
    parts.boothooks.push_back(body);
  } else if (headers.type == "text/upstart-job" || str.starts_with("#upstart-job")) {
    read_upstart_job(machine, body, parts);
  } else if (str.find_first_not_of(" \t\r\n") != string_view::npos) {
    machine.misunderstand();
  }
}

}  // namespace

void run_multipart(Machine& machine, const Text& text) {
  const Cuttable whole(text);
  const string_view str = whole.str();
  const Headers headers = read_headers(str, 0, str.size());
  if (headers.boundary.empty()) return machine.misunderstand();
  Parts parts;
  std::size_t part = string_view::npos;  // where the open part begins
  bool closed = false;
  for (std::size_t begin = headers.end; begin < str.size() && !closed;) {
    const std::size_t end = std::min(str.find('\n', begin), str.size());
    string_view line = str.substr(begin, end - begin);
    if (line.starts_with("--") && line.substr(2).starts_with(headers.boundary)) {
      line.remove_prefix(2 + headers.boundary.size());
      closed = line.starts_with("--");
      if (part != string_view::npos) read_part(machine, whole, part, begin, parts);
      part = std::min(end + 1, str.size());
    }
    begin = end + 1;
  }
  // A last part that nothing closes counts all the same.
  if (!closed && part != string_view::npos) read_part(machine, whole, part, str.size(), parts);
  machine.early = true;
  for (const Text& boothook : parts.boothooks) run_shell(machine, boothook, true);
  machine.early = false;
  for (CloudConfig& config : parts.configs) config.run_early();
  for (const Text& script : parts.scripts) run_shell(machine, script, true);
  for (CloudConfig& config : parts.configs) config.run_late();
}

}  // namespace cfn_ecs_lint::userdata
