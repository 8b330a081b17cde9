#include "link/nested.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>

#include "text/nearest.h"

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

// None of what the value can be is allowed.
bool is_forbidden(const Alternatives& values, const cfn::Parameter& parameter) {
  const auto may_be_allowed = [&](const std::string& value) {
    return value.find('\0') != std::string::npos ||
           std::any_of(parameter.allowed_values.begin(), parameter.allowed_values.end(),
                       [&](const Node* allowed) { return allowed->text == value; });
  };
  return !parameter.is_list() && !parameter.allowed_values.empty() &&
         std::none_of(values.begin(), values.end(), may_be_allowed);
}

// Whether a template takes the parameters that a nested stack gives.
enum class Fit : std::uint8_t { no, but_for_one_slip, yes };

Fit fit(const cfn::Resource& nested, const Spelling& spelling, const cfn::Template& child) {
  const cfn::Member* member = nested.properties->find("Parameters");
  const Node* given = member == nullptr ? nullptr : member->value;
  if (!child.complete()) return Fit::yes;
  if (given != nullptr && (given->kind != Node::Kind::map || given->open)) return Fit::yes;
  std::vector<std::string_view> not_declared;
  std::vector<std::string_view> not_given;
  const auto gives = [&](std::string_view name) {
    return given != nullptr && given->find(name) != nullptr;
  };
  if (given != nullptr) {
    for (const cfn::Member& one : given->members) {
      const cfn::Parameter* declared = child.parameter(one.key);
      if (declared == nullptr) {
        not_declared.push_back(one.key);
      } else if (is_forbidden(spelling.of(*one.value), *declared)) {
        return Fit::no;
      }
    }
  }
  for (const cfn::Parameter& one : child.parameters()) {
    if (!gives(one.name) && (!one.has_default() || !not_declared.empty())) {
      not_given.push_back(one.name);
    }
  }
  if (not_declared.empty()) {
    return not_given.empty() ? Fit::yes : not_given.size() == 1 ? Fit::but_for_one_slip : Fit::no;
  }
  const bool is_slip = not_declared.size() == 1 && !nearest(not_declared[0], not_given).empty();
  return is_slip ? Fit::but_for_one_slip : Fit::no;
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

ChildTemplate ChildTemplates::find(const cfn::Template& parent, const cfn::Resource& nested) const {
  const Node* written = is_nested_stack(nested) ? template_location(nested) : nullptr;
  if (written == nullptr) return {};
  ChildTemplate child;
  for (std::string_view location : Spelling(parent, values_).of(*written)) {
    location = location.substr(0, location.find_first_of("?#"));  // ?versionId=...
    const std::size_t hole = location.rfind('\0');
    const std::size_t scheme = location.find("://");
    const bool by_url = hole != std::string_view::npos || scheme != std::string_view::npos;
    if (by_url) location.remove_prefix(hole != std::string_view::npos ? hole + 1 : scheme + 3);
    const cfn::Template* found =
        by_url ? by_last_segments(parent, nested, location) : by_path(parent, location);
    if (found == nullptr || (child.tmpl != nullptr && found != child.tmpl)) return {};
    child = {found, child.by_url || by_url};
  }
  return child;
}

// As `aws cloudformation package` takes it.
// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
const cfn::Template* ChildTemplates::by_path(const cfn::Template& parent,
                                             std::string_view path) const {
  const auto named = by_file_name_.find(file_name(path));
  if (named == by_file_name_.end()) return nullptr;
  const auto normal = [](std::string written) {
    return std::filesystem::path(std::move(written)).lexically_normal();
  };
  const auto wanted = normal(std::string(folder(parent.file().path())).append(path));
  const auto same_file = std::find_if(
      named->second.begin(), named->second.end(),
      [&](const cfn::Template* tmpl) { return normal(tmpl->file().path()) == wanted; });
  return same_file == named->second.end() ? nullptr : *same_file;
}

const cfn::Template* ChildTemplates::by_last_segments(const cfn::Template& parent,
                                                      const cfn::Resource& nested,
                                                      std::string_view tail) const {
  const auto named = by_file_name_.find(file_name(tail));
  if (named == by_file_name_.end()) return nullptr;
  std::vector<const cfn::Template*> best = named->second;
  const auto keep = [&](const auto& is_good) {
    if (std::any_of(best.begin(), best.end(), is_good)) {
      std::erase_if(best, [&](const cfn::Template* one) { return !is_good(one); });
    }
  };
  const Spelling spelling(parent, values_);
  const auto fits = [&](const cfn::Template* one) { return fit(nested, spelling, *one); };
  std::erase_if(best, [&](const cfn::Template* one) { return fits(one) == Fit::no; });
  keep([&](const cfn::Template* one) { return fits(one) == Fit::yes; });
  std::size_t most = 0;
  const auto segments = [&](const cfn::Template* one) {
    return common_segments(tail, one->file().path());
  };
  for (const cfn::Template* one : best) most = std::max(most, segments(one));
  keep([&](const cfn::Template* one) { return segments(one) == most; });
  const std::string_view beside = folder(parent.file().path());
  keep([&](const cfn::Template* one) {
    return std::string_view(one->file().path()).starts_with(beside);
  });
  return best.size() == 1 ? best.front() : nullptr;
}

}  // namespace cfn_ecs_lint
