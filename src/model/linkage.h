// What stacks hand to each other: exports and imports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/system.h"

namespace cfn_ecs_lint {

// A resource, where the name of an export or an import refers to it.
struct NamedResource {
  View resource;
  Place place;
};

// An output that other stacks can import.
class ExportedOutput {
 public:
  static std::vector<ExportedOutput> all(const System& system);
  ExportedOutput(const System& system, const Export& exported)
      : system_(&system), exported_(&exported) {}

  const System& system() const { return *system_; }
  bool exists() const;
  // Points at the words of the export's name.
  operator Place() const { return {exported_->output->export_span, nullptr}; }
  Place place() const { return *this; }

  // The name in this world.
  Value name() const;
  // The name as the template writes it, with holes for what depends on parameters.
  const Text& shape() const { return exported_->shape; }
  Value value() const;
  // The resources that its name refers to in this world, though no name may.
  std::vector<NamedResource> resources_in_name() const;
  // The end of the name promises a kind of value - `RoleArn`, `VpcId` - and the output surely holds
  // another.
  bool breaks_promise() const;

  // The template is another version of the other one, so that only one of them is deployed under
  // these names: most resources of the smaller one are in the other, of the same id and type.
  bool is_alternative_to(const ExportedOutput& other) const;
  bool is_in_same_stack(const ExportedOutput& other) const {
    return exported_->stack == other.exported_->stack;
  }

 private:
  const System* system_;
  const Export* exported_;
};

// Outputs that are exported under what seems one name, parameters having their defaults.
class SharedExportName {
 public:
  static std::vector<SharedExportName> all(const System& system);
  explicit SharedExportName(std::vector<ExportedOutput> outputs) : outputs_(std::move(outputs)) {}

  const System& system() const { return outputs_.front().system(); }
  bool exists() const { return true; }

  // In the order of stacks and outputs; two or more.
  const std::vector<ExportedOutput>& outputs() const { return outputs_; }

 private:
  std::vector<ExportedOutput> outputs_;
};

// The export that hands on a value which another stack imports; none for a value written in place.
std::optional<ExportedOutput> export_behind(const System& system, const Value& value);

// A use of Fn::ImportValue.
class Import {
 public:
  static std::vector<Import> all(const System& system);

  const System& system() const { return *system_; }
  // The resource or output that imports exists.
  bool exists() const;
  // The stacks that import and export; the second is null where it is not known.
  const Stack& stack() const { return *stack_; }
  const Stack* exporter() const;
  // The names of both are known and equal, parameters having their defaults.
  bool is_answered_by_name() const;
  // No parameter changes the name.
  bool has_fixed_name() const;
  // It is in the branch of each Fn::If that is taken.
  bool is_taken() const;
  operator Place() const { return {node_->span, nullptr}; }
  Place place() const { return *this; }

  // The name that it asks for in this world, as it is spoken of: "Net-VPC", or "${Network}-VPC"
  // where the parameter has no value.
  std::string name() const;
  // The resources that its name refers to in this world, though no name may.
  std::vector<NamedResource> resources_in_name() const;
  // It is known which export it means.
  bool is_answered() const;
  // Some export of the given stacks has this name, or may have it.
  bool may_be_answered() const;
  // The exports of the set, of which the name is a misspelling beyond doubt: but for upper and
  // lower case, punctuation or one letter of a long word they are the same.
  std::optional<ExportedOutput> misspelt_export() const;
  // The export whose name is the nearest in spelling; none when none is near.
  std::optional<ExportedOutput> nearest_export() const;

 private:
  struct Branch {
    std::string_view condition;
    bool taken;
  };
  Import(const System& system, const Stack& stack, std::string_view condition,
         const cfn::Node& node)
      : system_(&system), stack_(&stack), condition_(condition), node_(&node) {}
  static void collect(const Import& owner, const cfn::Node& node, std::vector<Import>& found);

  const System* system_;
  const Stack* stack_;
  std::string_view condition_;  // of the resource or output; empty: it exists always
  const cfn::Node* node_;
  std::vector<Branch> branches_;
};

// Stacks that import from each other in a circle, so that none of them can be the first.
class ImportCircle {
 public:
  struct Step {
    std::string_view template_name;  // of the importing stack: the name of its file
    Place import;                    // its import from the next one
    bool certain;                    // no parameter changes the name
  };

  // One for each stack that is in a circle, the shortest; each circle once, from its first stack.
  static std::vector<ImportCircle> all(const System& system);
  ImportCircle(const System& system, std::vector<Step> steps)
      : system_(&system), steps_(std::move(steps)) {}

  const System& system() const { return *system_; }
  bool exists() const { return true; }
  const std::vector<Step>& steps() const { return steps_; }
  bool is_certain() const;

 private:
  const System* system_;
  std::vector<Step> steps_;
};

// A text as a template would write it, `${Name}` for what is not known.
std::string spelt(const Text& text);

}  // namespace cfn_ecs_lint
