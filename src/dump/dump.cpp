#include "dump/dump.h"

#include <array>
#include <nlohmann/json.hpp>

#include "graph/resource_graph.h"
#include "resolve/world.h"

namespace cfn_ecs_lint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> kKinds{"null", "scalar", "sequence", "mapping", "alias"};
constexpr std::array<std::string_view, 5> kStyles{"plain", "single-quoted", "double-quoted",
                                                  "literal", "folded"};
// In the order of cfn::Function.
constexpr std::array<std::string_view, 24> kFunctions{"Ref",
                                                      "Fn::GetAtt",
                                                      "Fn::Sub",
                                                      "Fn::Join",
                                                      "Fn::Select",
                                                      "Fn::Split",
                                                      "Fn::If",
                                                      "Fn::And",
                                                      "Fn::Or",
                                                      "Fn::Not",
                                                      "Fn::Equals",
                                                      "Condition",
                                                      "Fn::FindInMap",
                                                      "Fn::ImportValue",
                                                      "Fn::Base64",
                                                      "Fn::GetAZs",
                                                      "Fn::Cidr",
                                                      "Fn::Transform",
                                                      "Fn::Length",
                                                      "Fn::ToJsonString",
                                                      "Fn::ForEach",
                                                      "Fn::GetStackOutput",
                                                      "Fn::(rule function)",
                                                      "Fn::(unknown)"};
static_assert(kFunctions.size() == static_cast<std::size_t>(cfn::Function::unknown) + 1);

