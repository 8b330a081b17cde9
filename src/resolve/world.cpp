#include "resolve/world.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// How deep a value may lead from import to import, or a condition from condition to condition.
constexpr int kDeepest = 128;

// A mapping with few keys tells environments apart; one with many is a table (of regions, of
// instance types), whose keys are no worlds of their own.
constexpr std::size_t kMostWorldsOfMapping = 6;

constexpr std::string_view kDynamicReference = "{{resolve:";

// Attributes that are lists.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
constexpr std::array<std::string_view, 7> kListAttributes{
    "SecurityGroups", "NameServers",         "Ipv6CidrBlocks",  "CidrBlockAssociations",
    "DnsEntries",     "NetworkInterfaceIds", "LoadBalancerArns"};

bool is_list_attribute(std::string_view name) {
  return std::find(kListAttributes.begin(), kListAttributes.end(), name) != kListAttributes.end();
}

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> allowed_values(const cfn::Parameter& parameter) {
  std::vector<std::string_view> values;
  for (const Node* node : parameter.allowed_values) values.push_back(node->text);
  return values;
}

Piece literal_piece(const Stack& stack, const Node& scalar, std::string_view text,
                    std::uint32_t begin, std::uint32_t end) {
  return {false, text, {}, &stack.tmpl->document(), scalar.source, begin, end};
}

// The item of a list has no key of its own: a map is pointed at by its first member.
Span item_words(const Node& item, const Span& list_words) {
  if (item.kind == Node::Kind::map && !item.members.empty()) return item.members.front().key_span;
  return list_words;
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
    if (hole.resource != nullptr) name += std::to_string(hole.resource->index) + '.';
    name += hole.name;
    if (hole.node != nullptr) name_into(name, hole.stack, *hole.node);
    name += '\0';
  }
  return name;
}

}  // namespace

World::World(const TemplateSet& set) : set_(set), cache_(set.stacks().size()) {
  for (const cfn::Template& tmpl : set.templates()) find_deciding_parameters(tmpl);
  find_exports();
}

World::~World() = default;

// ---- Deciding --------------------------------------------------------------------------------

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

