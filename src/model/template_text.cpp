#include "model/template_text.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
constexpr std::array<std::string_view, 8> kPseudoParameters{
    "AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue",   "AWS::Partition",
    "AWS::Region",    "AWS::StackId",          "AWS::StackName", "AWS::URLSuffix"};

bool is_pseudo_parameter(std::string_view name) {
  return std::find(kPseudoParameters.begin(), kPseudoParameters.end(), name) !=
         kPseudoParameters.end();
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The logical id in `Id` and `Id.Attribute`.
std::string_view stem_of(std::string_view name) { return name.substr(0, name.find('.')); }

bool declares(const cfn::Template& tmpl, std::string_view name) {
  const bool attribute = name.find('.') != std::string_view::npos;
  return is_pseudo_parameter(name) || tmpl.resource(stem_of(name)) != nullptr ||
         (!attribute && tmpl.parameter(name) != nullptr);
}

template <class Visit>
void each_child(const Node& node, Visit visit) {
  for (const Node* item : node.items) visit(*item);
  for (const cfn::Member& member : node.members) visit(*member.value);
}

template <class Is>
bool any_node(const Node& node, Is is) {
  if (is(node)) return true;
  bool found = false;
  each_child(node, [&](const Node& child) { found = found || any_node(child, is); });
  return found;
}

// The first argument of Fn::ForEach names the variable of the loop.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
bool is_loop_variable(const cfn::Template& tmpl, std::string_view name) {
  return any_node(tmpl.root(), [&](const Node& node) {
    return std::any_of(node.members.begin(), node.members.end(), [&](const cfn::Member& member) {
      const std::span<const Node* const> arguments = member.value->items;
      return member.key.starts_with("Fn::ForEach::") && !arguments.empty() &&
             arguments[0]->text == name;
    });
  });
}

// Some tool makes the template out of this file: its name says so (`web.yaml.template` becomes
// `web.yaml`), it has functions that CloudFormation does not have, or it is a part of a whole that
// declares what is missing here.
bool is_raw_material(const cfn::Template& tmpl) {
  std::string_view name = tmpl.file().path();
  if (name.ends_with(".template")) name.remove_suffix(std::string_view(".template").size());
  const bool named_twice =
      name.size() < tmpl.file().path().size() &&
      (name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json"));
  if (named_twice) return true;
  const bool whole = tmpl.root().find("AWSTemplateFormatVersion") != nullptr;
  return any_node(tmpl.root(), [&](const Node& node) {
    return node.is(Function::unknown) ||
           (!whole && node.is(Function::ref) && !node.text.empty() && !declares(tmpl, node.text));
  });
}

// Whether a transform or a module may declare a resource of this logical id.
bool may_be_generated(const cfn::Template& tmpl, std::string_view name) {
  const bool serverless =
      std::any_of(tmpl.transforms().begin(), tmpl.transforms().end(),
                  [](std::string_view t) { return t.starts_with("AWS::Serverless-"); });
  // https://github.com/aws/serverless-application-model, docs/internals/generated_resources.rst
  if (serverless && name.starts_with("Serverless")) return true;
  return std::any_of(
      tmpl.resources().begin(), tmpl.resources().end(), [&](const cfn::Resource& resource) {
        const bool generates = (serverless && resource.type.starts_with("AWS::Serverless::")) ||
                               resource.type.ends_with("::MODULE");
        return generates && name.starts_with(resource.logical_id);
      });
}

// `name=${name}` hands a value on, it does not make one.
bool is_own_placeholder(std::string_view text, std::string_view name) {
  text.remove_prefix(std::min(text.find_first_not_of(" \"'"), text.size()));
  return text.starts_with("${") && text.substr(2).starts_with(name) &&
         text.substr(2 + name.size()).starts_with('}');
}

// A shell gives the variable a value: `name=`, `for name`, `read name`; `$name =` of PowerShell.
bool assigns_in(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (at > 0 && is_name_character(text[at - 1])) continue;
    if (end < text.size() && is_name_character(text[end])) continue;
    const std::size_t next = text.find_first_not_of(' ', end);
    if (next != std::string_view::npos && text[next] == '=') {
      if (is_own_placeholder(text.substr(next + 1), name)) continue;
      return true;
    }
    std::string_view before = text.substr(0, at);
    while (before.ends_with(' ')) before.remove_suffix(1);
    for (const std::string_view word : {"for", "read", "export", "local", "declare", "readonly"}) {
      if (before.ends_with(word) && before.size() < at) return true;
    }
  }
  return false;
}

// The part of a template in which a script runs sets the variable: in the script, or as a key or
// `Name` of its environment.
bool sets_variable(const Node& part, std::string_view name) {
  if (part.kind == Node::Kind::scalar) return assigns_in(part.text, name);
  const cfn::Member* key = part.find(name);
  if (key != nullptr && !is_own_placeholder(key->value->text, name)) return true;
  const cfn::Member* named = part.find("Name");
  const cfn::Member* value = part.find("Value");
  if (named != nullptr && named->value->text == name &&
      (value == nullptr || !is_own_placeholder(value->value->text, name))) {
    return true;
  }
  bool found = false;
  each_child(part, [&](const Node& child) { found = found || sets_variable(child, name); });
  return found;
}

void collect_substitutions(const System& system, const cfn::Template& tmpl, const Node& node,
                           std::vector<Substitution>& found) {
  if (node.is(Function::sub) && !node.items.empty() && node.items[0]->kind == Node::Kind::scalar) {
    found.emplace_back(system, tmpl, node);
  }
  each_child(node, [&](const Node& child) { collect_substitutions(system, tmpl, child, found); });
}

// Finds the plain texts of one template.
class PlainTexts {
 public:
  PlainTexts(const System& system, const cfn::Template& tmpl, std::vector<PlainText>& found)
      : system_(system), template_(tmpl), found_(found) {}

  void find() {
    for (const cfn::Resource& resource : template_.resources()) {
      if (resource.properties != nullptr) properties(resource.type, *resource.properties);
      const cfn::Member* init = resource.metadata != nullptr
                                    ? resource.metadata->find("AWS::CloudFormation::Init")
                                    : nullptr;
      if (init != nullptr) collect(*init->value, init->value);
    }
  }

 private:
  void properties(std::string_view type, const Node& node) {
    if (type == "AWS::EC2::LaunchTemplate") {
      if (const cfn::Member* data = node.find("LaunchTemplateData")) user_data(*data->value);
    } else if (type == "AWS::EC2::Instance" || type == "AWS::AutoScaling::LaunchConfiguration") {
      user_data(node);
    } else if (type == "AWS::ECS::TaskDefinition") {
      if (const cfn::Member* containers = node.find("ContainerDefinitions")) {
        for (const Node* container : containers->value->items) containers_part(*container);
      }
    } else if (type == "AWS::ECS::Service" || type == "AWS::Logs::LogGroup" ||
               type.starts_with("AWS::ApplicationAutoScaling::")) {
      collect(node, nullptr);
    }
  }

  void user_data(const Node& node) {
    if (const cfn::Member* data = node.find("UserData")) collect(*data->value, data->value);
  }

  // What a shell in the container may read, and what nothing but CloudFormation does.
  void containers_part(const Node& container) {
    for (const cfn::Member& member : container.members) {
      const bool in_shell = member.key == "Command" || member.key == "EntryPoint" ||
                            member.key == "Environment" || member.key == "HealthCheck";
      collect(*member.value, in_shell ? &container : nullptr);
    }
  }

  void collect(const Node& node, const Node* script) {
    if (node.kind == Node::Kind::scalar && node.text.find("${") != std::string_view::npos) {
      found_.emplace_back(system_, template_, node, script);
    }
    // What a macro does with a text is its own business.
    if (node.is(Function::transform) || node.is(Function::unknown)) return;
    const bool substituted = node.is(Function::sub);
    for (const Node* item : node.items.subspan(substituted && !node.items.empty() ? 1 : 0)) {
      collect(*item, script);
    }
    for (const cfn::Member& member : node.members) collect(*member.value, script);
  }

  const System& system_;
  const cfn::Template& template_;
  std::vector<PlainText>& found_;
};

Placeholder placeholder(const cfn::Template& tmpl, const Node& scalar,
                        const cfn::SubstitutionPiece& piece) {
  return {piece.text, {tmpl.document().locate(*scalar.source, piece.begin, piece.end), nullptr}};
}

}  // namespace

