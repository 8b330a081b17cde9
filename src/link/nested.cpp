#include "link/nested.h"

#include <algorithm>
#include <filesystem>

namespace cfn_ecs_lint {
namespace {

using cfn::Function;
using cfn::Node;

// A location that can be more than this many is not known.
constexpr std::size_t kMostAlternatives = 32;

using Alternatives = std::vector<std::string>;  // a NUL byte stands for what is not known

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash + 1);
}

// What a text can be, whatever the conditions and regions are.
class Spelling {
 public:
  Spelling(const cfn::Template& tmpl, const ParameterValues& values)
      : template_(tmpl), values_(values) {}

  Alternatives of(const Node& node) const {
    if (node.kind == Node::Kind::scalar) return {std::string(node.text)};
    if (node.kind != Node::Kind::function) return unknown();
    switch (node.function) {
      case Function::ref:
        return of_name(node.text);
      case Function::sub:
        return node.items.empty() ? unknown() : of_substitution(node);
      case Function::join:
        return node.items.size() == 2 ? of_join(node.items[0]->text, *node.items[1]) : unknown();
      case Function::if_:
        if (node.items.size() != 3) return unknown();
        return united({of(*node.items[1]), of(*node.items[2])});
      case Function::find_in_map:
        return node.items.size() >= 3 ? of_mapping(node) : unknown();
      default:
        return unknown();
    }
  }

 private:
  static Alternatives unknown() { return {std::string(1, '\0')}; }

  static Alternatives united(const std::vector<Alternatives>& all) {
    Alternatives result;
    for (const Alternatives& some : all) {
      for (const std::string& one : some) {
        if (std::find(result.begin(), result.end(), one) == result.end()) result.push_back(one);
      }
    }
    return result.size() > kMostAlternatives ? unknown() : result;
  }

  static Alternatives followed_by(const Alternatives& starts, const Alternatives& ends) {
    if (starts.size() * ends.size() > kMostAlternatives) return unknown();
    Alternatives result;
    for (const std::string& start : starts) {
      for (const std::string& end : ends) result.push_back(start + end);
    }
    return result;
  }

  Alternatives of_name(std::string_view name) const {
    const cfn::Parameter* parameter = template_.parameter(name);
    if (parameter == nullptr || parameter->is_ssm()) return unknown();
    if (const auto given = values_.find(name); given != values_.end()) return {given->second};
    if (parameter->has_default()) return of(*parameter->default_value);
    if (parameter->allowed_values.empty()) return unknown();
    std::vector<Alternatives> allowed;
    for (const Node* value : parameter->allowed_values) allowed.push_back(of(*value));
    return united(allowed);
  }

  Alternatives of_substitution(const Node& node) const {
    Alternatives result{""};
    for (const cfn::SubstitutionPiece& piece : cfn::substitution_pieces(node.items[0]->text)) {
      const cfn::Member* given =
          piece.variable && node.items.size() > 1 ? node.items[1]->find(piece.text) : nullptr;
      Alternatives next{std::string(piece.text)};
      if (piece.variable) next = given != nullptr ? of(*given->value) : of_name(piece.text);
      result = followed_by(result, next);
    }
    return result;
  }

  Alternatives of_join(std::string_view separator, const Node& list) const {
    if (list.kind != Node::Kind::list) return unknown();
    Alternatives result{""};
    for (const Node* item : list.items) {
      if (item != list.items.front()) result = followed_by(result, {std::string(separator)});
      result = followed_by(result, of(*item));
    }
    return result;
  }

  Alternatives of_mapping(const Node& node) const {
    const cfn::NamedNode* mapping = template_.mapping(node.items[0]->text);
    if (mapping == nullptr) return unknown();
    const auto may_be = [&](const Node& key, std::string_view name) {
      const Alternatives keys = of(key);
      return std::any_of(keys.begin(), keys.end(), [&](const std::string& one) {
        return one == name || one.find('\0') != std::string::npos;
      });
    };
    std::vector<Alternatives> found;
    for (const cfn::Member& first : mapping->value->members) {
      if (!may_be(*node.items[1], first.key)) continue;
      for (const cfn::Member& second : first.value->members) {
        if (may_be(*node.items[2], second.key)) found.push_back(of(*second.value));
      }
    }
    return found.empty() ? unknown() : united(found);
  }

