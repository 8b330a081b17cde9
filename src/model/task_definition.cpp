#include "model/task_definition.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>

#include "model/enumeration.h"
#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

constexpr Spellings<NetworkMode, 5> kNetworkModes{{{"bridge", NetworkMode::bridge},
                                                   {"default", NetworkMode::bridge},
                                                   {"host", NetworkMode::host},
                                                   {"awsvpc", NetworkMode::awsvpc},
                                                   {"none", NetworkMode::none}}};

Truth either(Truth a, Truth b) {
  if (a == Truth::yes || b == Truth::yes) return Truth::yes;
  return a == Truth::no ? b : a;
}

bool names_repository(const Hole& hole) {
  return hole.kind == Hole::Kind::resource && hole.resource->type() == "AWS::ECR::Repository" &&
         (hole.name.empty() || hole.name == "RepositoryUri");
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

// A number with an optional unit that multiplies it: "0.5 GB".
std::optional<std::int64_t> parse_size(std::string_view text, std::string_view unit,
                                       double unit_factor) {
  const std::string words = lower(text);
  std::string_view rest = words;
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc{} || number < 0 || number > 1e9) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
  if (rest == unit) return static_cast<std::int64_t>(std::llround(number * unit_factor));
  if (!rest.empty() || number != std::trunc(number)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

Field<std::int64_t> task_size(const Value& value,
                              std::optional<std::int64_t> (*parse)(std::string_view)) {
  const Field<std::string_view> text = value.as_string();
  if (text.is_absent()) return Field<std::int64_t>::absent(text);
  if (!text.is_known()) return Field<std::int64_t>::unknown(text);
  const std::optional<std::int64_t> size = parse(*text);
  return size ? Field<std::int64_t>::known(*size, text) : Field<std::int64_t>::unknown(text);
}

}  // namespace

std::optional<std::int64_t> parse_task_memory(std::string_view text) {
  return parse_size(text, "gb", 1024);
}

std::optional<std::int64_t> parse_task_cpu(std::string_view text) {
  return parse_size(text, "vcpu", 1024);
}

Field<std::pair<std::int64_t, std::int64_t>> PortMapping::container_port_range() const {
  using Range = std::pair<std::int64_t, std::int64_t>;
  const Field<std::string_view> text = mapping_["ContainerPortRange"].as_string();
  if (text.is_absent()) return Field<Range>::absent(text);
  if (!text.is_known()) return Field<Range>::unknown(text);
  Range range;
  const char* end = text->data() + text->size();
  const auto first = std::from_chars(text->data(), end, range.first);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '-') {
    return Field<Range>::unknown(text);
  }
  const auto last = std::from_chars(first.ptr + 1, end, range.second);
  if (last.ec != std::errc{} || last.ptr != end) return Field<Range>::unknown(text);
  return Field<Range>::known(range, text);
}

Field<std::int64_t> PortMapping::host_port() const {
  const Field<NetworkMode> mode = task_.network_mode();
  if (mode.is(NetworkMode::awsvpc) || mode.is(NetworkMode::host)) return container_port();
  const Field<std::int64_t> port = mapping_["HostPort"].as_integer();
  if (!mode.is_known()) return Field<std::int64_t>::unknown(port);
  return port.or_default(0);
}

Truth PortMapping::maps(std::int64_t port) const {
  const Field<std::int64_t> one = container_port();
  if (one.is_known()) return *one == port ? Truth::yes : Truth::no;
  const auto range = container_port_range();
  if (one.is_unknown() || !range.is_known()) return Truth::unknown;
  return range->first <= port && port <= range->second ? Truth::yes : Truth::no;
}

std::string ContainerDefinition::spoken_name() const {
  const Field<std::string_view> known = name();
  return known.is_known() ? fmt::format("container `{}`", *known) : "a container";
}

