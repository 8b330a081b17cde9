// Which world it is: parameters and conditions, decided when they are asked for.
#include <algorithm>

#include "resolve/world.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// A mapping with few keys tells environments apart; one with many is a table (of regions, of
// instance types), whose keys are no worlds of their own.
constexpr std::size_t kMostWorldsOfMapping = 6;

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::vector<std::string_view> allowed_values(const cfn::Parameter& parameter) {
  std::vector<std::string_view> values;
  for (const Node* node : parameter.allowed_values) values.push_back(node->text);
  return values;
}

// A key under which texts that are surely equal are equal.
void name_into(std::string& name, const Stack* stack, const Node& node) {
  name += static_cast<char>('0' + static_cast<int>(node.kind));
  if (node.kind == Node::Kind::function)
    name += static_cast<char>('A' + static_cast<int>(node.function));
  if (stack != nullptr) name += std::to_string(stack->index);
  name += '(';
  name += node.text;
  for (const Node* item : node.items) name_into(name, nullptr, *item);
  for (const cfn::Member& member : node.members) {
    name += member.key;
    name_into(name, nullptr, *member.value);
  }
  name += ')';
}

std::string name_of(const Text& text) {
  std::string name;
  for (const Piece& piece : text.pieces()) {
    if (!piece.is_hole) {
      name += piece.text;
      continue;
    }
    const Hole& hole = piece.hole;
    name += '\0';
    name += static_cast<char>('0' + static_cast<int>(hole.kind));
    if (hole.kind == Hole::Kind::parameter && hole.stack->nested != nullptr) {
      name += std::to_string(hole.stack->index) + '.';
    }
    if (hole.resource != nullptr) name += std::to_string(hole.resource->index) + '.';
    name += hole.name;
    if (hole.node != nullptr) name_into(name, hole.stack, *hole.node);
    name += '\0';
  }
  return name;
}

}  // namespace

void World::begin_world() {
  trail_position_ = 0;
  variables_.clear();
  circumstances_.clear();
  decided_conditions_.clear();
  open_conditions_.clear();
  passing_.release();
}

bool World::next_world() {
  while (!trail_.empty() && trail_.back().taken + 1 == trail_.back().options) trail_.pop_back();
  if (trail_.empty()) return false;
  ++trail_.back().taken;
  return true;
}

std::uint32_t World::choose(std::uint32_t options) {
  if (options < 2) return 0;
  if (trail_position_ == trail_.size()) trail_.push_back({0, options});
  return trail_[trail_position_++].taken;
}

void World::find_deciding_parameters(const cfn::Template& tmpl) {
  const auto decides = [&](const Node& node) -> std::vector<std::string_view>* {
    if (!node.is(Function::ref)) return nullptr;
    const cfn::Parameter* parameter = tmpl.parameter(node.text);
    return parameter != nullptr && !parameter->is_ssm() ? &deciding_[parameter] : nullptr;
  };
  const auto compare = [&](const Node& a, const Node& b) {
    std::vector<std::string_view>* constants = decides(a);
    if (constants == nullptr || b.kind != Node::Kind::scalar) return;
    if (!contains(*constants, b.text)) constants->push_back(b.text);
  };
  const auto in_condition = [&](const auto& self, const Node& node) -> void {
    decides(node);
    if (node.is(Function::equals) && node.items.size() == 2) {
      compare(*node.items[0], *node.items[1]);
      compare(*node.items[1], *node.items[0]);
    }
    for (const Node* item : node.items) self(self, *item);
    for (const cfn::Member& member : node.members) self(self, *member.value);
  };
  for (const cfn::NamedNode& condition : tmpl.conditions()) {
    in_condition(in_condition, *condition.value);
  }
  std::vector<bool> seen(tmpl.node_count());
  const auto look_up = [&](const auto& self, const Node& node) -> void {
    if (seen[node.id]) return;
    seen[node.id] = true;
    if (node.is(Function::find_in_map) && node.items.size() >= 3) {
      const cfn::NamedNode* mapping = tmpl.mapping(node.items[0]->text);
      if (mapping != nullptr && mapping->value->members.size() <= kMostWorldsOfMapping) {
        if (std::vector<std::string_view>* constants = decides(*node.items[1])) {
          for (const cfn::Member& entry : mapping->value->members) {
            if (!contains(*constants, entry.key)) constants->push_back(entry.key);
          }
        }
      }
    }
    for (const Node* item : node.items) self(self, *item);
    for (const cfn::Member& member : node.members) self(self, *member.value);
  };
  look_up(look_up, tmpl.root());
}

