#include "cfn/template.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace cfn_ecs_lint::cfn {
namespace {

struct FunctionName {
  std::string_view name;  // behind `Fn::` or `!`
  Function function;
  bool plain_key;   // the long form is `Ref`, with no `Fn::` before it
  bool takes_list;  // several arguments in a list; else the value is the one argument
};

constexpr std::array<FunctionName, 31> kFunctions{{
    {"Ref", Function::ref, true, false},
    {"GetAtt", Function::get_att, false, false},
    {"Sub", Function::sub, false, true},
    {"Join", Function::join, false, true},
    {"Select", Function::select, false, true},
    {"Split", Function::split, false, true},
    {"If", Function::if_, false, true},
    {"And", Function::and_, false, true},
    {"Or", Function::or_, false, true},
    {"Not", Function::not_, false, true},
    {"Equals", Function::equals, false, true},
    {"Condition", Function::condition, true, false},
    {"FindInMap", Function::find_in_map, false, true},
    {"ImportValue", Function::import_value, false, false},
    {"Base64", Function::base64, false, false},
    {"GetAZs", Function::get_azs, false, false},
    {"Cidr", Function::cidr, false, true},
    {"Transform", Function::transform, false, false},
    {"Length", Function::length, false, false},
    {"ToJsonString", Function::to_json_string, false, false},
    {"GetStackOutput", Function::get_stack_output, false, true},
    {"Contains", Function::rule, false, true},
    {"EachMemberEquals", Function::rule, false, true},
    {"EachMemberIn", Function::rule, false, true},
    {"RefAll", Function::rule, false, true},
    {"ValueOf", Function::rule, false, true},
    {"ValueOfAll", Function::rule, false, true},
    {"Implies", Function::rule, false, true},
    {"GetParam", Function::unknown, false, true},
    {"Map", Function::unknown, false, true},
    {"ForEach", Function::for_each, false, true},
}};

constexpr std::string_view kLongPrefix = "Fn::";
constexpr std::string_view kLoopPrefix = "Fn::ForEach::";

const FunctionName* function_named(std::string_view name) {
  const auto found = std::find_if(kFunctions.begin(), kFunctions.end(),
                                  [&](const FunctionName& known) { return known.name == name; });
  return found == kFunctions.end() ? nullptr : &*found;
}

// What a template with this transform declares is all there is, but for resources of the
// transform's own types.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
bool leaves_the_rest_alone(std::string_view transform) {
  return transform.starts_with("AWS::Serverless-") || transform == "AWS::LanguageExtensions" ||
         transform.starts_with("AWS::SecretsManager-") ||
         transform.starts_with("AWS::CodeDeployBlueGreen") ||
         transform.starts_with("AWS::CodeDeploy::") || transform == "AWS::ServiceCatalog";
}

// YAML's own tags change nothing in how CloudFormation reads a value.
bool is_core_tag(std::string_view tag) {
  return tag.empty() || tag == "!" || tag.starts_with("!!") || tag.starts_with("tag:yaml.org");
}

bool on_one_line(const Span& span) {
  return span && span.file->text(span).find('\n') == std::string_view::npos;
}

Span words_of(const yaml::Node& node) {
  const bool block = node.style == yaml::Style::literal || node.style == yaml::Style::folded;
  return node.kind == yaml::Kind::scalar && !block && on_one_line(node.span) ? node.span : Span{};
}

using yaml::behind_alias;

bool is_scalar(const Node* node) { return node != nullptr && node->kind == Node::Kind::scalar; }

// Sharing anchors costs nothing here, but whoever walks the tree visits a shared part once a use.
// CloudFormation's limit is a template of 1 MB; this is far more than such a template can spell.
constexpr std::uint64_t kMostExpandedNodes = 200'000;

}  // namespace

