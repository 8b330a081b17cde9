// Worlds: the conditions of all stacks, decided.
//
// A rule asks its questions of one world at a time, where every value is plain. Nothing is decided
// before it is asked: the first time that a value depends on a condition which may hold or not, the
// world takes one side, and `explore` comes back for the other. So only those conditions are
// spanned that matter for the question at hand, and what contradicts an earlier decision is never
// visited: what is decided is the value of a parameter (or of an expression that cannot be known),
// and conditions follow from it.
//
// What a parameter can be: the value that was given; else its default, every constant that a
// condition compares it with or a mapping is looked up with, and "anything else" as far as
// AllowedValues leave room. A parameter that decides nothing has its default, else it is unknown.
// Parameters of one name in several templates are one parameter: who deploys a system gives them
// one value. `AWS::Region` and its like are decided in the same way. A parameter of a nested stack
// is what its parent gives: another parameter, which decides for both, or the same in every world.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "link/template_set.h"
#include "resolve/value.h"

namespace cfn_ecs_lint {

// An output of a stack that others import.
struct Export {
  const Stack* stack = nullptr;
  const cfn::Output* output = nullptr;
  Text name;   // parameters have their defaults
  Text shape;  // parameters are holes
};

// What has been decided in a world, as a person would say it.
struct Circumstance {
  const Stack* stack = nullptr;
  std::string_view name;   // of a condition, or of a parameter
  std::string_view value;  // the parameter's value
  bool is_parameter = false;
  bool holds = true;

  friend bool operator==(const Circumstance&, const Circumstance&) = default;
};

class World {
 public:
  explicit World(const TemplateSet& set);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  const TemplateSet& set() const { return set_; }