std::vector<PortMapping> ContainerDefinition::port_mappings() const {
  std::vector<PortMapping> mappings;
  for (const Value& item : definition_["PortMappings"].items()) mappings.emplace_back(task_, item);
  return mappings;
}

bool ContainerDefinition::has_all_port_mappings() const {
  return definition_["PortMappings"].has_all_items();
}

std::optional<PortMapping> ContainerDefinition::mapping_of(std::int64_t container_port) const {
  for (const PortMapping& mapping : port_mappings()) {
    if (mapping.maps(container_port) == Truth::yes) return mapping;
  }
  return std::nullopt;
}

Truth ContainerDefinition::maps(std::int64_t container_port, std::string_view protocol) const {
  Truth answer = has_all_port_mappings() ? Truth::no : Truth::unknown;
  for (const PortMapping& mapping : port_mappings()) {
    const Field<std::string_view> spoken = mapping.protocol();
    if (!protocol.empty() && spoken.is(protocol == "tcp" ? "udp" : "tcp")) continue;
    const bool sure = protocol.empty() || spoken.is(protocol);
    const Truth maps = mapping.maps(container_port);
    answer = either(answer, sure || maps == Truth::no ? maps : Truth::unknown);
  }
  return answer;
}

ImageTag ContainerDefinition::image_tag() const {
  const Value image = definition_["Image"];
  if (!image.is_text() || image.text().pieces().empty()) return {ImageTag::Kind::unknown, image};
  const Text& text = image.text();
  // The words that the template itself ends with decide, if they begin before the tag.
  const Piece& last = text.pieces().back();
  const Span spelt = last.is_hole ? Span{} : last.span();
  const bool is_literal = spelt && spelt.file->text(spelt) == last.text;
  const bool is_whole = is_literal && last.text.find_first_of("/:@") != std::string_view::npos;
  if (!is_whole && image.place().assumed != nullptr) return {ImageTag::Kind::unknown, image};
  const std::string_view name = text.str();
  const std::size_t slash = name.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  const std::size_t mark = name.find_first_of(":@", begin);
  const auto at = [&](std::size_t from) {
    const Span span = text.locate(from, name.size());
    return Place{span ? span : image.span(), is_whole ? nullptr : image.place().assumed};
  };
  if (mark == std::string_view::npos) {
    // A hole may hold a tag, but for the name or the URI of a repository.
    const bool has_no_tag =
        is_whole || text.known() || (last.is_hole && names_repository(last.hole));
    return {has_no_tag ? ImageTag::Kind::none : ImageTag::Kind::unknown, at(begin)};
  }
  const std::string_view tag = name.substr(mark + 1);
  const bool is_known = tag.find('\0') == std::string_view::npos;
  if (!is_known && name[mark] == ':') return {ImageTag::Kind::unknown, at(mark + 1)};
  const bool is_latest = name[mark] == ':' && tag == "latest";
  return {is_latest ? ImageTag::Kind::latest : ImageTag::Kind::other, at(mark + 1)};
}

Truth ContainerDefinition::maps_locally(std::int64_t port) const {
  const Field<NetworkMode> mode = task_.network_mode();
  if (mode.is(NetworkMode::bridge) || mode.is(NetworkMode::none)) return maps(port);
  Truth answer = task_.has_all_containers() ? Truth::no : Truth::unknown;
  for (const ContainerDefinition& container : task_.containers()) {
    answer = either(answer, container.maps(port));
  }
  return answer;
}

Truth ContainerDefinition::environment_names_port(std::int64_t port) const {
  constexpr std::int64_t kEnvoyAdminPort = 9901;
  const Value environment = definition_["Environment"];
  Truth answer = environment.has_all_items() ? Truth::no : Truth::unknown;
  for (const Value& variable : environment.items()) {
    const Field<std::string_view> name = variable["Name"].as_string();
    const Field<std::string_view> value = variable["Value"].as_string();
    const bool is_envoy = name.is_known() && name->starts_with("APPMESH_");
    if (value.is(std::to_string(port)) || (is_envoy && port == kEnvoyAdminPort)) return Truth::yes;
    const bool may_be_port = !name.is_known() || name->find("PORT") != std::string_view::npos;
    if (may_be_port && value.is_unknown()) answer = Truth::unknown;
  }
  return answer;
}

