// The words of a template as they stand: keys that are written twice, the texts of Fn::Sub, and
// plain texts that were meant to be one. They are the same in every world.
#pragma once

#include <string_view>
#include <vector>

#include "model/system.h"

namespace cfn_ecs_lint {

// A key that a mapping holds twice.
class DuplicateKey {
 public:
  static std::vector<DuplicateKey> all(const System& system);
  DuplicateKey(const System& system, const cfn::DuplicateKey& key) : system_(&system), key_(key) {}

  const System& system() const { return *system_; }
  bool exists() const { return true; }

  std::string_view key() const { return key_.key; }
  // The key whose value CloudFormation drops, and the one that it keeps.
  Place dropped() const { return {key_.first, nullptr}; }
  Place kept() const { return {key_.second, nullptr}; }
  // The value that is kept says all that the dropped one does, but for texts for people.
  bool loses_nothing() const { return key_.loses_nothing; }

 private:
  const System* system_;
  cfn::DuplicateKey key_;
};

// A stretch `${name}` of a text.
struct Placeholder {
  std::string_view name;  // without `${`, `}` and blanks around it
  Place place;
};

// A text of Fn::Sub.
class Substitution {
 public:
  static std::vector<Substitution> all(const System& system);
  Substitution(const System& system, const cfn::Template& tmpl, const cfn::Node& function)
      : system_(&system), template_(&tmpl), function_(&function) {}

  const System& system() const { return *system_; }
  bool exists() const { return true; }

  // What it replaces, each name once, in the order of the text; not the literal `${!name}`.
  std::vector<Placeholder> variables_once() const;
  // Whether CloudFormation can find a value for the name: a parameter, a resource or an attribute
  // of one, a pseudo parameter, a key of the function's own map. Unknown for what a macro, a loop,
  // a module or AWS::Serverless may make, and in a file that some tool makes a template of.
  Truth knows(std::string_view name) const;
  // The parameter, resource or key that the name is most likely a misspelling of, else empty.
  std::string_view nearest_name(std::string_view name) const;
  // The text is a script that gives this variable a value itself: `name=...`.
  bool assigns(std::string_view name) const;

 private:
  const System* system_;
  const cfn::Template* template_;
  const cfn::Node* function_;
};

// Whether a name may stand in `${...}` of Fn::Sub at all: letters, digits, `_`, `.` and `:`.
bool is_substitution_name(std::string_view name);

// A text outside Fn::Sub that ends up where nothing else would replace a name of the template: in
// user data, in what cfn-init does, in a container, or in a property of an ECS service and what
// scales and serves it.
class PlainText {
 public:
  static std::vector<PlainText> all(const System& system);
  PlainText(const System& system, const cfn::Template& tmpl, const cfn::Node& scalar,
            const cfn::Node* script)
      : system_(&system), template_(&tmpl), scalar_(&scalar), script_(script) {}

  const System& system() const { return *system_; }
  bool exists() const { return true; }

  // The stretches `${name}` that name a parameter, a resource or an attribute of one, or a pseudo
  // parameter of the template, and stay as they are. Not those that a shell fills in: the name is
  // a variable of the script or of its environment.
  std::vector<Placeholder> forgotten_variables() const;

 private:
  const System* system_;
  const cfn::Template* template_;
  const cfn::Node* scalar_;
  const cfn::Node* script_;  // what shares its variables with this text; null: no shell reads it
};

}  // namespace cfn_ecs_lint