  // Calls `visit` once in every world that what it asks can tell apart. Of more than `kMostWorlds`
  // the last decisions are combined, and each of the earlier ones is tried once the other way: so a
  // fault that takes two of those is missed, but none is made up. Returns whether it was all.
  template <class Visit>
  bool explore(Visit visit) {
    trail_.clear();
    int visited = 0;
    bool more = true;
    while (more && visited++ < kMostWorlds) {
      begin_world();
      visit();
      more = next_world();
    }
    const std::vector<Choice> untried = std::exchange(trail_, {});
    for (std::size_t i = 0; more && i < untried.size(); ++i) {
      const bool is_next = i + 1 == untried.size();  // the other way already
      if (!is_next && untried[i].taken + 1 == untried[i].options) continue;
      trail_.assign(untried.begin(), untried.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      if (!is_next) ++trail_.back().taken;
      begin_world();
      visit();
    }
    trail_.clear();
    begin_world();
    return !more;
  }
  static constexpr int kMostWorlds = 512;

  // What has been decided so far in this world.
  const std::vector<Circumstance>& circumstances() const { return circumstances_; }

  bool holds(const Stack& stack, std::string_view condition);
  bool exists(const Stack& stack);
  bool exists(const Resource& resource);
  bool exists(const Export& exported);

  // The sections of a resource; absent values point at the logical id.
  Value properties(const Resource& resource);
  Value metadata(const Resource& resource);
  Value creation_policy(const Resource& resource);
  Value update_policy(const Resource& resource);
  // The value of a node of the stack's template; `key` is where to point when the value has no
  // words of its own on one line.
  Value evaluate(const Stack& stack, const cfn::Node& node, const Span& key);

  const std::vector<Export>& exports() const { return exports_; }
  // The exports that an ImportValue of this stack may mean; one, when it is certain which.
  // Independent of what is decided.
  const std::vector<const Export*>& exports_for(const Stack& stack, const cfn::Node& import);
  // The name that an import asks for: parameters have their defaults.
  Text import_name(const Stack& stack, const cfn::Node& import);
  // The same with holes for all parameters.
  Text import_shape(const Stack& stack, const cfn::Node& import);

  // Calls `visit(resource, attribute, place)` for each resource of the stack that the node names in
  // this world (attribute "" for Ref), only the branches that are taken.
  template <class Visit>
  void each_reference(const Stack& stack, const cfn::Node& node, Visit visit) {
    std::vector<FoundReference> found;
    collect_references(stack, node, found);
    for (const FoundReference& one : found) visit(*one.resource, one.attribute, one.span);
  }

 private:
  friend class Value;
  // What has been decided of a parameter, or of an expression that cannot be known.
  struct Variable {
    std::optional<std::string_view> value;
    std::vector<std::string_view> excluded;
  };
  struct FoundReference {
    const Resource* resource;
    std::string_view attribute;
    Span span;
  };
  // normal: parameters as decided. names: defaults, nothing is decided. shapes: parameters are
  // holes.
  enum class Mode : std::uint8_t { normal, names, shapes };

  void begin_world();
  bool next_world();
  std::uint32_t choose(std::uint32_t options);

  Value member(const Value& map, std::string_view key);
  Value evaluate_new(const Stack& stack, const cfn::Node& node, const Span& key);
  Value section(const Resource& resource, const cfn::Node* node);
  Value evaluate_function(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_ref(const Stack& stack, std::string_view name, const Value& blank,
                     const Piece& spelt);
  Value evaluate_parameter(const Stack& stack, const cfn::Parameter& parameter, const Value& blank,
                           const Piece& spelt);
  Value evaluate_argument(const Stack& stack, const cfn::Parameter& parameter, const Value& blank,
                          const Piece& spelt);
  Value evaluate_attribute(const Resource& resource, std::string_view attribute, const Value& blank,
                           const Piece& spelt);
  Value evaluate_output(const Stack& child, std::string_view name, const Value& blank);
  std::optional<std::vector<Value>> split(const Value& text, std::string_view separator);
  Value parameter_text(const cfn::Parameter& parameter, std::string_view text, const Value& blank,
                       const Piece& spelt, bool assumed);
  Value evaluate_sub(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_join(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_split(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_select(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_find_in_map(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_import(const Stack& stack, const cfn::Node& node, const Value& blank);
  Value evaluate_list(const Stack& stack, const cfn::Node& node, const Value& blank);

  Text import_text(const Stack& stack, const cfn::Node& import, Mode mode);

  Value read_variable(const Stack& stack, const cfn::Parameter& parameter, const Value& blank,
                      const Piece& spelt);

  bool truth(const Stack& stack, const cfn::Node& node);
  bool equals(const Stack& stack, const cfn::Node& a, const cfn::Node& b);
  // Decides whether the variable is the constant; `parameter` limits it by its AllowedValues.
  bool decide_equal(const std::string& variable, std::string_view constant,
                    const cfn::Parameter* parameter);
  // The name of the variable of which the node is a plain Ref, if it is one; its parameter, which
  // is null for a pseudo parameter.
  std::optional<std::string> variable_of(const Stack& stack, const cfn::Node& node,
                                         const cfn::Parameter** parameter) const;
  bool decides(const Stack& stack, const cfn::Parameter& parameter) const;
  void note_parameter(const Stack& stack, std::string_view name, std::string_view value,
                      bool holds);
  void find_deciding_parameters(const cfn::Template& tmpl);
  void hand_up_deciding_parameters();
  void find_exports();
  // The exports of other stacks that answer an import best: those of its name, else those of its
  // shape, else all that it can be.
  std::vector<const Export*> best_answers(const Stack& stack, const Text& name,
                                          const Text& shape) const;

  Text make_text(const std::vector<Piece>& pieces);
  void append_literal(std::vector<Piece>& pieces, const Stack& stack, const cfn::Node& scalar,
                      std::string_view text, std::uint32_t begin, std::uint32_t end);
  void append(std::vector<Piece>& pieces, const Value& value, const Piece& spelt);
  Value text_value(const Value& blank, const std::vector<Piece>& pieces);
  Value hole_value(const Value& blank, const Piece& spelt, const Hole& hole);
  Value expression(const Value& blank);
  const Assumption* assume(const cfn::Parameter& parameter, const Assumption* next);
  const Assumption* join(const Assumption* a, const Assumption* b);
  Value keep(const Value& value);  // copied to where it outlives the world
  std::string_view keep_string(std::string_view text);
  // Copies that are gone with the world.
  template <class T>
  std::span<const T> passing(const std::vector<T>& items) {
    return copied(std::span<const T>(items), passing_);
  }
  template <class T>
  static std::span<const T> copied(std::span<const T> items,
                                   std::pmr::monotonic_buffer_resource& into) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    T* copy = static_cast<T*>(into.allocate(items.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), copy);
    return {copy, items.size()};
  }
  void collect_references(const Stack& stack, const cfn::Node& node,
                          std::vector<FoundReference>& found);

  const TemplateSet& set_;
  std::vector<Export> exports_;
  std::unordered_map<std::string_view, std::vector<const Export*>> exports_by_name_;
  std::unordered_map<std::string_view, std::vector<const Export*>> exports_by_shape_;
  std::map<std::pair<const Stack*, const cfn::Node*>, std::vector<const Export*>> exports_for_;
  // The parameters that decide something, and the constants that they are compared with.
  std::unordered_map<const cfn::Parameter*, std::vector<std::string_view>> deciding_;

  struct Choice {
    std::uint32_t taken;
    std::uint32_t options;
  };
  std::vector<Choice> trail_;
  std::size_t trail_position_ = 0;
  std::unordered_map<std::string, Variable> variables_;
  std::vector<Circumstance> circumstances_;
  using ConditionKey = std::pair<const Stack*, const cfn::NamedNode*>;
  std::map<ConditionKey, bool> decided_conditions_;
  std::map<ConditionKey, bool> constant_conditions_;
  std::vector<ConditionKey> open_conditions_;  // being evaluated, outermost first
  std::uint64_t decisions_asked_ = 0;
  Mode mode_ = Mode::normal;
  int depth_ = 0;

  std::pmr::monotonic_buffer_resource kept_;
  std::pmr::monotonic_buffer_resource passing_;
  std::vector<std::vector<const Value*>> cache_;  // [stack][node]: what no decision changes
  std::map<std::pair<const cfn::Parameter*, const Assumption*>, const Assumption*> assumptions_;
  std::unordered_set<std::string> strings_;
};

}  // namespace cfn_ecs_lint