const Member* Node::find(std::string_view key) const {
  if (kind != Kind::map) return nullptr;
  for (const Member& entry : members) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

std::vector<SubstitutionPiece> substitution_pieces(std::string_view text) {
  std::vector<SubstitutionPiece> pieces;
  const auto add_text = [&](std::size_t begin, std::size_t end, std::string_view words) {
    if (begin == end) return;
    pieces.push_back(
        {false, words, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  std::size_t start = 0;
  std::size_t at = 0;
  while ((at = text.find("${", at)) != std::string_view::npos) {
    const std::size_t close = text.find('}', at + 2);
    if (close == std::string_view::npos) break;
    add_text(start, at, text.substr(start, at - start));
    std::string_view name = text.substr(at + 2, close - at - 2);
    if (name.starts_with('!')) {
      // `${!x}` stands for `${x}`: "${" and then "x}", each at its place.
      add_text(at, at + 3, text.substr(at, 2));
      start = at + 3;
      at = at + 3;
      continue;
    }
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    pieces.push_back(
        {true, name, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(close + 1)});
    start = at = close + 1;
  }
  add_text(start, text.size(), text.substr(start));
  return pieces;
}

bool Parameter::is_list() const {
  return type == "CommaDelimitedList" || type.starts_with("List<") ||
         type.find("Value<List<") != std::string_view::npos ||
         type.find("Value<CommaDelimitedList>") != std::string_view::npos;
}

bool Parameter::is_ssm() const { return type.starts_with("AWS::SSM::Parameter::Value<"); }

struct Template::Data {
  explicit Data(yaml::Document read) : document(std::move(read)) {}

  const SourceFile* file = nullptr;
  yaml::Document document;
  std::deque<Node> nodes;
  std::deque<std::vector<Member>> members;
  std::deque<std::vector<const Node*>> items;
  const Node* root = nullptr;
  bool complete = true;
  std::vector<Parameter> parameters;
  std::vector<NamedNode> conditions;
  std::vector<NamedNode> mappings;
  std::vector<Resource> resources;
  std::vector<Output> outputs;
  std::vector<std::string_view> transforms;
  std::vector<DuplicateKey> duplicate_keys;
  std::unordered_map<std::string_view, std::size_t> parameter_index;
  std::unordered_map<std::string_view, std::size_t> condition_index;
  std::unordered_map<std::string_view, std::size_t> mapping_index;
  std::unordered_map<std::string_view, std::size_t> resource_index;
  std::unordered_map<std::string_view, std::size_t> output_index;
};

// Turns a document into a template.
class Reader {
 public:
  Reader(const SourceFile& file, Template& into, std::vector<ReadProblem>& problems)
      : file_(file), data_(*into.data_), problems_(problems) {
    converted_.resize(data_.document.node_count());
    open_.resize(data_.document.node_count());
  }

  void read() {
    data_.file = &file_;
    data_.complete = data_.document.complete();
    const yaml::Node& root = behind_alias(*data_.document.root());
    root_id_ = root.id;
    data_.root = convert(root, false);
    if (weight_ > kMostExpandedNodes) {
      problem(root.span, "aliases blow this template up to more than 200,000 values",
              "CloudFormation takes templates of up to 1 MB; write the values out");
      data_.root = null_node(root);
      data_.complete = false;
      return;
    }
    read_transforms();
    read_parameters();
    read_named("Mappings", data_.mappings, data_.mapping_index);
    read_named("Conditions", data_.conditions, data_.condition_index);
    read_resources();
    read_outputs();
  }

 private:
  Node* new_node(const yaml::Node& source, Node::Kind kind) {
    Node& node = data_.nodes.emplace_back();
    node.kind = kind;
    node.id = static_cast<std::uint32_t>(data_.nodes.size() - 1);
    node.source = &source;
    node.span = words_of(source);
    return &node;
  }

  const Node* null_node(const yaml::Node& source) { return new_node(source, Node::Kind::null); }

  // The node of a YAML node, made once: what an anchor names is shared by its aliases.
  const Node* convert(const yaml::Node& given, bool in_condition) {
    const yaml::Node& source = behind_alias(given);
    if (source.kind == yaml::Kind::alias) return null_node(source);
    if (converted_[source.id].node != nullptr) {
      weight_ += converted_[source.id].weight;
      return converted_[source.id].node;
    }
    if (open_[source.id]) return null_node(source);  // an anchor that contains itself
    open_[source.id] = true;
    const std::uint64_t before = std::exchange(weight_, 1);
    const Node* node = convert_new(source, in_condition);
    converted_[source.id] = {node, weight_};
    weight_ = std::min(before + weight_, kMostExpandedNodes * 2);
    open_[source.id] = false;
    return node;
  }

  const Node* convert_new(const yaml::Node& source, bool in_condition) {
    if (!is_core_tag(source.tag)) {
      const std::string_view name = source.tag.substr(source.tag.starts_with('!') ? 1 : 0);
      const FunctionName* known = function_named(name);
      Span words = source.tag_span();
      if (const Span both{words.file, words.begin, source.span.end};
          source.span && on_one_line(both) && !is_block(source)) {
        words = both;
      }
      return function(source, known, content(source, in_condition || takes_conditions(known)),
                      words);
    }
    return content(source, in_condition);
  }

  static bool is_block(const yaml::Node& source) {
    return source.kind == yaml::Kind::scalar &&
           (source.style == yaml::Style::literal || source.style == yaml::Style::folded);
  }

  // A value without regard to its tag.
  const Node* content(const yaml::Node& source, bool in_condition) {
    switch (source.kind) {
      case yaml::Kind::null:
      case yaml::Kind::alias:
        return null_node(source);
      case yaml::Kind::scalar: {
        Node* node = new_node(source, Node::Kind::scalar);
        node->text = source.text;
        node->quoted = source.quoted();
        return node;
      }
      case yaml::Kind::sequence: {
        Node* node = new_node(source, Node::Kind::list);
        std::vector<const Node*> items;
        items.reserve(source.items.size());
        for (const yaml::Node* item : source.items) items.push_back(convert(*item, in_condition));
        node->items = keep(std::move(items));
        return node;
      }
      case yaml::Kind::mapping:
        return mapping(source, in_condition);
    }
    return null_node(source);
  }

  const Node* mapping(const yaml::Node& source, bool in_condition) {
    if (source.members.size() == 1) {
      const yaml::Member& only = source.members.front();
      if (is_long_form(only, in_condition)) {
        const FunctionName* known = long_form(only.key->text);
        const bool conditions = in_condition || takes_conditions(known);
        return function(source, known, convert(*only.value, conditions),
                        long_form_words(source, only));
      }
    }
    Node* node = new_node(source, Node::Kind::map);
    node->members = keep(read_members(source, in_condition));
    for (const Member& entry : node->members) {
      if (entry.key == "Fn::Transform" || entry.key.starts_with(kLoopPrefix)) node->open = true;
    }
    return node;
  }

  // `Ref: X` and, among conditions, `Condition: X` are functions too; a key `Condition` elsewhere
  // belongs to a resource or to an IAM statement.
  static bool is_long_form(const yaml::Member& only, bool in_condition) {
    const std::string_view key = only.key->text;
    if (key.starts_with(kLongPrefix)) return !key.starts_with(kLoopPrefix);
    return (key == "Ref" || (key == "Condition" && in_condition)) &&
           behind_alias(*only.value).kind == yaml::Kind::scalar;
  }

  static const FunctionName* long_form(std::string_view key) {
    const bool prefixed = key.starts_with(kLongPrefix);
    const FunctionName* known = function_named(prefixed ? key.substr(kLongPrefix.size()) : key);
    return known != nullptr && known->plain_key != prefixed ? known : nullptr;
  }

  static bool takes_conditions(const FunctionName* known) {
    return known != nullptr &&
           (known->function == Function::and_ || known->function == Function::or_ ||
            known->function == Function::not_);
  }

  static Span long_form_words(const yaml::Node& mapping, const yaml::Member& only) {
    if (on_one_line(mapping.span)) return mapping.span;
    const yaml::Node& value = *only.value;
    const Span both{only.key->span.file, only.key->span.begin, value.span.end};
    return value.span && value.span.end > both.begin && !is_block(value) && on_one_line(both)
               ? both
               : only.key->span;
  }

  std::vector<Member> read_members(const yaml::Node& source, bool in_condition) {
    std::vector<Member> members;
    std::unordered_map<std::string_view, std::size_t> seen;
    for (const yaml::Member& entry : source.members) {
      if (is_merge(entry)) continue;
      const bool conditions = source.id == root_id_ && entry.key->text == "Conditions";
      const Member member{entry.key->text, entry.key->span,
                          convert(*entry.value, in_condition || conditions)};
      const auto [place, added] = seen.emplace(member.key, members.size());
      if (added) {
        members.push_back(member);
      } else {
        const Member& first = members[place->second];
        data_.duplicate_keys.push_back(
            {member.key, first.key_span, member.key_span, says_no_more(first, member)});
        members[place->second] = member;
      }
    }
    for (const yaml::Member& entry : source.members) {
      if (is_merge(entry)) merge(behind_alias(*entry.value), in_condition, members, seen);
    }
    return members;
  }

  // Whether a member says no more than another of the same key: nothing at all, the same, or
  // something for people.
  static bool says_no_more(const Member& first, const Member& second) {
    // Aliases make large trees of small files; what takes longer to compare is not the same.
    std::size_t steps = 10'000;
    return first.value->kind == Node::Kind::null || is_for_people(first) ||
           says_the_same(*first.value, *second.value, steps);
  }

  static bool is_for_people(const Member& member) {
    return member.key == "Description" && member.value->kind == Node::Kind::scalar;
  }

  static bool says_the_same(const Node& a, const Node& b, std::size_t& steps) {
    if (&a == &b) return true;
    if (steps == 0 || a.kind != b.kind || a.function != b.function || a.text != b.text) {
      return false;
    }
    --steps;
    const auto keeps = [&](const Member& member) {
      const Member* same = b.find(member.key);
      return is_for_people(member) ||
             (same != nullptr && says_the_same(*member.value, *same->value, steps));
    };
    const auto adds = [&](const Member& member) {
      return !is_for_people(member) && a.find(member.key) == nullptr;
    };
    return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                      [&](const Node* x, const Node* y) { return says_the_same(*x, *y, steps); }) &&
           std::all_of(a.members.begin(), a.members.end(), keeps) &&
           std::none_of(b.members.begin(), b.members.end(), adds);
  }

  static bool is_merge(const yaml::Member& entry) {
    return entry.key->text == "<<" && !entry.key->quoted();
  }

  // YAML's merge key: the members of the mappings behind `<<` that the mapping itself lacks.
  void merge(const yaml::Node& from, bool in_condition, std::vector<Member>& members,
             std::unordered_map<std::string_view, std::size_t>& seen) {
    if (from.kind == yaml::Kind::sequence) {
      for (const yaml::Node* item : from.items) {
        merge(behind_alias(*item), in_condition, members, seen);
      }
      return;
    }
    const Node* node = convert(from, in_condition);
    for (const Member& member : node->members) {
      if (seen.emplace(member.key, members.size()).second) members.push_back(member);
    }
  }

  const Node* function(const yaml::Node& source, const FunctionName* known, const Node* argument,
                       const Span& words) {
    Node* node = new_node(source, Node::Kind::function);
    node->function = known != nullptr ? known->function : Function::unknown;
    node->span = words;
    if (node->function == Function::get_att) {
      read_get_att(*node, *argument);
    } else if (known != nullptr && known->takes_list && argument->kind == Node::Kind::list) {
      node->items = argument->items;
    } else {
      node->items = keep({argument});
    }
    const bool named = node->function == Function::ref || node->function == Function::condition;
    if (named && argument->kind == Node::Kind::scalar) node->text = argument->text;
    return node;
  }

  // `A.B.C` names attribute B.C of A; the list form may compute the attribute.
  void read_get_att(Node& node, const Node& argument) {
    if (argument.kind == Node::Kind::scalar) {
      const std::size_t dot = argument.text.find('.');
      node.text = argument.text.substr(0, dot);
      if (dot == std::string_view::npos) return;
      Node* attribute = new_node(*argument.source, Node::Kind::scalar);
      attribute->text = argument.text.substr(dot + 1);
      node.items = keep({attribute});
    } else if (argument.kind == Node::Kind::list && argument.items.size() >= 2 &&
               is_scalar(argument.items[0])) {
      node.text = argument.items[0]->text;
      node.items = argument.items.subspan(1);
    }
  }

  std::span<const Member> keep(std::vector<Member> members) {
    return data_.members.emplace_back(std::move(members));
  }
  std::span<const Node* const> keep(std::vector<const Node*> items) {
    return data_.items.emplace_back(std::move(items));
  }

  const Node* section(std::string_view name) const {
    const Member* found = data_.root->find(name);
    return found != nullptr ? found->value : nullptr;
  }

  void read_transforms() {
    const Node* transform = section("Transform");
    if (transform == nullptr) return;
    const auto add = [&](const Node& node) {
      if (node.kind == Node::Kind::scalar) {
        data_.transforms.push_back(node.text);
        if (!leaves_the_rest_alone(node.text)) data_.complete = false;
      } else {
        data_.complete = false;
      }
    };
    if (transform->kind == Node::Kind::list) {
      for (const Node* item : transform->items) add(*item);
    } else {
      add(*transform);
    }
  }

  void read_parameters() {
    const Node* parameters = section("Parameters");
    if (parameters == nullptr) return;
    for (const Member& entry : parameters->members) {
      Parameter parameter;
      parameter.name = entry.key;
      parameter.span = entry.key_span;
      parameter.declaration = entry.value;
      if (const Member* type = entry.value->find("Type")) parameter.type = type->value->text;
      if (const Member* value = entry.value->find("Default")) {
        parameter.default_value = value->value;
      }
      if (const Member* allowed = entry.value->find("AllowedValues")) {
        parameter.allowed_values.assign(allowed->value->items.begin(), allowed->value->items.end());
      }
      data_.parameter_index.emplace(entry.key, data_.parameters.size());
      data_.parameters.push_back(std::move(parameter));
    }
  }

  void read_named(std::string_view name, std::vector<NamedNode>& into,
                  std::unordered_map<std::string_view, std::size_t>& index) {
    const Node* entries = section(name);
    if (entries == nullptr) return;
    for (const Member& entry : entries->members) {
      index.emplace(entry.key, into.size());
      into.push_back({entry.key, entry.key_span, entry.value});
    }
  }

  void read_resources() {
    const Member* found = data_.root->find("Resources");
    if (found == nullptr) {
      if (data_.complete) {
        problem(data_.root->source->span, "this template has no `Resources` section",
                "every CloudFormation template declares at least one resource");
      }
      return;
    }
    const Node& resources = *found->value;
    if (resources.kind != Node::Kind::map) {
      if (!data_.document.complete()) return;  // reading stopped before they began
      problem(found->key_span,
              "`Resources` is " + std::string(spoken(resources)) +
                  ", not a mapping of logical ids to resources",
              "write each resource under its logical id: `Service: {Type: AWS::ECS::Service}`");
      return;
    }
    for (const Member& entry : resources.members) {
      if (entry.key == "Fn::Transform" || entry.key.starts_with(kLoopPrefix)) {
        data_.complete = false;
        continue;
      }
      read_resource(entry);
    }
  }

  void read_resource(const Member& entry) {
    const Node& declaration = *entry.value;
    const Member* type = declaration.find("Type");
    if (type == nullptr || type->value->kind == Node::Kind::null) {
      if (data_.document.complete() && !declaration.open &&
          declaration.kind != Node::Kind::function) {
        problem(type != nullptr ? type->key_span : entry.key_span,
                "resource `" + std::string(entry.key) + "` has no `Type`",
                declaration.kind == Node::Kind::null
                    ? "nothing stands under it; is the next line indented too little?"
                    : "every resource names its type, such as `Type: AWS::ECS::Service`");
      }
      data_.complete = false;
      return;
    }
    if (!is_scalar(type->value)) {  // a preprocessor's module: resources that are not shown
      data_.complete = false;
      return;
    }
    Resource resource;
    resource.logical_id = entry.key;
    resource.span = entry.key_span;
    resource.declaration = &declaration;
    resource.type = type->value->text;
    resource.type_span = type->value->span;
    const auto part = [&](std::string_view name) {
      const Member* member = declaration.find(name);
      return member != nullptr ? member->value : nullptr;
    };
    resource.properties = part("Properties");
    resource.metadata = part("Metadata");
    resource.creation_policy = part("CreationPolicy");
    resource.update_policy = part("UpdatePolicy");
    if (const Node* condition = part("Condition"); is_scalar(condition)) {
      resource.condition = condition->text;
      resource.condition_span = condition->span;
    }
    if (const Node* depends_on = part("DependsOn")) {
      const auto add = [&](const Node& node) {
        if (node.kind == Node::Kind::scalar) resource.depends_on.push_back({node.text, node.span});
      };
      add(*depends_on);
      if (depends_on->kind == Node::Kind::list) {
        for (const Node* item : depends_on->items) add(*item);
      }
    }
    data_.resource_index.emplace(entry.key, data_.resources.size());
    data_.resources.push_back(std::move(resource));
  }

  void read_outputs() {
    const Node* outputs = section("Outputs");
    if (outputs == nullptr) return;
    for (const Member& entry : outputs->members) {
      if (entry.key.starts_with(kLoopPrefix)) continue;
      Output output;
      output.name = entry.key;
      output.span = entry.key_span;
      output.declaration = entry.value;
      if (const Member* value = entry.value->find("Value")) output.value = value->value;
      if (const Member* condition = entry.value->find("Condition")) {
        output.condition = condition->value->text;
      }
      if (const Member* exported = entry.value->find("Export")) {
        if (const Member* name = exported->value->find("Name")) {
          output.export_name = name->value;
          output.export_span = name->value->span ? name->value->span : name->key_span;
        }
      }
      data_.output_index.emplace(entry.key, data_.outputs.size());
      data_.outputs.push_back(output);
    }
  }

  static std::string_view spoken(const Node& node) {
    switch (node.kind) {
      case Node::Kind::null:
        return "empty";
      case Node::Kind::scalar:
        return "a single value";
      case Node::Kind::list:
        return "a list";
      case Node::Kind::map:
        return "a mapping";
      case Node::Kind::function:
        return "an intrinsic function";
    }
    return "";
  }

  void problem(const Span& span, std::string message, std::string help) {
    Span words = span;
    if (words) {  // the first line is enough to point at
      const std::size_t line_end = words.file->text(words).find_first_of("\r\n");
      if (line_end != std::string_view::npos) {
        words.end = words.begin + static_cast<std::uint32_t>(line_end);
      }
    }
    problems_.push_back({file_.path(), words, std::move(message), {}, std::move(help)});
  }

  struct Converted {
    const Node* node = nullptr;
    std::uint64_t weight = 0;
  };

  const SourceFile& file_;
  Template::Data& data_;
  std::vector<ReadProblem>& problems_;
  std::vector<Converted> converted_;
  std::vector<bool> open_;
  std::uint32_t root_id_ = 0;
  std::uint64_t weight_ = 0;  // nodes that the part being converted has when written out
};

Template::Template(yaml::Document document) : data_(std::make_unique<Data>(std::move(document))) {}
Template::~Template() = default;
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;

const SourceFile& Template::file() const { return *data_->file; }
const yaml::Document& Template::document() const { return data_->document; }
const Node& Template::root() const { return *data_->root; }
std::uint32_t Template::node_count() const {
  return static_cast<std::uint32_t>(data_->nodes.size());
}
bool Template::complete() const { return data_->complete; }
std::span<const Parameter> Template::parameters() const { return data_->parameters; }
std::span<const NamedNode> Template::conditions() const { return data_->conditions; }
std::span<const NamedNode> Template::mappings() const { return data_->mappings; }
std::span<const Resource> Template::resources() const { return data_->resources; }
std::span<const Output> Template::outputs() const { return data_->outputs; }
std::span<const std::string_view> Template::transforms() const { return data_->transforms; }
std::span<const DuplicateKey> Template::duplicate_keys() const { return data_->duplicate_keys; }

namespace {

template <class T>
const T* by_name(const std::vector<T>& all,
                 const std::unordered_map<std::string_view, std::size_t>& index,
                 std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &all[found->second];
}

}  // namespace

const Parameter* Template::parameter(std::string_view name) const {
  return by_name(data_->parameters, data_->parameter_index, name);
}
const NamedNode* Template::condition(std::string_view name) const {
  return by_name(data_->conditions, data_->condition_index, name);
}
const NamedNode* Template::mapping(std::string_view name) const {
  return by_name(data_->mappings, data_->mapping_index, name);
}
const Resource* Template::resource(std::string_view logical_id) const {
  return by_name(data_->resources, data_->resource_index, logical_id);
}
const Output* Template::output(std::string_view name) const {
  return by_name(data_->outputs, data_->output_index, name);
}

std::vector<std::string> Template::path_to(const Span& place) const {
  std::vector<std::string> path;
  const yaml::Node* node = data_->document.root();
  const auto holds = [&](const yaml::Node& part) {
    return (part.span && part.span.contains(place)) || part.tag_span().contains(place);
  };
  while (true) {
    const yaml::Node* next = nullptr;
    for (const yaml::Member& entry : node->members) {
      if (!holds(*entry.key) && !holds(*entry.value)) continue;
      path.emplace_back(entry.key->text);
      next = entry.value;
      break;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      if (!holds(*node->items[i])) continue;
      path.push_back(std::to_string(i));
      next = node->items[i];
      break;
    }
    if (next == nullptr) return path;
    node = next;
  }
}

bool is_template(const yaml::Document& document) {
  const yaml::Node& root = behind_alias(*document.root());
  if (root.kind != yaml::Kind::mapping) return false;
  if (yaml::member(root, "AWSTemplateFormatVersion") != nullptr) return true;
  const yaml::Node* resources = yaml::member(root, "Resources");
  if (resources == nullptr || resources->kind != yaml::Kind::mapping) return false;
  return std::any_of(resources->members.begin(), resources->members.end(),
                     [](const yaml::Member& entry) {
                       const yaml::Node* type = yaml::member(behind_alias(*entry.value), "Type");
                       return type != nullptr && type->text.find("::") != std::string_view::npos;
                     });
}

bool looks_like_template(std::string_view bytes) {
  return bytes.find("AWSTemplateFormatVersion") != std::string_view::npos ||
         (bytes.find("Resources") != std::string_view::npos &&
          bytes.find("AWS::") != std::string_view::npos);
}

Template read_template(const SourceFile& file, yaml::Document document,
                       std::vector<ReadProblem>& problems) {
  Template result(std::move(document));
  Reader(file, result, problems).read();
  return result;
}

}  // namespace cfn_ecs_lint::cfn