std::vector<DuplicateKey> DuplicateKey::all(const System& system) {
  std::vector<DuplicateKey> keys;
  for (const cfn::Template& tmpl : system.world().set().templates()) {
    for (const cfn::DuplicateKey& key : tmpl.duplicate_keys()) keys.emplace_back(system, key);
  }
  return keys;
}

bool is_substitution_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return is_name_character(c) || c == '.' || c == ':'; });
}

std::vector<Substitution> Substitution::all(const System& system) {
  std::vector<Substitution> found;
  for (const cfn::Template& tmpl : system.world().set().templates()) {
    for (const std::string_view section : {"Conditions", "Resources", "Outputs"}) {
      if (const cfn::Member* member = tmpl.root().find(section)) {
        collect_substitutions(system, tmpl, *member->value, found);
      }
    }
  }
  return found;
}

std::vector<Placeholder> Substitution::variables_once() const {
  std::vector<Placeholder> variables;
  const Node& scalar = *function_->items[0];
  for (const cfn::SubstitutionPiece& piece : cfn::substitution_pieces(scalar.text)) {
    const bool again =
        std::any_of(variables.begin(), variables.end(),
                    [&](const Placeholder& other) { return other.name == piece.text; });
    if (piece.variable && !piece.text.empty() && !again) {
      variables.push_back(placeholder(*template_, scalar, piece));
    }
  }
  return variables;
}