bool World::decides(const Stack& stack, const cfn::Parameter& parameter) const {
  return mode_ == Mode::normal && !stack.arguments.contains(parameter.name) &&
         deciding_.contains(&parameter);
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

bool World::exists(const Resource& resource) {
  return resource.declaration->condition.empty() ||
         holds(*resource.stack, resource.declaration->condition);
}

bool World::exists(const Export& exported) {
  return exported.output->condition.empty() || holds(*exported.stack, exported.output->condition);
}

// ---- Evaluating ------------------------------------------------------------------------------

Value World::section(const Resource& resource, const Node* node) {
  Value value;
  if (node != nullptr) {
    value = evaluate(*resource.stack, *node, resource.declaration->span);
  } else {
    value.kind_ = resource.stack->tmpl->complete() ? Value::Kind::absent : Value::Kind::unknown;
    value.world_ = this;
    value.stack_ = resource.stack;
  }
  value.span_ = resource.declaration->span;
  return value;
}

Value World::properties(const Resource& resource) {
  return section(resource, resource.declaration->properties);
}
Value World::metadata(const Resource& resource) {
  return section(resource, resource.declaration->metadata);
}
Value World::creation_policy(const Resource& resource) {
  return section(resource, resource.declaration->creation_policy);
}
Value World::update_policy(const Resource& resource) {
  return section(resource, resource.declaration->update_policy);
}

Value World::member(const Value& map, std::string_view key) {
  if (const cfn::Member* found = map.node_->find(key)) {
    return evaluate(*map.stack_, *found->value, found->key_span);
  }
  const bool may_be_there = map.node_->open || !map.stack_->tmpl->complete();
  return may_be_there ? map.unknown_here() : map.absent_here();
}

Value World::evaluate(const Stack& stack, const Node& node, const Span& key) {
  std::vector<const Value*>& cache = cache_[stack.index];
  const bool cached = mode_ == Mode::normal;
  if (cached) {
    if (cache.empty()) cache.resize(stack.tmpl->node_count());
    if (const Value* known = cache[node.id]) return *known;
  }
  Value blank;
  blank.world_ = this;
  blank.stack_ = &stack;
  blank.node_ = &node;
  blank.span_ = node.span ? node.span : key;
  blank.quoted_ = node.quoted;
  if (depth_ == kDeepest) return blank;
  const std::uint64_t before = decisions_asked_;
  ++depth_;
  Value value = blank;
  switch (node.kind) {
    case Node::Kind::null:
      value.kind_ = Value::Kind::absent;
      break;
    case Node::Kind::scalar: {
      std::vector<Piece> pieces;
      append_literal(pieces, stack, node, node.text, 0,
                     static_cast<std::uint32_t>(node.text.size()));
      value = text_value(blank, pieces);
      break;
    }
    case Node::Kind::list:
      value = evaluate_list(stack, node, blank);
      break;
    case Node::Kind::map:
      value.kind_ = Value::Kind::map;
      break;
    case Node::Kind::function:
      value = evaluate_function(stack, node, blank);
      break;
  }
  --depth_;
  if (cached && decisions_asked_ == before && depth_ == 0) {
    value = keep(value);
    void* place = kept_.allocate(sizeof(Value), alignof(Value));
    cache[node.id] = new (place) Value(value);
  }
  return value;
}

Value World::evaluate_list(const Stack& stack, const Node& node, const Value& blank) {
  std::vector<Value> items;
  items.reserve(node.items.size());
  Value value = blank;
  for (const Node* item : node.items) {
    Value one = evaluate(stack, *item, item_words(*item, blank.span_));
    if (one.is_absent()) continue;
    value.assumed_ = join(value.assumed_, one.assumed_);
    items.push_back(one);
  }
  value.kind_ = Value::Kind::list;
  value.open_ = !stack.tmpl->complete();
  value.items_ = passing(items);
  return value;
}

Value World::evaluate_function(const Stack& stack, const Node& node, const Value& blank) {
  const Piece spelt =
      literal_piece(stack, node, {}, 0, static_cast<std::uint32_t>(node.source->text.size()));
  const auto argument = [&]() -> Value {
    return node.items.empty() ? blank : evaluate(stack, *node.items[0], blank.span_);
  };
  switch (node.function) {
    case Function::ref:
      return evaluate_ref(stack, node.text, blank, spelt);
    case Function::get_att: {
      const Resource* resource = stack.resource(node.text);
      const Value attribute = argument();
      if (resource == nullptr || !attribute.is_text() || !attribute.text().known()) {
        return expression(blank);
      }
      if (mode_ == Mode::normal && !exists(*resource)) return blank;
      const Hole hole{Hole::Kind::resource, resource, &stack, nullptr,
                      keep_string(attribute.text().str())};
      Value value = hole_value(blank, spelt, hole);
      if (is_list_attribute(hole.name)) value.kind_ = Value::Kind::unknown;
      return value;
    }
    case Function::sub:
      return evaluate_sub(stack, node, blank);
    case Function::join:
      return evaluate_join(stack, node, blank);
    case Function::split:
      return evaluate_split(stack, node, blank);
    case Function::select:
      return evaluate_select(stack, node, blank);
    case Function::find_in_map:
      return evaluate_find_in_map(stack, node, blank);
    case Function::import_value:
      return evaluate_import(stack, node, blank);
    case Function::if_: {
      if (node.items.size() != 3 || node.items[0]->kind != Node::Kind::scalar) return blank;
      if (mode_ != Mode::normal) return expression(blank);
      const Node& branch = *node.items[holds(stack, node.items[0]->text) ? 1 : 2];
      return evaluate(stack, branch, item_words(branch, blank.span_));
    }
    case Function::base64: {
      Value value = argument();
      value.base64_ = true;
      if (!value.span_) value.span_ = blank.span_;
      return value;
    }
    case Function::length: {
      const Value list = argument();
      if (!list.is_list() || !list.has_all_items()) return expression(blank);
      Piece count{};
      count.text = keep_string(std::to_string(list.items().size()));
      return text_value(blank, {count});
    }
    case Function::to_json_string:
      return expression(blank);
    case Function::get_azs:
    case Function::cidr: {
      Value value = expression(blank);
      value.kind_ = Value::Kind::unknown;  // a list whose items are not known
      return value;
    }
    default:
      return blank;
  }
}

Value World::evaluate_ref(const Stack& stack, std::string_view name, const Value& blank,
                          const Piece& spelt) {
  if (name == "AWS::NoValue") {
    Value value = blank;
    value.kind_ = Value::Kind::absent;
    return value;
  }
  if (name.starts_with("AWS::")) {
    if (mode_ == Mode::normal && name.starts_with("AWS::Stack") == false) {
      const auto decided = variables_.find(std::string(name));
      if (decided != variables_.end()) {
        ++decisions_asked_;
        if (decided->second.value) {
          Piece piece = spelt;
          piece.text = *decided->second.value;
          return text_value(blank, {piece});
        }
      }
    }
    const Hole hole{Hole::Kind::pseudo_parameter, nullptr, &stack, nullptr, name};
    Value value = hole_value(blank, spelt, hole);
    if (name == "AWS::NotificationARNs") value.kind_ = Value::Kind::unknown;
    return value;
  }
  if (const cfn::Parameter* parameter = stack.tmpl->parameter(name)) {
    return evaluate_parameter(stack, *parameter, blank, spelt);
  }
  const Resource* resource = stack.resource(name);
  if (resource == nullptr) return expression(blank);
  if (mode_ == Mode::normal && !exists(*resource)) return blank;
  return hole_value(blank, spelt, {Hole::Kind::resource, resource, &stack, nullptr, {}});
}

Value World::evaluate_parameter(const Stack& stack, const cfn::Parameter& parameter,
                                const Value& blank, const Piece& spelt) {
  const Hole hole{Hole::Kind::parameter, nullptr, &stack, nullptr, parameter.name};
  const auto unknown = [&] {
    Value value = hole_value(blank, spelt, hole);
    if (parameter.is_list()) value.kind_ = Value::Kind::unknown;
    std::vector<Value> alternatives;
    for (const Node* allowed : parameter.allowed_values) {
      alternatives.push_back(evaluate(stack, *allowed, blank.span_));
    }
    value.alternatives_ = passing(alternatives);
    return value;
  };
  if (parameter.is_ssm() || mode_ == Mode::shapes) return unknown();
  if (const auto given = stack.arguments.find(parameter.name); given != stack.arguments.end()) {
    return parameter_text(parameter, given->second, blank, spelt, false);
  }
  if (decides(stack, parameter)) return read_variable(stack, parameter, blank, spelt);
  if (parameter.has_default() && parameter.default_value->kind == Node::Kind::scalar) {
    return parameter_text(parameter, parameter.default_value->text, blank, spelt, true);
  }
  if (parameter.allowed_values.size() == 1 && !parameter.has_default()) {
    return parameter_text(parameter, parameter.allowed_values[0]->text, blank, spelt, false);
  }
  return unknown();
}

Value World::parameter_text(const cfn::Parameter& parameter, std::string_view text,
                            const Value& blank, const Piece& spelt, bool assumed) {
  Value value = blank;
  if (assumed) {
    value.assumed_ = assume(parameter, blank.assumed_);
    value.origin_ = parameter.default_value->span;
  }
  const auto one = [&](std::string_view words) {
    Piece piece = spelt;
    piece.text = words;
    return text_value(value, {piece});
  };
  if (!parameter.is_list()) return one(text);
  std::vector<Value> items;
  while (!trimmed(text).empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    items.push_back(one(trimmed(text.substr(0, comma))));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  value.kind_ = Value::Kind::list;
  value.items_ = passing(items);
  return value;
}

Value World::evaluate_sub(const Stack& stack, const Node& node, const Value& blank) {
  if (node.items.empty() || node.items[0]->kind != Node::Kind::scalar) return expression(blank);
  const Node& scalar = *node.items[0];
  const Node* variables = node.items.size() > 1 ? node.items[1] : nullptr;
  std::vector<Piece> pieces;
  Value value = blank;
  if (!value.span_) value.span_ = scalar.span;
  for (const cfn::SubstitutionPiece& part : cfn::substitution_pieces(scalar.text)) {
    if (!part.variable) {
      append_literal(pieces, stack, scalar, part.text, part.begin, part.end);
      continue;
    }
    const Piece spelt = literal_piece(stack, scalar, {}, part.begin, part.end);
    Value one = blank;
    one.kind_ = Value::Kind::unknown;
    const cfn::Member* given = variables != nullptr ? variables->find(part.text) : nullptr;
    const std::size_t dot = part.text.find('.');
    if (given != nullptr) {
      one = evaluate(stack, *given->value, given->key_span);
    } else if (dot == std::string_view::npos) {
      one = evaluate_ref(stack, part.text, blank, spelt);
    } else if (const Resource* resource = stack.resource(part.text.substr(0, dot));
               resource != nullptr && (mode_ != Mode::normal || exists(*resource))) {
      one =
          hole_value(blank, spelt,
                     {Hole::Kind::resource, resource, &stack, nullptr, part.text.substr(dot + 1)});
    }
    value.assumed_ = join(value.assumed_, one.assumed_);
    append(pieces, one, spelt);
  }
  return text_value(value, pieces);
}

Value World::evaluate_join(const Stack& stack, const Node& node, const Value& blank) {
  if (node.items.size() != 2 || node.items[0]->kind != Node::Kind::scalar) return expression(blank);
  const Value list = evaluate(stack, *node.items[1], blank.span_);
  if (!list.is_list() || !list.has_all_items()) return expression(blank);
  std::vector<Piece> pieces;
  Value value = blank;
  value.assumed_ = join(value.assumed_, list.assumed_);
  bool first = true;
  for (const Value& item : list.items()) {
    if (!first)
      append_literal(pieces, stack, *node.items[0], node.items[0]->text, 0,
                     static_cast<std::uint32_t>(node.items[0]->text.size()));
    first = false;
    append(pieces, item, {});
  }
  return text_value(value, pieces);
}

Value World::evaluate_split(const Stack& stack, const Node& node, const Value& blank) {
  Value unknown = expression(blank);
  unknown.kind_ = Value::Kind::unknown;
  if (node.items.size() != 2 || node.items[0]->text.empty()) return unknown;
  const std::string_view separator = node.items[0]->text;
  const Value source = evaluate(stack, *node.items[1], blank.span_);
  if (!source.is_text() || !source.text().known()) return unknown;
  std::vector<Value> items;
  Value item = blank;
  item.assumed_ = source.assumed_;
  std::string_view rest = source.text().str();
  while (true) {
    const std::size_t end = rest.find(separator);
    Piece piece{};
    piece.text = rest.substr(0, end);
    items.push_back(text_value(item, {piece}));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + separator.size());
  }
  Value value = item;
  value.kind_ = Value::Kind::list;
  value.items_ = passing(items);
  return value;
}

Value World::evaluate_select(const Stack& stack, const Node& node, const Value& blank) {
  if (node.items.size() != 2) return expression(blank);
  const Field<std::int64_t> index = evaluate(stack, *node.items[0], blank.span_).as_integer();
  const Value list = evaluate(stack, *node.items[1], blank.span_);
  if (!index.is_known() || !list.is_list() || !list.has_all_items() || *index < 0 ||
      static_cast<std::size_t>(*index) >= list.items().size()) {
    return expression(blank);
  }
  Value value = list.items()[static_cast<std::size_t>(*index)];
  value.assumed_ = join(value.assumed_, list.assumed_);
  value.origin_ = value.origin();
  value.span_ = blank.span_;
  return value;
}

Value World::evaluate_find_in_map(const Stack& stack, const Node& node, const Value& blank) {
  if (node.items.size() < 3 || node.items[0]->kind != Node::Kind::scalar) return expression(blank);
  const cfn::NamedNode* mapping = stack.tmpl->mapping(node.items[0]->text);
  if (mapping == nullptr || mapping->value->kind != Node::Kind::map || mapping->value->open) {
    return expression(blank);
  }
  const Value first = evaluate(stack, *node.items[1], blank.span_);
  const Value second = evaluate(stack, *node.items[2], blank.span_);
  // The members that the key can mean: one where it is known, else all.
  const auto meant = [](const Node& map, const Value& key) {
    std::vector<const Node*> values;
    const bool known = key.is_text() && key.text().known();
    for (const cfn::Member& entry : map.members) {
      if (!known || key.text().is(entry.key)) values.push_back(entry.value);
    }
    return values;
  };
  std::vector<Value> found;
  for (const Node* inner : meant(*mapping->value, first)) {
    for (const Node* value : meant(*inner, second)) {
      Value one = evaluate(stack, *value, blank.span_);
      one.origin_ = one.span_;
      one.span_ = blank.span_;
      one.assumed_ = join(join(one.assumed_, first.assumed_), second.assumed_);
      found.push_back(one);
    }
  }
  if (found.empty() && node.items.size() > 3) {
    if (const cfn::Member* fallback = node.items[3]->find("DefaultValue")) {
      return evaluate(stack, *fallback->value, fallback->key_span);
    }
  }
  if (found.size() == 1) return found.front();
  Value value = expression(blank);
  value.alternatives_ = passing(found);
  return value;
}

Value World::evaluate_import(const Stack& stack, const Node& node, const Value& blank) {
  if (mode_ != Mode::normal) return expression(blank);
  const Export* answer = nullptr;
  for (const Export* candidate : exports_for(stack, node)) {
    if (!exists(*candidate)) continue;
    if (answer != nullptr) return expression(blank);
    answer = candidate;
  }
  if (answer == nullptr || answer->output->value == nullptr) return expression(blank);
  Value value = evaluate(*answer->stack, *answer->output->value, answer->output->span);
  value.origin_ = value.origin();
  value.span_ = blank.span_;
  if (value.is_absent()) value.kind_ = Value::Kind::unknown;
  return value;
}

// ---- Exports and imports ---------------------------------------------------------------------

namespace {

// Whether one text can be the other; a hole stands for at least one byte.
bool can_match(std::string_view a, std::string_view b) {
  const auto is_hole = [](char c) { return c == '\0'; };
  // reached[j]: the bytes of `a` so far can be the first j of `b`; grown: and may go on there.
  std::vector<char> reached(b.size() + 1, 0);
  reached[0] = 1;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    std::vector<char> next(b.size() + 1, 0);
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (!reached[j]) continue;
      // A hole of `b` that is open here swallows more of `a`; one of `a` more of `b`.
      if (i < a.size() && j > 0 && is_hole(b[j - 1])) next[j] = 1;
      if (j < b.size() && i > 0 && is_hole(a[i - 1])) reached[j + 1] = 1;
      if (i < a.size() && j < b.size() && (is_hole(a[i]) || is_hole(b[j]) || a[i] == b[j])) {
        next[j + 1] = 1;
      }
    }
    if (i == a.size()) return reached[b.size()] != 0;
    reached = std::move(next);
  }
  return false;
}