std::string place(const Span& span) {
  if (!span) return "";
  const LineColumn at = span.file->place(span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string written(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json tree(const yaml::Node& node) {
  Json json;
  json["kind"] = kKinds[static_cast<std::size_t>(node.kind)];
  json["at"] = place(node.span);
  if (!node.tag.empty()) json["tag"] = node.tag;
  if (node.kind == yaml::Kind::scalar) {
    json["style"] = kStyles[static_cast<std::size_t>(node.style)];
    json["text"] = node.text;
  }
  if (node.kind == yaml::Kind::alias && node.target != nullptr) {
    json["target"] = place(node.target->span);
  }
  for (const yaml::Member& member : node.members) {
    json["members"].push_back({{"key", member.key->text},
                               {"at", place(member.key->span)},
                               {"value", tree(*member.value)}});
  }
  for (const yaml::Node* item : node.items) json["items"].push_back(tree(*item));
  return json;
}

Json value(const cfn::Node& node) {
  switch (node.kind) {
    case cfn::Node::Kind::null:
      return nullptr;
    case cfn::Node::Kind::scalar:
      return node.text;
    case cfn::Node::Kind::list: {
      Json list = Json::array();
      for (const cfn::Node* item : node.items) list.push_back(value(*item));
      return list;
    }
    case cfn::Node::Kind::map: {
      Json map = Json::object();
      for (const cfn::Member& member : node.members) {
        map[std::string(member.key)] = value(*member.value);
      }
      return map;
    }
    case cfn::Node::Kind::function:
      break;
  }
  Json arguments = Json::array();
  if (!node.text.empty()) arguments.push_back(node.text);
  if (!node.is(cfn::Function::ref) && !node.is(cfn::Function::condition)) {
    for (const cfn::Node* item : node.items) arguments.push_back(value(*item));
  }
  const std::string name(kFunctions[static_cast<std::size_t>(node.function)]);
  return {{name, arguments.size() == 1 ? arguments[0] : arguments}};
}

Json section(std::span<const cfn::NamedNode> nodes) {
  Json json = Json::object();
  for (const cfn::NamedNode& node : nodes) {
    json[std::string(node.name)] = {{"at", place(node.span)}, {"value", value(*node.value)}};
  }
  return json;
}

Json optional_value(const cfn::Node* node) { return node != nullptr ? value(*node) : Json(); }

Json resource(const cfn::Resource& declared) {
  Json json{{"at", place(declared.span)}, {"type", declared.type}};
  if (!declared.condition.empty()) json["condition"] = declared.condition;
  for (const cfn::Dependency& one : declared.depends_on)
    json["dependsOn"].push_back(one.logical_id);
  json["properties"] = optional_value(declared.properties);
  if (declared.metadata != nullptr) json["metadata"] = value(*declared.metadata);
  if (declared.creation_policy != nullptr) {
    json["creationPolicy"] = value(*declared.creation_policy);
  }
  if (declared.update_policy != nullptr) json["updatePolicy"] = value(*declared.update_policy);
  return json;
}

std::string id(const Resource& resource) {
  return resource.stack->tmpl->file().path() + "#" + std::string(resource.logical_id());
}

// A name with `{...}` for what is not known.
std::string spoken(const Text& text) {
  std::string words;
  for (const Piece& piece : text.pieces()) {
    if (!piece.is_hole) {
      words += piece.text;
      continue;
    }
    words += '{';
    if (piece.hole.resource != nullptr) words += piece.hole.resource->logical_id();
    if (piece.hole.resource != nullptr && !piece.hole.name.empty()) words += '.';
    words += piece.hole.name;
    words += '}';
  }
  return words;
}

void add_imports(World& world, const Stack& stack, const cfn::Node& node, Json& imports) {
  if (node.is(cfn::Function::import_value)) {
    Json answers = Json::array();
    for (const Export* one : world.exports_for(stack, node)) {
      answers.push_back(one->stack->tmpl->file().path() + "#" + std::string(one->output->name));
    }
    imports.push_back({{"template", stack.tmpl->file().path()},
                       {"at", place(node.span)},
                       {"name", spoken(world.import_name(stack, node))},
                       {"answered_by", answers}});
  }
  for (const cfn::Node* item : node.items) add_imports(world, stack, *item, imports);
  for (const cfn::Member& member : node.members) {
    add_imports(world, stack, *member.value, imports);
  }
}

}  // namespace

std::string dump_yaml(std::span<const cfn::Template> templates) {
  Json json = Json::array();
  for (const cfn::Template& tmpl : templates) {
    json.push_back({{"path", tmpl.file().path()},
                    {"complete", tmpl.document().complete()},
                    {"root", tree(*tmpl.document().root())}});
  }
  return written(json);
}

std::string dump_template(std::span<const cfn::Template> templates) {
  Json json = Json::array();
  for (const cfn::Template& tmpl : templates) {
    Json one{{"path", tmpl.file().path()}, {"complete", tmpl.complete()}};
    one["transforms"] = Json::array();
    for (const std::string_view transform : tmpl.transforms()) {
      one["transforms"].push_back(transform);
    }
    one["parameters"] = Json::object();
    for (const cfn::Parameter& parameter : tmpl.parameters()) {
      one["parameters"][std::string(parameter.name)] = {
          {"at", place(parameter.span)}, {"declaration", value(*parameter.declaration)}};
    }
    one["mappings"] = section(tmpl.mappings());
    one["conditions"] = section(tmpl.conditions());
    one["resources"] = Json::object();
    for (const cfn::Resource& declared : tmpl.resources()) {
      one["resources"][std::string(declared.logical_id)] = resource(declared);
    }
    one["outputs"] = Json::object();
    for (const cfn::Output& output : tmpl.outputs()) {
      one["outputs"][std::string(output.name)] = {{"at", place(output.span)},
                                                  {"value", optional_value(output.value)},
                                                  {"export", optional_value(output.export_name)}};
    }
    json.push_back(std::move(one));
  }
  return written(json);
}

std::string dump_graph(const TemplateSet& set) {
  World world(set);
  const ResourceGraph graph(world);
  Json json{{"resources", Json::array()},
            {"references", Json::array()},
            {"exports", Json::array()},
            {"imports", Json::array()}};
  for (const Resource& one : set.resources()) {
    json["resources"].push_back({{"id", id(one)},
                                 {"type", one.type()},
                                 {"template", one.stack->tmpl->file().path()},
                                 {"at", place(one.declaration->span)},
                                 {"condition", one.declaration->condition}});
    for (const Edge& edge : graph.from(one)) {
      json["references"].push_back({{"from", id(*edge.from)},
                                    {"to", id(*edge.to)},
                                    {"attribute", edge.attribute},
                                    {"at", place(edge.span)},
                                    {"imported", edge.imported}});
    }
  }
  for (const Export& one : world.exports()) {
    json["exports"].push_back({{"template", one.stack->tmpl->file().path()},
                               {"output", one.output->name},
                               {"name", spoken(one.name)}});
  }
  for (const Stack& stack : set.stacks()) {
    add_imports(world, stack, stack.tmpl->root(), json["imports"]);
  }
  return written(json);
}

}  // namespace cfn_ecs_lint
