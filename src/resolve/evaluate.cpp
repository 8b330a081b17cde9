// What values are in the world of the moment.
#include <algorithm>
#include <array>

#include "resolve/world.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// How deep a value may lead from import to import, or a condition from condition to condition.
constexpr int kDeepest = 128;

// Attributes that are lists.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
constexpr std::array<std::string_view, 7> kListAttributes{
    "SecurityGroups", "NameServers",         "Ipv6CidrBlocks",  "CidrBlockAssociations",
    "DnsEntries",     "NetworkInterfaceIds", "LoadBalancerArns"};

bool is_list_attribute(std::string_view name) {
  return std::find(kListAttributes.begin(), kListAttributes.end(), name) != kListAttributes.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

// The item of a list has no key of its own: a map is pointed at by its first member.
Span item_words(const Node& item, const Span& list_words) {
  if (item.kind == Node::Kind::map && !item.members.empty()) return item.members.front().key_span;
  return list_words;
}

}  // namespace

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
    if (!value.given_) value.given_ = one.given_;
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
      return evaluate_attribute(*resource, attribute.text().str(), blank, spelt);
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

Value World::evaluate_attribute(const Resource& resource, std::string_view attribute,
                                const Value& blank, const Piece& spelt) {
  constexpr std::string_view kOutputs = "Outputs.";
  if (mode_ == Mode::normal && !exists(resource)) return blank;
  if (resource.child != nullptr && attribute.starts_with(kOutputs)) {
    return evaluate_output(*resource.child, attribute.substr(kOutputs.size()), blank);
  }
  Value value = hole_value(
      blank, spelt,
      {Hole::Kind::resource, &resource, resource.stack, nullptr, keep_string(attribute)});
  if (is_list_attribute(attribute)) value.kind_ = Value::Kind::unknown;
  return value;
}

Value World::evaluate_output(const Stack& child, std::string_view name, const Value& blank) {
  const cfn::Output* output = child.tmpl->output(name);
  if (output == nullptr || output->value == nullptr) return expression(blank);
  const bool conditional = mode_ == Mode::normal && !output->condition.empty();
  if (conditional && !holds(child, output->condition)) return expression(blank);
  Value value = evaluate(child, *output->value, output->span);
  value.origin_ = value.origin();
  value.span_ = blank.span_;
  if (value.is_absent()) value.kind_ = Value::Kind::unknown;
  return value;
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
  if (stack.nested != nullptr) {
    Value value = evaluate_argument(stack, parameter, blank, spelt);
    return value.is_absent() ? unknown() : value;
  }
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

// What the parent gives, else the default, which holds for certain; absent when there is neither.
Value World::evaluate_argument(const Stack& stack, const cfn::Parameter& parameter,
                               const Value& blank, const Piece& spelt) {
  const Value argument = properties(*stack.nested)["Parameters"][parameter.name];
  Value value = blank;
  if (argument.is_absent()) {
    const Node* fallback = parameter.default_value;
    value.kind_ = Value::Kind::absent;
    if (fallback == nullptr || fallback->kind != Node::Kind::scalar) return value;
    value = parameter_text(parameter, fallback->text, blank, spelt, false);
    value.origin_ = fallback->span;
    return value;
  }
  value.assumed_ = argument.assumed_;
  value.given_ = argument.span();
  value.origin_ = argument.origin();
  if (argument.is_list()) {
    value.kind_ = Value::Kind::list;
    value.open_ = argument.open_;
    value.items_ = argument.items_;
    return value;
  }
  std::vector<Piece> pieces;
  append(pieces, argument, spelt);
  const bool nameless = !argument.is_text() && argument.text_.pieces().empty();
  if (nameless) {
    pieces.back().hole = {Hole::Kind::parameter, nullptr, &stack, nullptr, parameter.name};
  }
  value = text_value(value, pieces);
  value.alternatives_ = argument.alternatives_;
  if (!parameter.is_list()) return value;
  if (const auto items = split(value, ",")) {
    value.kind_ = Value::Kind::list;
    value.items_ = passing(*items);
  } else {
    value.kind_ = Value::Kind::unknown;
  }
  return value;
}

// The parts of a text between separators, without surrounding blanks; nothing when a hole may hold
// separators of its own, as the ids and names of resources do not.
std::optional<std::vector<Value>> World::split(const Value& text, std::string_view separator) {
  std::vector<Value> parts;
  std::vector<Piece> part;
  const auto end_part = [&] {
    parts.push_back(text_value(text, part));
    part.clear();
  };
  for (const Piece& piece : text.text().pieces()) {
    if (piece.is_hole) {
      if (piece.hole.kind != Hole::Kind::resource) return std::nullopt;
      part.push_back(piece);
      continue;
    }
    std::string_view rest = piece.text;
    while (true) {
      const std::size_t end = rest.find(separator);
      Piece words = piece;
      words.text = trimmed(rest.substr(0, end));
      if (!words.text.empty()) part.push_back(words);
      if (end == std::string_view::npos) break;
      end_part();
      rest.remove_prefix(end + separator.size());
    }
  }
  end_part();
  return parts;
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
               resource != nullptr) {
      one = evaluate_attribute(*resource, part.text.substr(dot + 1), one, spelt);
    }
    value.assumed_ = join(value.assumed_, one.assumed_);
    if (!value.given_) value.given_ = one.given_;
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
  value.given_ = list.given_;
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
      one.given_ = first.given_ ? first.given_ : second.given_;
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