// Whether a name with holes has any words of its own.
bool says_something(const Text& text) {
  constexpr std::string_view kNothing("\0-:_/. ", 7);
  return text.str().find_first_not_of(kNothing) != std::string_view::npos;
}

bool names_own_stack(const Text& text) {
  return std::any_of(text.pieces().begin(), text.pieces().end(), [](const Piece& piece) {
    return piece.is_hole && piece.hole.kind == Hole::Kind::pseudo_parameter &&
           piece.hole.name.starts_with("AWS::Stack");
  });
}

// How well an export answers an import: 3 the same name, 2 the same shape, 1 it can be, 0 it
// cannot.
int answers(const Export& exported, const Text& name, const Text& shape) {
  if (exported.name.known() && name.known()) {
    if (exported.name.str() == name.str()) return 3;
    if (exported.shape.known() && shape.known()) return 0;
  }
  if (exported.shape.str() == shape.str()) return 2;
  return says_something(exported.shape) && can_match(exported.shape.str(), shape.str()) ? 1 : 0;
}

}  // namespace

void World::find_exports() {
  for (const Stack& stack : set_.stacks()) {
    for (const cfn::Output& output : stack.tmpl->outputs()) {
      if (output.export_name == nullptr) continue;
      Export exported{&stack, &output, {}, {}};
      const auto text = [&](Mode mode) {
        mode_ = mode;
        const Value value = keep(evaluate(stack, *output.export_name, output.export_span));
        mode_ = Mode::normal;
        return value.is_text() ? value.text() : keep(expression(value)).text();
      };
      exported.name = text(Mode::names);
      exported.shape = text(Mode::shapes);
      exports_.push_back(exported);
    }
  }
}