// What decides something in a nested stack decides it in the parent that hands it down.
void World::hand_up_deciding_parameters() {
  const auto& stacks = set_.stacks();
  for (auto stack = stacks.rbegin(); stack != stacks.rend(); ++stack) {
    if (stack->nested == nullptr) continue;
    for (const cfn::Parameter& parameter : stack->tmpl->parameters()) {
      const auto found = deciding_.find(&parameter);
      const Node* argument = stack->argument(parameter.name);
      if (found == deciding_.end() || argument == nullptr || !argument->is(Function::ref)) continue;
      const cfn::Parameter* given = stack->parent()->tmpl->parameter(argument->text);
      if (given == nullptr || given->is_ssm()) continue;
      const std::vector<std::string_view> constants = found->second;
      for (const std::string_view one : constants) {
        if (!contains(deciding_[given], one)) deciding_[given].push_back(one);
      }
    }
  }
}

bool World::decides(const Stack& stack, const cfn::Parameter& parameter) const {
  return mode_ == Mode::normal && stack.nested == nullptr &&
         !stack.arguments.contains(parameter.name) && deciding_.contains(&parameter);
}

void World::note_parameter(const Stack& stack, std::string_view name, std::string_view value,
                           bool holds) {
  const Circumstance noted{&stack, name, keep_string(value), true, holds};
  if (!contains(circumstances_, noted)) circumstances_.push_back(noted);
}

std::optional<std::string> World::variable_of(const Stack& stack, const Node& node,
                                              const cfn::Parameter** parameter) const {
  *parameter = nullptr;
  if (!node.is(Function::ref)) return std::nullopt;
  const std::string_view name = node.text;
  if (name.starts_with("AWS::Stack") || name == "AWS::NoValue") return std::nullopt;
  if (!name.starts_with("AWS::")) {
    if (stack.nested != nullptr && stack.tmpl->parameter(name) != nullptr) {
      const Node* argument = stack.argument(name);
      if (argument == nullptr) return std::nullopt;
      return variable_of(*stack.parent(), *argument, parameter);
    }
    *parameter = stack.tmpl->parameter(name);
    if (*parameter == nullptr || (*parameter)->is_list() || !decides(stack, **parameter)) {
      return std::nullopt;
    }
  }
  return std::string(name);
}

bool World::decide_equal(const std::string& name, std::string_view constant,
                         const cfn::Parameter* parameter) {
  ++decisions_asked_;
  Variable& variable = variables_[name];
  if (variable.value) return *variable.value == constant;
  if (contains(variable.excluded, constant)) return false;
  std::vector<std::string_view> allowed;
  if (parameter != nullptr && !parameter->allowed_values.empty()) {
    allowed = allowed_values(*parameter);
    if (!contains(allowed, constant)) return false;
    std::erase_if(allowed, [&](std::string_view v) { return contains(variable.excluded, v); });
  }
  constant = keep_string(constant);
  if (allowed.size() != 1) {
    const bool default_first = parameter != nullptr && parameter->has_default() &&
                               parameter->default_value->text == constant;
    if ((choose(2) == 0) != default_first) {
      variable.excluded.push_back(constant);
      std::erase(allowed, constant);
      if (allowed.size() == 1) variable.value = keep_string(allowed.front());
      return false;
    }
  }
  variable.value = constant;
  return true;
}

Value World::read_variable(const Stack& stack, const cfn::Parameter& parameter, const Value& blank,
                           const Piece& spelt) {
  ++decisions_asked_;
  Variable& variable = variables_[std::string(parameter.name)];
  const bool limited = !parameter.allowed_values.empty();
  std::vector<std::string_view> rest = allowed_values(parameter);
  std::erase_if(rest, [&](std::string_view v) { return contains(variable.excluded, v); });
  if (!variable.value) {
    std::vector<std::string_view> candidates;
    const auto consider = [&](std::string_view value) {
      if (limited && !contains(rest, value)) return;
      if (contains(variable.excluded, value) || contains(candidates, value)) return;
      candidates.push_back(value);
    };
    if (parameter.has_default()) consider(parameter.default_value->text);
    for (const std::string_view constant : deciding_[&parameter]) consider(constant);
    const bool others = !limited || rest.size() > candidates.size();
    const std::uint32_t taken =
        choose(static_cast<std::uint32_t>(candidates.size() + (others ? 1 : 0)));
    if (taken < candidates.size()) {
      variable.value = keep_string(candidates[taken]);
      if (candidates.size() + (others ? 1 : 0) > 1) {
        note_parameter(stack, parameter.name, candidates[taken], true);
      }
    } else {
      for (const std::string_view candidate : candidates) {
        variable.excluded.push_back(keep_string(candidate));
        std::erase(rest, candidate);
        note_parameter(stack, parameter.name, candidate, false);
      }
      if (limited && rest.size() == 1) variable.value = keep_string(rest.front());
    }
  }
  if (variable.value) {
    const bool assumed =
        parameter.has_default() && parameter.default_value->text == *variable.value;
    return parameter_text(parameter, *variable.value, blank, spelt, assumed);
  }
  Hole hole{Hole::Kind::parameter, nullptr, &stack, nullptr, parameter.name};
  Value value = hole_value(blank, spelt, hole);
  if (parameter.is_list()) value.kind_ = Value::Kind::unknown;
  return value;
}