std::vector<Value> ContainerDefinition::health_check_command() const {
  const Value command = definition_["HealthCheck"]["Command"];
  return {command.items().begin(), command.items().end()};
}

Field<NetworkMode> TaskDefinition::network_mode() const {
  return as_enum(property("NetworkMode"), kNetworkModes).or_default(NetworkMode::bridge);
}

std::vector<ContainerDefinition> TaskDefinition::containers() const {
  std::vector<ContainerDefinition> containers;
  const Value definitions = property("ContainerDefinitions");
  for (const Value& item : definitions.items()) containers.emplace_back(*this, item);
  return containers;
}

bool TaskDefinition::has_all_containers() const {
  const Value definitions = property("ContainerDefinitions");
  if (!definitions.has_all_items()) return false;
  return std::none_of(definitions.items().begin(), definitions.items().end(),
                      [](const Value& item) { return item.is_unknown(); });
}

std::optional<ContainerDefinition> TaskDefinition::container(std::string_view name) const {
  for (const ContainerDefinition& container : containers()) {
    if (container.name().is(name)) return container;
  }
  return std::nullopt;
}

bool TaskDefinition::lacks_container(std::string_view name) const {
  const std::vector<ContainerDefinition> all = containers();
  return has_all_containers() && std::all_of(all.begin(), all.end(), [&](const auto& container) {
           return container.name().is_not(name);
         });
}

std::string_view TaskDefinition::nearest_container_name(std::string_view name) const {
  std::vector<std::string_view> names;
  for (const ContainerDefinition& container : containers()) {
    if (container.name().is_known()) names.push_back(*container.name());
  }
  return nearest(name, names);
}

Field<std::int64_t> TaskDefinition::reserved_memory() const {
  const Field<std::int64_t> own = task_size(property("Memory"), parse_task_memory);
  if (!own.is_absent()) return own;
  if (!has_all_containers()) return Field<std::int64_t>::unknown(own);
  std::int64_t sum = 0;
  for (const ContainerDefinition& container : containers()) {
    const Field<std::int64_t> soft = container.property("MemoryReservation").as_integer();
    const Field<std::int64_t> hard = container.property("Memory").as_integer();
    const Field<std::int64_t> reserved = soft.is_absent() ? hard.or_default(0) : soft;
    if (!reserved.is_known()) return Field<std::int64_t>::unknown(reserved);
    sum += *reserved;
  }
  return Field<std::int64_t>::known(sum, property("ContainerDefinitions"));
}

Field<std::int64_t> TaskDefinition::reserved_cpu() const {
  const Field<std::int64_t> own = task_size(property("Cpu"), parse_task_cpu);
  if (!own.is_absent()) return own;
  if (!has_all_containers()) return Field<std::int64_t>::unknown(own);
  std::int64_t sum = 0;
  for (const ContainerDefinition& container : containers()) {
    const Field<std::int64_t> cpu = container.property("Cpu").as_integer().or_default(0);
    if (!cpu.is_known()) return Field<std::int64_t>::unknown(cpu);
    sum += *cpu;
  }
  return Field<std::int64_t>::known(sum, property("ContainerDefinitions"));
}

Truth TaskDefinition::requires_compatibility(std::string_view launch_type) const {
  const Value compatibilities = property("RequiresCompatibilities");
  Truth answer = compatibilities.has_all_items() ? Truth::no : Truth::unknown;
  for (const Value& item : compatibilities.items()) {
    const Field<std::string_view> one = item.as_string();
    if (one.is(launch_type)) return Truth::yes;
    if (!one.is_known()) answer = Truth::unknown;
  }
  return answer;
}

}  // namespace cfn_ecs_lint