Text World::import_name(const Stack& stack, const Node& import) {
  if (import.items.empty()) return {};
  mode_ = Mode::names;
  const Value value = evaluate(stack, *import.items[0], import.span);
  mode_ = Mode::normal;
  return value.is_text() ? value.text() : expression(value).text();
}

const std::vector<const Export*>& World::exports_for(const Stack& stack, const Node& import) {
  const auto [place, added] = exports_for_.try_emplace({&stack, &import});
  if (!added || import.items.empty()) return place->second;
  const Text name = import_name(stack, import);
  mode_ = Mode::shapes;
  const Value shape_value = evaluate(stack, *import.items[0], import.span);
  mode_ = Mode::normal;
  // A name with nothing known in it, or with the importing stack's own name, says nothing.
  if (!shape_value.is_text() || names_own_stack(shape_value.text())) return place->second;
  const Text shape = shape_value.text();
  if (!says_something(shape) && !name.known()) return place->second;
  std::vector<const Export*> best;
  int best_rank = 1;
  for (const Export& exported : exports_) {
    if (exported.stack == &stack) continue;
    const int rank = answers(exported, name, shape);
    if (rank < best_rank) continue;
    if (rank > best_rank) best.clear();
    best_rank = rank;
    best.push_back(&exported);
  }
  // Of several stacks that could answer, the one beside the importing template does; two are none.
  const auto one_stack = [](const std::vector<const Export*>& all) {
    return std::all_of(all.begin(), all.end(),
                       [&](const Export* e) { return e->stack == all.front()->stack; });
  };
  if (!best.empty() && !one_stack(best)) {
    std::erase_if(best, [&](const Export* e) { return e->stack->folder() != stack.folder(); });
  }
  if (!best.empty() && one_stack(best)) place->second = best;
  return place->second;
}

