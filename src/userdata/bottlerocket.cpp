// User data of Bottlerocket: settings in TOML.
// https://bottlerocket.dev/en/os/latest/api/settings/ecs/
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "userdata/formats.h"

namespace cfn_ecs_lint::userdata {
namespace {

using std::string_view;

struct Setting {
  string_view name;      // under settings.ecs
  string_view variable;  // of the agent
};

constexpr Setting kSettings[] = {
    {"awsvpc-block-imds", "ECS_AWSVPC_BLOCK_IMDS"},
    {"backend-host", "ECS_BACKEND_HOST"},
    {"cluster", "ECS_CLUSTER"},
    {"container-stop-timeout", "ECS_CONTAINER_STOP_TIMEOUT"},
    {"enable-container-metadata", "ECS_ENABLE_CONTAINER_METADATA"},
    {"enable-spot-instance-draining", "ECS_ENABLE_SPOT_INSTANCE_DRAINING"},
    {"image-cleanup-age", "ECS_IMAGE_MINIMUM_CLEANUP_AGE"},
    {"image-cleanup-delete-per-cycle", "ECS_NUM_IMAGES_DELETE_PER_CYCLE"},
    {"image-cleanup-wait", "ECS_IMAGE_CLEANUP_INTERVAL"},
    {"image-pull-behavior", "ECS_IMAGE_PULL_BEHAVIOR"},
    {"logging-drivers", "ECS_AVAILABLE_LOGGING_DRIVERS"},
    {"loglevel", "ECS_LOGLEVEL"},
    {"reserved-memory", "ECS_RESERVED_MEMORY"},
    {"task-cleanup-wait", "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION"},
};

// Reads TOML as far as settings have it: tables, dotted keys, and values of any kind.
class Toml {
 public:
  Toml(Machine& machine, const Text& source)
      : machine_(machine), text_(source), str_(text_.str()) {}

  void run() {
    while (true) {
      skip_space();
      if (at_ >= str_.size()) return;
      if (str_[at_] == '[') {
        read_table();
      } else {
        read_pair();
      }
    }
  }

 private:
  void skip_space() {
    while (at_ < str_.size()) {
      at_ = std::min(str_.find_first_not_of(" \t\r\n", at_), str_.size());
      if (at_ >= str_.size() || str_[at_] != '#') return;
      skip_line();
    }
  }
  void skip_blanks() { at_ = std::min(str_.find_first_not_of(" \t", at_), str_.size()); }
  void skip_line() { at_ = std::min(str_.find('\n', at_), str_.size()); }
  bool at(string_view what) const { return str_.substr(at_).starts_with(what); }

  void not_understood() {
    machine_.misunderstand();
    skip_line();
  }

  void read_table() {
    while (at_ < str_.size() && str_[at_] == '[') ++at_;
    const std::optional<std::string> name = read_key();
    if (!name) return not_understood();
    table_ = *name;
    // They run on the host before the agent and may change its settings through the API.
    if (table_.starts_with("settings.bootstrap-containers")) machine_.misunderstand();
    skip_line();
  }

  // `a."b c".d` as `a.b c.d`, up to what is no part of a key.
  std::optional<std::string> read_key() {
    std::string key;
    while (true) {
      skip_blanks();
      const std::size_t begin = at_;
      if (at_ < str_.size() && (str_[at_] == '"' || str_[at_] == '\'')) {
        const std::size_t close = str_.find(str_[at_], at_ + 1);
        if (close == string_view::npos) return std::nullopt;
        if (!text_.cut(at_ + 1, close, machine_.store()).known()) return std::nullopt;
        key += str_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
      } else {
        const auto is_bare = [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '_';
        };
        while (at_ < str_.size() && is_bare(str_[at_])) ++at_;
        key += str_.substr(begin, at_ - begin);
      }
      if (at_ == begin) return std::nullopt;
      skip_blanks();
      if (!at(".")) return key;
      ++at_;
      key += '.';
    }
  }

  void read_pair() {
    const std::size_t begin = at_;
    const std::optional<std::string> name = read_key();
    if (!name || !at("=")) return not_understood();
    ++at_;
    skip_blanks();
    const std::string key = table_.empty() ? *name : table_ + "." + *name;
    const Text value = read_value();
    constexpr string_view kOurs = "settings.ecs.";
    if (key == "settings.ecs" || key == "settings") return machine_.misunderstand();
    if (!key.starts_with(kOurs)) return;
    const string_view setting = string_view(key).substr(kOurs.size());
    const auto known = std::find_if(std::begin(kSettings), std::end(kSettings),
                                    [&](const Setting& one) { return one.name == setting; });
    if (known == std::end(kSettings)) return;
    machine_.set(known->variable, value, text_.cut(begin, at_, machine_.store()));
  }

  // The value: of a string what is in its quotes.
  Text read_value() {
    for (const string_view quotes : {"\"\"\"", "'''", "\"", "'"}) {
      if (!at(quotes)) continue;
      const std::size_t begin = at_ + quotes.size();
      std::size_t end = begin;
      const bool escapes = quotes[0] == '"';
      while (end < str_.size() && !str_.substr(end).starts_with(quotes)) {
        end += escapes && str_[end] == '\\' ? 2 : 1;
      }
      end = std::min(end, str_.size());
      at_ = std::min(end + quotes.size(), str_.size());
      return text_.cut(begin, end, machine_.store());
    }
    const std::size_t begin = at_;
    if (at("[") || at("{")) {
      skip_brackets();
    } else {
      at_ = std::min(str_.find_first_of("#\n", at_), str_.size());
    }
    std::size_t end = at_;
    while (end > begin &&
           (str_[end - 1] == ' ' || str_[end - 1] == '\t' || str_[end - 1] == '\r')) {
      --end;
    }
    return text_.cut(begin, end, machine_.store());
  }

  void skip_brackets() {
    int open = 0;
    do {
      const char c = str_[at_];
      if (c == '[' || c == '{') ++open;
      if (c == ']' || c == '}') --open;
      if (c == '"' || c == '\'') {
        const std::size_t close = str_.find(c, at_ + 1);
        at_ = std::min(close, str_.size() - 1);
      }
      ++at_;
    } while (open > 0 && at_ < str_.size());
  }

  Machine& machine_;
  Cuttable text_;
  string_view str_;
  std::size_t at_ = 0;
  std::string table_;
};

}  // namespace

void run_bottlerocket(Machine& machine, const Text& text) { Toml(machine, text).run(); }

}  // namespace cfn_ecs_lint::userdata
