#include "model/property_kind.h"

#include <algorithm>
#include <utility>

#include "model/role.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

constexpr std::string_view kListSuffix = ".*";

// Maps that name a metric: Namespace, and Dimensions with the Name and Value of each.
constexpr std::pair<std::string_view, std::string_view> kMetrics[] = {
    {"AWS::ApplicationAutoScaling::ScalingPolicy",
     "TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification"},
    {"AWS::AutoScaling::ScalingPolicy",
     "TargetTrackingConfiguration.CustomizedMetricSpecification"},
    {"AWS::CloudWatch::Alarm", ""},
    {"AWS::CloudWatch::Alarm", "Metrics.*.MetricStat.Metric"},
};

// The first key of a path, which is taken off it.
std::string_view take_key(std::string_view& path) {
  const std::size_t dot = path.find('.');
  const std::string_view key = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  return key;
}

// Whether some value may be at the end of the path, whatever the conditions say.
bool leads_somewhere(const Node& node, std::string_view path) {
  if (path.empty()) return true;
  const auto any_leads = [](const Node& parent, std::string_view rest) {
    return std::any_of(parent.items.begin(), parent.items.end(),
                       [&](const Node* item) { return leads_somewhere(*item, rest); });
  };
  if (node.kind == Node::Kind::function) {
    return node.is(Function::if_) ? any_leads(node, path) : path == "*";
  }
  const std::string_view key = take_key(path);
  if (key == "*") {
    return node.kind == Node::Kind::list ? any_leads(node, path)
                                         : path.empty() || leads_somewhere(node, path);
  }
  const cfn::Member* member = node.find(key);
  return member != nullptr && leads_somewhere(*member->value, path);
}

const cfn::Parameter* parameter_of(const Value& value) {
  const Node* node = value.node();
  if (node != nullptr && node->is(Function::select) && node->items.size() == 2) {
    node = node->items[1];
  }
  return node != nullptr && node->is(Function::ref) && value.stack() != nullptr
             ? value.stack()->tmpl->parameter(node->text)
             : nullptr;
}

// The value names a role whose path is not "/", which is that of a role without one.
bool is_below_root_path(const System& system, const Value& value) {
  const std::optional<Role> role = system.named_by<Role>(value);
  return role && role->path().is_not("/");
}

}  // namespace

std::optional<aws::ValueKind> kind_of(const Value& value) {
  if (const std::optional<Reference> reference = value.reference()) {
    return aws::kind_of(reference->resource->type(), reference->attribute);
  }
  const cfn::Parameter* parameter = parameter_of(value);
  if (parameter == nullptr) return std::nullopt;
  std::optional<aws::ValueKind> kind = aws::kind_of_parameter(parameter->type);
  // One item, selected from the parameter's list.
  if (kind && value.is_text()) kind->is_list = false;
  return kind;
}

std::vector<KindedProperty> KindedProperty::all(const System& system) {
  std::vector<KindedProperty> properties;
  for (const Resource& resource : system.world().set().resources()) {
    const Node* node = resource.declaration->properties;
    if (node == nullptr) continue;
    const View view(system, resource);
    for (const aws::WantedProperty& wanted : aws::wanted_properties(resource.type())) {
      if (!leads_somewhere(*node, wanted.path)) continue;
      properties.push_back({view, wanted.path, Decided::by_path});
    }
    for (const auto& [type, path] : kMetrics) {
      if (type == resource.type() && leads_somewhere(*node, path)) {
        properties.push_back({view, path, Decided::by_dimension});
      }
    }
    if (node->find("LoadBalancerAttributes") != nullptr) {
      properties.push_back({view, "LoadBalancerAttributes.*", Decided::by_attribute});
    }
  }
  return properties;
}

std::vector<KindedProperty::Given> KindedProperty::given() const {
  std::vector<Given> found;
  follow(resource_.properties(), path_, {}, found);
  return found;
}

void KindedProperty::follow(const Value& value, std::string_view path, std::string_view key,
                            std::vector<Given>& found) const {
  const std::string_view type = resource_.resource().type();
  if (path.empty() && decided_ == Decided::by_dimension) {
    const Field<std::string_view> metric_namespace = value["Namespace"].as_string();
    for (const Value& dimension : value["Dimensions"].items()) {
      const Field<std::string_view> name = dimension["Name"].as_string();
      if (!metric_namespace.is_known() || !name.is_known()) continue;
      add(dimension["Value"], *name, aws::wanted_in_dimension(*metric_namespace, *name), found);
    }
  } else if (path.empty() && decided_ == Decided::by_attribute) {
    const Field<std::string_view> name = value["Key"].as_string();
    if (name.is_known()) add(value["Value"], *name, aws::wanted_in_attribute(*name), found);
  } else if (path.empty()) {
    add(value, key, aws::wanted_at(type, path_), found);
  } else if (path == "*" && decided_ == Decided::by_path && (!value.is_list() || kind_of(value))) {
    // One value for the whole list.
    const std::string_view list = path_.substr(0, path_.size() - kListSuffix.size());
    add(value, key, aws::wanted_at(type, list), found);
  } else {
    const std::string_view next = take_key(path);
    if (next != "*") return follow(value[next], path, next, found);
    for (const Value& item : value.items()) follow(item, path, key, found);
  }
}

void KindedProperty::add(const Value& value, std::string_view key,
                         const std::optional<aws::Wanted>& wanted,
                         std::vector<Given>& found) const {
  const std::optional<aws::ValueKind> kind = kind_of(value);
  if (!kind || !wanted) return;
  aws::Compatibility fit = aws::compare(*wanted, *kind);
  if (fit.needs_root_path && is_below_root_path(system(), value)) {
    fit.verdict = aws::Compatibility::Verdict::wrong;
  }
  found.push_back({key, value, *kind, *wanted, fit.verdict});
}

std::string KindedProperty::Given::spoken_source() const {
  const std::optional<Reference> reference = value.reference();
  const std::string_view name =
      reference ? reference->resource->logical_id() : parameter_of(value)->name;
  if (!reference || reference->attribute.empty()) return "Ref of `" + std::string(name) + "`";
  return "`" + std::string(name) + "." + std::string(reference->attribute) + "`";
}

std::string KindedProperty::Given::replacement() const {
  const std::optional<Reference> reference = value.reference();
  if (!reference) return {};
  const auto attribute = aws::attribute_giving(reference->resource->type(), wanted);
  if (!attribute) return {};
  const std::string id(reference->resource->logical_id());
  return attribute->empty() ? "!Ref " + id : "!GetAtt " + id + "." + std::string(*attribute);
}

}  // namespace cfn_ecs_lint