// ---- Texts -----------------------------------------------------------------------------------

template <class T>
std::span<const T> World::passing(const std::vector<T>& items) {
  static_assert(std::is_trivially_destructible_v<T>);
  if (items.empty()) return {};
  T* copy = static_cast<T*>(passing_.allocate(items.size() * sizeof(T), alignof(T)));
  std::uninitialized_copy(items.begin(), items.end(), copy);
  return {copy, items.size()};
}

Text World::make_text(const std::vector<Piece>& pieces) {
  if (pieces.size() == 1 && !pieces[0].is_hole) return Text(passing(pieces), pieces[0].text);
  std::size_t size = 0;
  for (const Piece& piece : pieces) size += piece.is_hole ? 1 : piece.text.size();
  if (size == 0) return Text(passing(pieces), {});
  char* joined = static_cast<char*>(passing_.allocate(size, 1));
  char* to = joined;
  for (const Piece& piece : pieces) {
    if (piece.is_hole) {
      *to++ = '\0';
    } else {
      to = std::copy(piece.text.begin(), piece.text.end(), to);
    }
  }
  return Text(passing(pieces), {joined, size});
}

// Literal text, in which dynamic references are holes.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
void World::append_literal(std::vector<Piece>& pieces, const Stack& stack, const Node& scalar,
                           std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t at = text.find(kDynamicReference);
  while (at != std::string_view::npos) {
    const std::size_t close = text.find("}}", at);
    if (close == std::string_view::npos) break;
    const auto from = static_cast<std::uint32_t>(at);
    const auto to = static_cast<std::uint32_t>(close + 2);
    if (from > 0) {
      pieces.push_back(literal_piece(stack, scalar, text.substr(0, from), begin, begin + from));
    }
    Piece hole = literal_piece(stack, scalar, {}, begin + from, begin + to);
    hole.is_hole = true;
    hole.hole.name = text.substr(from, to - from);
    pieces.push_back(hole);
    text.remove_prefix(to);
    begin += to;
    at = text.find(kDynamicReference);
  }
  if (!text.empty() || pieces.empty())
    pieces.push_back(literal_piece(stack, scalar, text, begin, end));
}

