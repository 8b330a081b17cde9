#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "config/config.h"
#include "text/nearest.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::config {
namespace {

using yaml::Kind;
using yaml::Node;

constexpr std::array<std::string_view, 12> kKeys = {
    "version", "templates",  "exclude", "rules",   "overrides", "stacks",
    "closed",  "parameters", "level",   "fail-on", "baseline",  "require-reason"};

std::string_view spoken(const Node& node) {
  switch (node.kind) {
    case Kind::sequence:
      return "a list";
    case Kind::mapping:
      return "a map";
    case Kind::scalar:
      return "a single value";
    default:
      return "nothing";
  }
}

class Reader {
 public:
  Reader(const SourceFile& file, const std::filesystem::path& folder,
         std::span<const RuleName> rules, std::vector<ReadProblem>& problems)
      : file_(file), folder_(folder), problems_(problems) {
    for (const RuleName& rule : rules) names_.insert({rule.name, rule.group});
  }

  Config read() {
    const yaml::Document document = yaml::parse(file_, problems_);
    const Node& root = yaml::behind_alias(*document.root());
    for_each(root, "the configuration", kKeys,
             [&](const Node& key, const Node& value) { read_entry(key, value); });
    return std::move(config_);
  }

 private:
  void read_entry(const Node& key, const Node& value) {
    const std::string_view name = key.text;
    if (name == "version") return read_version(value);
    if (name == "templates") return read_globs(key, value, config_.templates);
    if (name == "exclude") return read_globs(key, value, config_.exclude);
    if (name == "rules") return read_rules(value, config_.rules);
    if (name == "overrides") return read_overrides(key, value);
    if (name == "stacks") return read_stacks(key, value);
    if (name == "closed") return read_flag(key, value, config_.closed.emplace());
    if (name == "parameters") return read_parameters(value, config_.parameters);
    if (name == "level") return choose(key, value, kSeverities, config_.level);
    if (name == "fail-on") return choose(key, value, kFailOn, config_.fail_on);
    if (name == "baseline") return read_text(key, value, config_.baseline);
    if (name == "require-reason") return read_flag(key, value, config_.require_reason);
  }

  void read_version(const Node& value) {
    if (value.text != "1") fail(value, "the version of this file's form is 1");
  }

  void read_globs(const Node& key, const Node& value, std::vector<Glob>& globs) {
    for (const Node* item : items(key, value, "a list of patterns")) {
      const Node& pattern = yaml::behind_alias(*item);
      if (!is_text(pattern, "a pattern")) continue;
      auto glob = Glob::parse(pattern.text);
      if (const auto* fault = std::get_if<std::string>(&glob)) {
        fail(pattern, *fault);
      } else {
        globs.push_back(std::move(std::get<Glob>(glob)));
      }
    }
  }

  void read_rules(const Node& value, RuleLevels& levels) {
    for_each(value, "`rules`", {}, [&](const Node& key, const Node& word) {
      if (!names_.contains(key.text)) {
        const std::vector<std::string_view> candidates(names_.begin(), names_.end());
        fail(key, fmt::format("there is no rule or group `{}`{}", key.text,
                              did_you_mean(key.text, candidates)));
      }
      std::optional<Level> level;
      choose(key, word, kLevels, level);
      if (level) levels.emplace_back(key.text, *level);
    });
  }

  void read_overrides(const Node& key, const Node& value) {
    constexpr std::string_view kOwnKeys[] = {"files", "rules"};
    for (const Node* item : items(key, value, "a list of maps")) {
      Override& entry = config_.overrides.emplace_back();
      const bool is_map =
          for_each(*item, "an override", kOwnKeys, [&](const Node& own, const Node& inner) {
            if (own.text == "files") {
              read_globs(own, inner, entry.files);
            } else {
              read_rules(inner, entry.rules);
            }
          });
      if (is_map) require(*item, "an override", kOwnKeys);
    }
  }

  void read_stacks(const Node& key, const Node& value) {
    constexpr std::string_view kOwnKeys[] = {"name", "template", "parameters"};
    for (const Node* item : items(key, value, "a list of maps")) {
      Stack& stack = config_.stacks.emplace_back();
      const bool is_map =
          for_each(*item, "a stack", kOwnKeys, [&](const Node& own, const Node& inner) {
            if (own.text == "name") {
              read_text(own, inner, stack.name);
              note_stack(inner);
            } else if (own.text == "template") {
              read_file(own, inner, stack.template_path);
              stack.template_place = inner.span;
            } else if (inner.kind == Kind::mapping) {
              read_parameters(inner, stack.parameters);
            } else {
              read_file(own, inner, stack.parameter_file);
            }
          });
      if (is_map) require(*item, "a stack", std::span(kOwnKeys).first(2));
    }
  }

  void note_stack(const Node& name) {
    const auto [known, is_new] = stacks_.emplace(name.text, name.span);
    if (!is_new) {
      fail(name, fmt::format("there are two stacks `{}`", name.text), known->second);
    }
  }

  void read_parameters(const Node& value, Parameters& parameters) {
    for_each(value, "`parameters`", {}, [&](const Node& key, const Node& given) {
      std::string text;
      if (given.kind != Kind::sequence) {
        if (is_text(given, fmt::format("parameter `{}`", key.text))) text = given.text;
      }
      for (const Node* item : given.items) {
        const Node& part = yaml::behind_alias(*item);
        if (!is_text(part, "an item")) continue;
        if (item != given.items.front()) text += ',';
        text += part.text;
      }
      const std::string name(key.text);
      parameters.values.insert_or_assign(name, std::move(text));
      parameters.places.insert_or_assign(name, key.span);
    });
  }

