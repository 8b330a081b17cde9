#include "model/scaling.h"

#include <algorithm>

#include "model/capacity.h"
#include "model/service.h"

namespace cfn_ecs_lint {

std::optional<Service> ScalableTarget::service() const {
  const Field<Text> id = property("ResourceId").as_text();
  if (!id.is_known() || !id->str().starts_with("service/")) return std::nullopt;
  // The last part names the service: its ARN by Ref, or its Name.
  const Piece& last = id->pieces().back();
  if (!last.is_hole || last.hole.kind != Hole::Kind::resource) return std::nullopt;
  if (last.hole.resource->type() != Service::kType) return std::nullopt;
  const Service service(system(), *last.hole.resource);
  return service.exists() ? std::optional(service) : std::nullopt;
}

bool ScalableTarget::scales(const Service& service) const {
  if (const std::optional<Service> named = this->service()) return *named == service;
  const Field<Text> id = property("ResourceId").as_text();
  const Value cluster = service.property("Cluster");
  const Value name = service.property("ServiceName");
  if (!id.is_known() || !name.is_text() || cluster.is_unknown()) return false;
  const auto literal = [](std::string_view text) {
    return Piece{false, text, {}, nullptr, nullptr};
  };
  std::vector<Piece> pieces{literal("service/")};
  const auto append = [&](const Text& text) {
    pieces.insert(pieces.end(), text.pieces().begin(), text.pieces().end());
  };
  if (cluster.is_text()) append(cluster.text());
  if (cluster.is_absent()) pieces.push_back(literal("default"));
  pieces.push_back(literal("/"));
  append(name.text());
  std::string joined;
  for (const Piece& piece : pieces)
    joined += piece.is_hole ? std::string_view("\0", 1) : piece.text;
  return equal(Text(pieces, joined), *id) == Truth::yes;
}

std::optional<AutoScalingGroup> InstanceScalingPolicy::group() const {
  return system().named_by<AutoScalingGroup>(property("AutoScalingGroupName"));
}

std::vector<Alarm> InstanceScalingPolicy::alarms() const {
  std::vector<Alarm> alarms = system().referring_to<Alarm>(*this);
  std::erase_if(alarms, [&](const Alarm& alarm) {
    const Value actions = alarm.property("AlarmActions");
    return std::none_of(actions.items().begin(), actions.items().end(), [&](const Value& action) {
      const auto policy = system().named_by<InstanceScalingPolicy>(action);
      return policy && *policy == *this;
    });
  });
  return alarms;
}

}  // namespace cfn_ecs_lint