// The pieces of a value; where `spelt` has a place, they are spelt there.
void World::append(std::vector<Piece>& pieces, const Value& value, const Piece& spelt) {
  if (value.is_text()) {
    for (Piece piece : value.text().pieces()) {
      if (spelt.node != nullptr) {
        piece.document = spelt.document;
        piece.node = spelt.node;
        piece.begin = spelt.begin;
        piece.end = spelt.end;
      }
      pieces.push_back(piece);
    }
    return;
  }
  Piece hole = spelt;
  hole.is_hole = true;
  if (const Hole* only = value.text_.only_hole()) hole.hole = *only;
  pieces.push_back(hole);
}

Value World::text_value(const Value& blank, const std::vector<Piece>& pieces) {
  Value value = blank;
  value.kind_ = Value::Kind::text;
  value.text_ = make_text(pieces);
  return value;
}

Value World::hole_value(const Value& blank, const Piece& spelt, const Hole& hole) {
  Piece piece = spelt;
  piece.is_hole = true;
  piece.hole = hole;
  return text_value(blank, {piece});
}

Value World::expression(const Value& blank) {
  const Hole hole{Hole::Kind::expression, nullptr, blank.stack_, blank.node_, {}};
  Piece piece{};
  if (blank.node_ != nullptr) {
    piece = literal_piece(*blank.stack_, *blank.node_, {}, 0,
                          static_cast<std::uint32_t>(blank.node_->source->text.size()));
  }
  return hole_value(blank, piece, hole);
}

