// Properties that want a kind of value - a role's ARN, a list of subnet ids - and the values that
// they get.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/value_kinds.h"
#include "model/system.h"

namespace cfn_ecs_lint {

// What a value is, where AWS documents it: what a Ref or GetAtt gives, seen through imports, or the
// type of a parameter. Nothing: it could be anything.
std::optional<aws::ValueKind> kind_of(const Value& value);

// A property of a resource that wants a kind of value.
class KindedProperty {
 public:
  static std::vector<KindedProperty> all(const System& system);

  const System& system() const { return resource_.system(); }
  bool exists() const { return resource_.exists(); }
  const View& resource() const { return resource_; }

  // A value that the property, or an item of it, gets in this world, if its kind is known.
  struct Given {
    std::string_view property;  // the last key: "ExecutionRoleArn"
    Value value;
    aws::ValueKind kind;
    aws::Wanted wanted;
    aws::Compatibility::Verdict verdict;

    // How the template refers to the value: "Ref of `Role`", "`Role.Arn`".
    std::string spoken_source() const;
    // What to write for what is wanted: "!GetAtt Role.Arn"; empty: nothing does.
    std::string replacement() const;
  };
  std::vector<Given> given() const;

 private:
  // What is wanted at the end of the path: the same always, or what the dimension of a metric or
  // the attribute of a load balancer says that stands beside it.
  enum class Decided : std::uint8_t { by_path, by_dimension, by_attribute };
  KindedProperty(const View& resource, std::string_view path, Decided decided)
      : resource_(resource), path_(path), decided_(decided) {}
  void follow(const Value& value, std::string_view path, std::string_view key,
              std::vector<Given>& found) const;
  void add(const Value& value, std::string_view key, const std::optional<aws::Wanted>& wanted,
           std::vector<Given>& found) const;

  View resource_;
  std::string_view path_;  // as in aws::WantedProperty
  Decided decided_;
};

}  // namespace cfn_ecs_lint