  void read_text(const Node& key, const Node& value, std::string& text) {
    if (!is_text(value, fmt::format("`{}`", key.text))) return;
    if (value.text.empty()) fail(value, fmt::format("`{}` is empty", key.text));
    text = value.text;
  }

  void read_file(const Node& key, const Node& value, std::string& path) {
    read_text(key, value, path);
    std::error_code ignored;
    if (!path.empty() && !std::filesystem::is_regular_file(folder_ / path, ignored)) {
      fail(value, fmt::format("there is no file `{}`{}", path, near_file(path)));
    }
  }

  std::string near_file(const std::filesystem::path& path) const {
    std::vector<std::string> names;
    std::error_code error;
    std::error_code ignored;
    std::filesystem::directory_iterator entry((folder_ / path).parent_path(), error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
      if (!entry->is_regular_file(ignored)) continue;
      names.push_back((path.parent_path() / entry->path().filename()).generic_string());
    }
    std::ranges::sort(names);
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    return did_you_mean(path.generic_string(), candidates);
  }

  void read_flag(const Node& key, const Node& value, bool& flag) {
    constexpr Choice<bool> kFlags[] = {{"true", true}, {"false", false}};
    std::optional<bool> chosen;
    choose(key, value, kFlags, chosen);
    flag = chosen.value_or(false);
  }

  template <typename Value, std::size_t size>
  void choose(const Node& key, const Node& value, const Choice<Value> (&choices)[size],
              std::optional<Value>& into) {
    if (const Choice<Value>* choice = find_choice(choices, value.text)) {
      into = choice->value;
      return;
    }
    const std::vector<std::string_view> names = choice_names(choices);
    const bool is_word = value.kind == Kind::scalar;
    fail(is_word ? value : key,
         fmt::format("`{}` takes {}, not {}{}", key.text, fmt::join(names, ", "),
                     is_word ? fmt::format("`{}`", value.text) : std::string(spoken(value)),
                     did_you_mean(value.text, names)));
  }

  // The items of a list; none when it is none.
  std::span<const Node* const> items(const Node& key, const Node& value, std::string_view what) {
    if (value.kind != Kind::sequence && value.kind != Kind::null) {
      fail(key, fmt::format("`{}` takes {}, not {}", key.text, what, spoken(value)));
    }
    return value.items;
  }

  bool is_text(const Node& value, std::string_view what) {
    if (value.kind == Kind::scalar && value.tag.empty()) return true;
    fail(value, value.tag.empty() ? fmt::format("{} is text, not {}", what, spoken(value))
                                  : fmt::format("the tag `{}` has no meaning here", value.tag));
    return false;
  }

  // Calls `read` with each key that is known (all of them, where there is no list of them) and its
  // value. False when the node is no map.
  template <typename Read>
  bool for_each(const Node& node, std::string_view what, std::span<const std::string_view> known,
                const Read& read) {
    const Node& map = yaml::behind_alias(node);
    if (map.kind == Kind::null) return true;
    if (map.kind != Kind::mapping) {
      fail(node, fmt::format("{} is a map, not {}", what, spoken(map)));
      return false;
    }
    std::map<std::string_view, Span> seen;
    for (const yaml::Member& entry : map.members) {
      const Node& key = *entry.key;
      const auto [first, is_new] = seen.emplace(key.text, key.span);
      if (key.kind != Kind::scalar) {
        fail(key, "a key is text");
      } else if (!known.empty() && std::ranges::find(known, key.text) == known.end()) {
        fail(key,
             fmt::format("{} has no key `{}`{}", what, key.text, did_you_mean(key.text, known)));
      } else if (!is_new) {
        fail(key, fmt::format("`{}` stands here a second time", key.text), first->second);
      } else {
        read(key, yaml::behind_alias(*entry.value));
      }
    }
    return true;
  }

  void require(const Node& map, std::string_view what, std::span<const std::string_view> keys) {
    for (const std::string_view key : keys) {
      if (yaml::member(yaml::behind_alias(map), key) == nullptr) {
        fail(map, fmt::format("{} needs `{}`", what, key));
      }
    }
  }

  void fail(const Node& node, std::string message, const Span& first = {}) {
    Span span = node.span;
    if (!node.members.empty()) span = node.members.front().key->span;
    ReadProblem problem{file_.path(), span, std::move(message), {}, ""};
    if (first) problem.labels.push_back({first, "the first time", {}});
    problems_.push_back(std::move(problem));
  }

  const SourceFile& file_;
  const std::filesystem::path& folder_;
  std::set<std::string_view> names_;
  std::map<std::string_view, Span> stacks_;
  std::vector<ReadProblem>& problems_;
  Config config_;
};

}  // namespace

std::span<const std::string_view> keys() { return kKeys; }

Config read(const SourceFile& file, const std::filesystem::path& folder,
            std::span<const RuleName> rules, std::vector<ReadProblem>& problems) {
  const std::size_t before = problems.size();
  Config config = Reader(file, folder, rules, problems).read();
  std::ranges::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(before), problems.end(),
                           {}, [](const ReadProblem& problem) { return problem.span.begin; });
  return config;
}

}  // namespace cfn_ecs_lint::config