const Assumption* World::assume(const cfn::Parameter& parameter, const Assumption* next) {
  for (const Assumption* one = next; one != nullptr; one = one->next) {
    if (one->parameter == &parameter) return next;
  }
  const Assumption*& known = assumptions_[{&parameter, next}];
  if (known == nullptr) {
    void* place = kept_.allocate(sizeof(Assumption), alignof(Assumption));
    known = new (place) Assumption{&parameter, next};
  }
  return known;
}

const Assumption* World::join(const Assumption* a, const Assumption* b) {
  if (a == b || b == nullptr) return a;
  for (const Assumption* one = b; one != nullptr; one = one->next) a = assume(*one->parameter, a);
  return a;
}

std::string_view World::keep_string(std::string_view text) { return *strings_.emplace(text).first; }

Value World::keep(const Value& value) {
  const auto copy = [&]<class T>(std::span<const T> items) -> std::span<const T> {
    if (items.empty()) return {};
    T* kept = static_cast<T*>(kept_.allocate(items.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), kept);
    return {kept, items.size()};
  };
  const auto copy_values = [&](std::span<const Value> values) {
    std::vector<Value> kept;
    for (const Value& one : values) kept.push_back(keep(one));
    return copy(std::span<const Value>(kept));
  };
  Value kept = value;
  std::vector<Piece> pieces(value.text_.pieces().begin(), value.text_.pieces().end());
  const std::span<const char> joined =
      copy(std::span<const char>(value.text_.str().data(), value.text_.str().size()));
  for (Piece& piece : pieces) {
    const std::span<const char> text =
        copy(std::span<const char>(piece.text.data(), piece.text.size()));
    piece.text = {text.data(), text.size()};
  }
  kept.text_ = Text(copy(std::span<const Piece>(pieces)), {joined.data(), joined.size()});
  kept.items_ = copy_values(value.items_);
  kept.alternatives_ = copy_values(value.alternatives_);
  return kept;
}

// ---- References ------------------------------------------------------------------------------

void World::collect_references(const Stack& stack, const Node& node,
                               std::vector<FoundReference>& found) {
  const auto add = [&](std::string_view name, std::string_view attribute, const Span& span) {
    const Resource* resource = stack.resource(name);
    if (resource != nullptr) found.push_back({resource, attribute, span});
  };
  if (node.is(Function::ref)) add(node.text, {}, node.span);
  if (node.is(Function::get_att)) {
    add(node.text, node.items.empty() ? std::string_view{} : node.items[0]->text, node.span);
  }
  if (node.is(Function::sub) && !node.items.empty()) {
    for (const cfn::SubstitutionPiece& part : cfn::substitution_pieces(node.items[0]->text)) {
      const bool given = node.items.size() > 1 && node.items[1]->find(part.text) != nullptr;
      if (!part.variable || given) continue;
      const std::size_t dot = std::min(part.text.find('.'), part.text.size());
      add(part.text.substr(0, dot), part.text.substr(std::min(dot + 1, part.text.size())),
          stack.tmpl->document().locate(*node.items[0]->source, part.begin, part.end));
    }
  }
  if (node.is(Function::if_) && node.items.size() == 3) {
    const bool first = holds(stack, node.items[0]->text);
    collect_references(stack, *node.items[first ? 1 : 2], found);
    return;
  }
  for (const Node* item : node.items) collect_references(stack, *item, found);
  for (const cfn::Member& member : node.members) collect_references(stack, *member.value, found);
}

}  // namespace cfn_ecs_lint