bool World::holds(const Stack& stack, std::string_view name) {
  const cfn::NamedNode* condition = stack.tmpl->condition(name);
  if (condition == nullptr) {
    std::string undeclared = std::to_string(stack.index);
    undeclared.append(1, '\1').append(name);
    return decide_equal(undeclared, "true", nullptr);
  }
  const ConditionKey key{&stack, condition};
  if (const auto constant = constant_conditions_.find(key);
      constant != constant_conditions_.end()) {
    return constant->second;
  }
  bool result = false;
  if (const auto decided = decided_conditions_.find(key); decided != decided_conditions_.end()) {
    result = decided->second;
    ++decisions_asked_;
  } else {
    if (contains(open_conditions_, key)) return false;  // a condition that asks for itself
    open_conditions_.push_back(key);
    const std::uint64_t before = decisions_asked_;
    result = truth(stack, *condition->value);
    open_conditions_.pop_back();
    if (decisions_asked_ == before) {
      constant_conditions_.emplace(key, result);
      return result;
    }
    decided_conditions_.emplace(key, result);
  }
  if (open_conditions_.empty()) {
    const Circumstance noted{&stack, condition->name, {}, false, result};
    if (!contains(circumstances_, noted)) circumstances_.push_back(noted);
  }
  return result;
}

bool World::truth(const Stack& stack, const Node& node) {
  const auto item = [&](const Node* one) { return truth(stack, *one); };
  switch (node.kind == Node::Kind::function ? node.function : Function::unknown) {
    case Function::and_:
      return std::all_of(node.items.begin(), node.items.end(), item);
    case Function::or_:
      return std::any_of(node.items.begin(), node.items.end(), item);
    case Function::not_:
      if (node.items.size() == 1) return !item(node.items[0]);
      break;
    case Function::condition:
      return holds(stack, node.text);
    case Function::equals:
      if (node.items.size() == 2) return equals(stack, *node.items[0], *node.items[1]);
      break;
    default:
      break;
  }
  std::string name = "\2";
  name_into(name, &stack, node);
  return decide_equal(name, "true", nullptr);
}

bool World::equals(const Stack& stack, const Node& a, const Node& b) {
  const cfn::Parameter* parameter_a = nullptr;
  const cfn::Parameter* parameter_b = nullptr;
  const auto variable_a = variable_of(stack, a, &parameter_a);
  const auto variable_b = variable_of(stack, b, &parameter_b);
  if (variable_a && variable_b && *variable_a == *variable_b) return true;
  const auto text_of = [](const Value& value) {
    return value.is_text() ? std::optional<Text>(value.text()) : std::nullopt;
  };
  if (variable_a && !variable_b) {
    const auto constant = text_of(evaluate(stack, b, b.span));
    if (constant && constant->known())
      return decide_equal(*variable_a, constant->str(), parameter_a);
  }
  if (variable_b && !variable_a) {
    const auto constant = text_of(evaluate(stack, a, a.span));
    if (constant && constant->known())
      return decide_equal(*variable_b, constant->str(), parameter_b);
  }
  const auto left = text_of(evaluate(stack, a, a.span));
  const auto right = text_of(evaluate(stack, b, b.span));
  std::string name = "\3";
  if (left && right) {
    const Truth known = equal(*left, *right);
    if (known != Truth::unknown) return known == Truth::yes;
    if (right->known()) return decide_equal(name + name_of(*left), right->str(), nullptr);
    if (left->known()) return decide_equal(name + name_of(*right), left->str(), nullptr);
    name += name_of(*left) + '\3' + name_of(*right);
  } else {
    name_into(name, &stack, a);
    name_into(name, &stack, b);
  }
  return decide_equal(name, "true", nullptr);
}

bool World::exists(const Stack& stack) { return stack.nested == nullptr || exists(*stack.nested); }

bool World::exists(const Resource& resource) {
  const std::string_view condition = resource.declaration->condition;
  return exists(*resource.stack) && (condition.empty() || holds(*resource.stack, condition));
}

bool World::exists(const Export& exported) {
  const std::string_view condition = exported.output->condition;
  return exists(*exported.stack) && (condition.empty() || holds(*exported.stack, condition));
}

}  // namespace cfn_ecs_lint