  const cfn::Template& template_;
  const ParameterValues& values_;
};

// How many segments two paths agree in, counted from their ends. The first of `tail` may be the end
// of a segment whose start is not known, so it counts only when it begins the path.
std::size_t common_segments(std::string_view tail, std::string_view path) {
  std::size_t count = 0;
  while (!tail.empty() && !path.empty() && file_name(tail) == file_name(path)) {
    ++count;
    tail = folder(tail);
    path = folder(path);
    if (!tail.empty()) tail.remove_suffix(1);
    if (!path.empty()) path.remove_suffix(1);
  }
  return count;
}

}  // namespace

bool is_nested_stack(const cfn::Resource& resource) {
  return resource.type == "AWS::CloudFormation::Stack" ||
         resource.type == "AWS::Serverless::Application";
}

const Node* template_location(const cfn::Resource& nested) {
  if (nested.properties == nullptr) return nullptr;
  const cfn::Member* found = nested.properties->find(
      nested.type == "AWS::Serverless::Application" ? "Location" : "TemplateURL");
  return found == nullptr ? nullptr : found->value;
}

ChildTemplates::ChildTemplates(std::span<const cfn::Template> templates,
                               const ParameterValues& values)
    : values_(values) {
  for (const cfn::Template& tmpl : templates) {
    by_file_name_[file_name(tmpl.file().path())].push_back(&tmpl);
  }
}

const cfn::Template* ChildTemplates::find(const cfn::Template& parent,
                                          const cfn::Resource& nested) const {
  const Node* location = is_nested_stack(nested) ? template_location(nested) : nullptr;
  if (location == nullptr) return nullptr;
  const cfn::Template* child = nullptr;
  for (const std::string& one : Spelling(parent, values_).of(*location)) {
    const cfn::Template* found = at(parent, one);
    if (found == nullptr || (child != nullptr && found != child)) return nullptr;
    child = found;
  }
  return child;
}

const cfn::Template* ChildTemplates::at(const cfn::Template& parent,
                                        std::string_view location) const {
  location = location.substr(0, location.find_first_of("?#"));  // ?versionId=...
  const std::size_t hole = location.rfind('\0');
  const std::size_t scheme = location.find("://");
  if (hole != std::string_view::npos) return by_last_segments(parent, location.substr(hole + 1));
  if (scheme != std::string_view::npos) {
    return by_last_segments(parent, location.substr(scheme + 3));
  }
  // A path as `aws cloudformation package` takes it.
  // https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
  const auto named = by_file_name_.find(file_name(location));
  if (named == by_file_name_.end()) return nullptr;
  const auto normal = [](std::string path) {
    return std::filesystem::path(std::move(path)).lexically_normal();
  };
  const auto path = normal(std::string(folder(parent.file().path())).append(location));
  const auto same_file =
      std::find_if(named->second.begin(), named->second.end(),
                   [&](const cfn::Template* tmpl) { return normal(tmpl->file().path()) == path; });
  return same_file == named->second.end() ? nullptr : *same_file;
}

const cfn::Template* ChildTemplates::by_last_segments(const cfn::Template& parent,
                                                      std::string_view tail) const {
  const auto named = by_file_name_.find(file_name(tail));
  if (named == by_file_name_.end()) return nullptr;
  std::vector<const cfn::Template*> best;
  std::size_t most = 0;
  for (const cfn::Template* candidate : named->second) {
    const std::size_t count = common_segments(tail, candidate->file().path());
    if (count > most) best.clear();
    most = std::max(most, count);
    if (count == most) best.push_back(candidate);
  }
  if (best.size() > 1) {
    const std::string_view beside = folder(parent.file().path());
    std::erase_if(best, [&](const cfn::Template* one) {
      return !std::string_view(one->file().path()).starts_with(beside);
    });
  }
  return best.size() == 1 ? best.front() : nullptr;
}

}  // namespace cfn_ecs_lint