Truth Substitution::knows(std::string_view name) const {
  if (function_->items.size() > 1) {
    const Node& own = *function_->items[1];
    if (own.kind == Node::Kind::function || own.open) return Truth::unknown;
    if (own.find(name) != nullptr) return Truth::yes;
  }
  if (declares(*template_, name)) return Truth::yes;
  const std::string_view stem = stem_of(name);
  const bool unsure = name.starts_with("AWS::") || !template_->complete() ||
                      may_be_generated(*template_, stem) || is_loop_variable(*template_, stem) ||
                      is_raw_material(*template_);
  return unsure ? Truth::unknown : Truth::no;
}

std::string_view Substitution::nearest_name(std::string_view name) const {
  std::vector<std::string_view> names;
  for (const cfn::Parameter& parameter : template_->parameters()) names.push_back(parameter.name);
  for (const cfn::Resource& resource : template_->resources()) {
    names.push_back(resource.logical_id);
  }
  if (function_->items.size() > 1) {
    for (const cfn::Member& own : function_->items[1]->members) names.push_back(own.key);
  }
  return nearest(stem_of(name), names);
}

bool Substitution::assigns(std::string_view name) const {
  return assigns_in(function_->items[0]->text, name);
}

std::vector<PlainText> PlainText::all(const System& system) {
  std::vector<PlainText> found;
  for (const cfn::Template& tmpl : system.world().set().templates()) {
    const bool macro_may_replace = !tmpl.complete() && tmpl.document().complete();
    if (!macro_may_replace) PlainTexts(system, tmpl, found).find();
  }
  return found;
}

std::vector<Placeholder> PlainText::forgotten_variables() const {
  std::vector<Placeholder> variables;
  for (const cfn::SubstitutionPiece& piece : cfn::substitution_pieces(scalar_->text)) {
    if (!piece.variable || !declares(*template_, piece.text)) continue;
    // No shell has variables with `:` or `.` in their names.
    const bool may_be_shells =
        script_ != nullptr && std::all_of(piece.text.begin(), piece.text.end(), is_name_character);
    if (may_be_shells && sets_variable(*script_, piece.text)) continue;
    variables.push_back(placeholder(*template_, *scalar_, piece));
  }
  return variables;
}

}  // namespace cfn_ecs_lint
