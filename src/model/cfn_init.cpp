#include "model/cfn_init.h"

#include <algorithm>

#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

constexpr int kMostNesting = 16;  // configsets that name configsets

// A file of a config.
InitStep file_step(const Entry& entry) {
  InitStep step;
  step.kind = InitStep::Kind::file;
  step.name = entry.key;
  step.span = entry.key_span;
  const Value content = entry.value["content"];
  const Field<std::string_view> encoding = entry.value["encoding"].as_string();
  step.known = content.is_text() && (encoding.is_absent() || encoding.is("plain")) &&
               entry.value["context"].is_absent();
  if (step.known) step.text = content.text();
  return step;
}

// A command of a config; one with a test may not run.
InitStep command_step(const Entry& entry) {
  InitStep step;
  step.kind = InitStep::Kind::command;
  step.name = entry.key;
  step.span = entry.key_span;
  const Value command = entry.value["command"];
  if (command.is_list()) {
    for (const Value& word : command.items()) {
      step.words.push_back(word.is_text() ? word.text() : Text());
      step.known = step.known && word.is_text();
    }
    step.known = step.known && command.has_all_items();
  } else {
    step.known = command.is_text();
    if (step.known) step.text = command.text();
  }
  step.certain = entry.value["test"].is_absent();
  return step;
}

void add_steps(const Value& section, InitStep (*make)(const Entry&), std::vector<InitStep>& steps) {
  std::vector<Entry> entries = section.members();
  // cfn-init sorts files and commands by name.
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.key < b.key; });
  for (const Entry& entry : entries) steps.push_back(make(entry));
}

}  // namespace

CfnInit::CfnInit(const View& resource)
    : value_(resource.system().world().metadata(resource.resource())["AWS::CloudFormation::Init"]) {
}

CfnInit::Selection CfnInit::select(std::string_view names) const {
  Selection selection;
  if (!value_.is_map()) {
    selection.known = false;
    return selection;
  }
  if (names.empty()) names = "default";
  const Value sets = value_["configSets"];
  while (true) {
    const std::size_t comma = std::min(names.find(','), names.size());
    const std::string_view name = names.substr(0, comma);
    if (sets.is_absent() && name == "default") {
      // Without configSets, "default" is the config of the name "config", which may be absent.
      const Value config = value_["config"];
      if (!config.is_absent()) selection.configs.push_back({"config", config});
    } else {
      add_set(name, {}, 0, selection);
    }
    if (comma == names.size()) return selection;
    names.remove_prefix(comma + 1);
  }
}

void CfnInit::add_set(std::string_view name, const Place& place, int depth,
                      Selection& selection) const {
  const Value set = value_["configSets"][name];
  if (set.is_unknown() || depth > kMostNesting) {
    selection.known = false;
  } else if (set.is_absent()) {
    if (!selection.missing) {
      selection.missing = Missing{Missing::Kind::configset, std::string(name), place};
    }
  } else {
    selection.known = selection.known && set.has_all_items();
    for (const Value& entry : set.items()) add_entry(entry, depth, selection);
  }
}

// The name of a config, or {"ConfigSet": name}.
void CfnInit::add_entry(const Value& entry, int depth, Selection& selection) const {
  if (entry.is_list()) {
    for (const Value& inner : entry.items()) add_entry(inner, depth, selection);
    return;
  }
  const Value named = entry.is_map() ? entry["ConfigSet"] : entry;
  const Field<std::string_view> name = named.as_string();
  if (!name.is_known()) {
    selection.known = false;
  } else if (entry.is_map()) {
    add_set(*name, named, depth + 1, selection);
  } else if (const Value config = value_[*name]; config.is_absent()) {
    if (!selection.missing) {
      selection.missing = Missing{Missing::Kind::config, std::string(*name), named};
    }
  } else {
    selection.configs.push_back({*name, config});
  }
}

bool CfnInitCall::has_all_words() const {
  return std::none_of(command_.words.begin(), command_.words.end(), [](const Text& word) {
    const Hole* const hole = word.only_hole();
    return hole != nullptr && hole->kind == Hole::Kind::unknown;
  });
}

bool CfnInitCall::means_own_stack() const {
  const Text* const name = stack_name();
  const Hole* const hole = name ? name->only_hole() : nullptr;
  return hole != nullptr && hole->kind == Hole::Kind::pseudo_parameter && hole->stack == &stack_ &&
         (hole->name == "AWS::StackName" || hole->name == "AWS::StackId");
}

std::optional<View> CfnInitCall::target() const {
  const Text* const name = resource();
  if (name == nullptr || !name->known() || !means_own_stack()) return std::nullopt;
  const Resource* const named = stack_.resource(name->str());
  if (named == nullptr) return std::nullopt;
  const View view(system_, *named);
  return view.exists() ? std::optional(view) : std::nullopt;
}

bool CfnInitCall::misses_target() const {
  const Text* const name = resource();
  return name != nullptr && name->known() && means_own_stack() && !target() &&
         (stack_.tmpl->complete() || stack_.resource(name->str()) != nullptr);
}

std::string_view CfnInitCall::suggested_target() const {
  std::vector<std::string_view> names;
  for (const Resource* const candidate : stack_.resources) {
    const View view(system_, *candidate);
    if (view.exists() && CfnInit(view).value().is_map()) names.push_back(view.logical_id());
  }
  const Text* const name = resource();
  if (names.size() == 1 || name == nullptr) return names.size() == 1 ? names.front() : "";
  return nearest(name->str(), names);
}

InitReader init_reader(const System& system, const Stack& stack) {
  return [&system, &stack](const Command& command) -> std::optional<std::vector<InitStep>> {
    const CfnInitCall call(system, stack, command);
    const std::optional<View> target = call.target();
    const Text* const configsets = call.configsets();
    if (!target || (configsets && !configsets->known())) return std::nullopt;
    const CfnInit::Selection selection =
        CfnInit(*target).select(configsets ? configsets->str() : "");
    if (!selection.known || selection.missing) return std::nullopt;
    std::vector<InitStep> steps;
    for (const CfnInit::Config& config : selection.configs) {
      if (!config.value.is_map() || config.value["files"].is_unknown() ||
          config.value["commands"].is_unknown()) {
        return std::nullopt;
      }
      add_steps(config.value["files"], file_step, steps);
      add_steps(config.value["commands"], command_step, steps);
    }
    return steps;
  };
}

}  // namespace cfn_ecs_lint
