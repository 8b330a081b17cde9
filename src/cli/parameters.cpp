#include "cli/parameters.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "yaml/document.h"

namespace cfn_ecs_lint::cli {
namespace {

using yaml::Kind;

class ParameterReader {
 public:
  explicit ParameterReader(const SourceFile& file) : file_(file) {}

  std::variant<ParameterValues, ReadProblem> read() && {
    std::vector<ReadProblem> problems;
    const yaml::Document document = yaml::parse(file_, problems);
    if (!problems.empty()) return std::move(problems.front());
    const yaml::Node& root = *document.root();
    const yaml::Node* parameters = yaml::member(root, "Parameters");
    if (root.kind == Kind::sequence) {
      add_entries(root);
    } else if (root.kind == Kind::mapping) {
      add_members(parameters && parameters->kind == Kind::mapping ? *parameters : root);
    } else {
      fail(root, "this is neither a list nor a map of parameters");
    }
    if (problem_) return std::move(*problem_);
    return std::move(values_);
  }

 private:
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Parameter.html: an entry
  // with `UsePreviousValue` has no value that anyone here could know.
  void add_entries(const yaml::Node& list) {
    for (const yaml::Node* entry : list.items) {
      const yaml::Node* key = yaml::member(*entry, "ParameterKey");
      const yaml::Node* value = yaml::member(*entry, "ParameterValue");
      if (!key || key->kind != Kind::scalar) {
        fail(*entry, "this entry has no `ParameterKey`");
      } else if (value) {
        add(key->text, *value);
      }
    }
  }

  void add_members(const yaml::Node& map) {
    for (const yaml::Member& member : map.members) add(member.key->text, *member.value);
  }

  void add(std::string_view name, const yaml::Node& value) {
    if (std::optional<std::string> text = text_of(value)) {
      values_.insert_or_assign(std::string(name), std::move(*text));
    } else {
      fail(value, fmt::format("the value of `{}` is neither a string nor a list", name));
    }
  }

  // A value as CloudFormation is given it, a string; none when it is no scalar and no list of them.
  static std::optional<std::string> text_of(const yaml::Node& value) {
    if (value.kind == Kind::scalar) return std::string(value.text);
    if (value.kind == Kind::null) return std::string();
    if (value.kind != Kind::sequence) return std::nullopt;
    std::string joined;
    for (const yaml::Node* item : value.items) {
      if (item->kind != Kind::scalar) return std::nullopt;
      if (item != value.items.front()) joined += ',';
      joined += item->text;
    }
    return joined;
  }

  void fail(const yaml::Node& node, std::string message) {
    if (!problem_) problem_ = ReadProblem{file_.path(), node.span, std::move(message), {}, ""};
  }

  const SourceFile& file_;
  ParameterValues values_;
  std::optional<ReadProblem> problem_;
};

}  // namespace

std::variant<ParameterValues, ReadProblem> read_parameters(const SourceFile& file) {
  return ParameterReader(file).read();
}

}  // namespace cfn_ecs_lint::cli
