// A CloudFormation template: its sections, and one type for an intrinsic function whether it is
// written as a tag (`!Ref X`), in long form (`Fn::Ref`, `Ref: X`) or in JSON. Nothing is evaluated.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "source/source.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::cfn {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
enum class Function : std::uint8_t {
  ref,
  get_att,
  sub,
  join,
  select,
  split,
  if_,
  and_,
  or_,
  not_,
  equals,
  condition,
  find_in_map,
  import_value,
  base64,
  get_azs,
  cidr,
  transform,
  length,
  to_json_string,
  for_each,
  get_stack_output,
  rule,     // Fn::Contains, Fn::EachMemberIn, ...: legal in the Rules section only
  unknown,  // a name that starts with `Fn::`, or a tag, that this table does not have
};

struct Node;

struct Member {
  std::string_view key;
  Span key_span;
  const Node* value;
};

// A value as the template writes it.
struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map, function };

  Kind kind = Kind::null;
  Function function = Function::unknown;
  bool quoted = false;
  // A map that may hold members which the template does not show: a macro or a loop
  // (`Fn::Transform`, `Fn::ForEach`) writes into it, or reading stopped inside it.
  bool open = false;
  std::uint32_t id = 0;  // dense within the template
  // The words to point at, on one line: a scalar, a function with its argument (`!Ref X`), a long
  // form's key (`Fn::Sub`). Points nowhere for what fills several lines; its key stands for it.
  Span span;
  const yaml::Node* source = nullptr;
  std::string_view text;               // scalar: as written; `ref` and `get_att`: the name
  std::span<const Member> members;     // map: in order, merged, duplicates dropped (the last wins)
  std::span<const Node* const> items;  // list: its items; function: its arguments

  bool is(Function which) const { return kind == Kind::function && function == which; }
  // The member with this key, or null. Of a function or a list: null.
  const Member* find(std::string_view key) const;
};

// One stretch of the text of `Fn::Sub`: literal text, or `${name}`. `${!x}` is the literal `${x}`,
// given as two pieces.
struct SubstitutionPiece {
  bool variable = false;
  std::string_view text;    // literal text, or the name without `${`, `}` and surrounding blanks
  std::uint32_t begin = 0;  // of the whole piece in the text of the scalar, in bytes
  std::uint32_t end = 0;
};

std::vector<SubstitutionPiece> substitution_pieces(std::string_view text);

struct Parameter {
  std::string_view name;
  Span span;  // the name
  std::string_view type;
  const Node* declaration = nullptr;
  const Node* default_value = nullptr;  // null without a Default
  std::vector<const Node*> allowed_values;

  bool has_default() const { return default_value != nullptr; }
  // CommaDelimitedList, List<...> and AWS::SSM::Parameter::Value<List<...>>.
  bool is_list() const;
  // AWS::SSM::Parameter::Value<...>: the value is the name of an SSM parameter, not what Ref gives.
  bool is_ssm() const;
};

struct NamedNode {  // a condition, a mapping, a rule
  std::string_view name;
  Span span;
  const Node* value = nullptr;
};

struct Dependency {
  std::string_view logical_id;
  Span span;
};

struct Resource {
  std::string_view logical_id;
  Span span;  // the logical id
  std::string_view type;
  Span type_span;
  std::string_view condition;  // empty: exists always
  Span condition_span;
  std::vector<Dependency> depends_on;
  const Node* declaration = nullptr;
  const Node* properties = nullptr;  // null without the section
  const Node* metadata = nullptr;
  const Node* creation_policy = nullptr;
  const Node* update_policy = nullptr;
};

struct Output {
  std::string_view name;
  Span span;
  std::string_view condition;
  const Node* value = nullptr;
  const Node* export_name = nullptr;  // null when it is not exported
  Span export_span;                   // the words of the export's name, or its key
  const Node* declaration = nullptr;
};

// A key that a mapping holds twice. CloudFormation keeps the last without a word.
struct DuplicateKey {
  std::string_view key;
  Span first;
  Span second;
  bool loses_nothing = false;  // the second says all that the first does, but for descriptions
};

class Template {
 public:
  explicit Template(yaml::Document document);
  ~Template();
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;

  const SourceFile& file() const;
  const yaml::Document& document() const;
  const Node& root() const;
  std::uint32_t node_count() const;
  // False: what the template does not show may be there all the same. Reading stopped at a syntax
  // error, or a macro that may write anything transforms the template.
  bool complete() const;

  std::span<const Parameter> parameters() const;
  std::span<const NamedNode> conditions() const;
  std::span<const NamedNode> mappings() const;
  std::span<const Resource> resources() const;
  std::span<const Output> outputs() const;
  std::span<const std::string_view> transforms() const;
  std::span<const DuplicateKey> duplicate_keys() const;

  // By name; null when the template declares none.
  const Parameter* parameter(std::string_view name) const;
  const NamedNode* condition(std::string_view name) const;
  const NamedNode* mapping(std::string_view name) const;
  const Resource* resource(std::string_view logical_id) const;
  const Output* output(std::string_view name) const;

  // The keys from the root down to the words at this place: {"Resources", "Web", "Properties"}.
  // Items of lists count from 0.
  std::vector<std::string> path_to(const Span& place) const;

 private:
  friend class Reader;
  struct Data;
  std::unique_ptr<Data> data_;
};

// Whether a document is meant as a template: `Resources` is a mapping of things with a `Type`, or
// the template version or a transform is named at the root.
bool is_template(const yaml::Document& document);

// The same for a file that could not be parsed, from its words.
bool looks_like_template(std::string_view bytes);

// Reads the sections of a document. What is not as CloudFormation wants it (no Resources, a
// resource without Type) is added to `problems`, and the rest is read all the same.
Template read_template(const SourceFile& file, yaml::Document document,
                       std::vector<ReadProblem>& problems);

}  // namespace cfn_ecs_lint::cfn
