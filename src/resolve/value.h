// Values as they are in one world (see world.h): known, absent or unknown, never an intrinsic.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "link/template_set.h"

namespace cfn_ecs_lint {

class World;

enum class Truth : std::uint8_t { no, yes, unknown };

// The value rests on the default of a parameter, which the user may override: one of a list.
struct Assumption {
  const cfn::Parameter* parameter;
  const Assumption* next;
};

// A place to point at, with what the value there rests on.
struct Place {
  Span span;
  const Assumption* assumed = nullptr;
  Span given = {};  // of what goes into a nested stack: where its parent gives it
};

// What a text cannot say before the deployment, with its identity where it has one.
struct Hole {
  enum class Kind : std::uint8_t {
    resource,          // Ref (`name` empty) or attribute `name` of `resource`
    parameter,         // parameter `name` of `stack`, without a value; `{{name}}` of a tool
    pseudo_parameter,  // `AWS::Region`
    expression,        // `node` of `stack`: a function whose result is not known
    unknown,           // anything else: a dynamic reference, a macro's result
  };
  Kind kind = Kind::unknown;
  const Resource* resource = nullptr;
  const Stack* stack = nullptr;
  const cfn::Node* node = nullptr;
  std::string_view name;

  // The same hole is the same value, whatever it is.
  friend bool same(const Hole& a, const Hole& b);
};

// A stretch of a text and where the template spells it.
struct Piece {
  bool is_hole = false;
  std::string_view text;  // literal text; empty for a hole
  Hole hole;
  const yaml::Document* document = nullptr;
  const yaml::Node* node = nullptr;  // the scalar that spells it; null: the command line does
  std::uint32_t begin = 0;           // in the decoded text of `node`, in bytes
  std::uint32_t end = 0;

  // The place of bytes [from, to) of `text`, or of the whole piece.
  Span locate(std::size_t from, std::size_t to) const;
  Span span() const;
};

// Literal text that bytes [begin, end) of a scalar of the stack's template spell.
Piece literal_piece(const Stack& stack, const cfn::Node& scalar, std::string_view text,
                    std::uint32_t begin, std::uint32_t end);

// A string, perhaps with holes: "service/", hole, "/", hole.
class Text {
 public:
  Text() = default;
  Text(std::span<const Piece> pieces, std::string_view joined) : pieces_(pieces), joined_(joined) {}

  std::span<const Piece> pieces() const { return pieces_; }
  // No holes: `str` is all of it.
  bool known() const;
  // The text where it is known; with holes, the text with a NUL byte for each hole.
  std::string_view str() const { return joined_; }
  bool is(std::string_view other) const { return known() && joined_ == other; }
  // The hole that is all of the text, or null.
  const Hole* only_hole() const;
  // The place of bytes [from, to) of `str()`, on one line: in the template that spells them.
  Span locate(std::size_t from, std::size_t to) const;
  Span span() const { return locate(0, joined_.size()); }

 private:
  std::span<const Piece> pieces_;
  std::string_view joined_;
};

// Whether two texts are the same whatever fills their holes.
Truth equal(const Text& a, const Text& b);

// A thing that is known, absent (AWS has a default, which the view supplies) or unknown. `is` and
// `is_not` are both false when it is unknown, and there is no `==`.
template <class T>
class Field {
 public:
  Field() = default;  // unknown, nowhere
  static Field known(T value, Place place) { return Field(State::known, std::move(value), place); }
  static Field absent(Place place) { return Field(State::absent, T{}, place); }
  static Field unknown(Place place) { return Field(State::unknown, T{}, place); }

  bool is_known() const { return state_ == State::known; }
  bool is_absent() const { return state_ == State::absent; }
  bool is_unknown() const { return state_ == State::unknown; }
  // Known because AWS's default says so.
  bool by_default() const { return by_default_; }

  template <class U>
  bool is(const U& other) const {
    return is_known() && value_ == other;
  }
  template <class U>
  bool is_not(const U& other) const {
    return is_known() && !(value_ == other);
  }
  // Only of a known one.
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

  // This, or where it is absent the default of AWS, at the same place.
  Field or_default(T value) const {
    if (!is_absent()) return *this;
    Field filled = known(std::move(value), place_);
    filled.by_default_ = true;
    return filled;
  }

  const Place& place() const { return place_; }
  operator Place() const { return place_; }
  Span span() const { return place_.span; }

 private:
  enum class State : std::uint8_t { known, absent, unknown };
  Field(State state, T value, Place place)
      : state_(state), value_(std::move(value)), place_(place) {}

  State state_ = State::unknown;
  bool by_default_ = false;
  T value_{};
  Place place_;
};

struct Reference {
  const Resource* resource = nullptr;
  std::string_view attribute;  // empty: Ref
};

struct Entry;

// A value of a template in one world. Members and items are looked up when they are asked for.
class Value {
 public:
  enum class Kind : std::uint8_t { absent, unknown, text, list, map };

  Kind kind() const { return kind_; }
  bool is_absent() const { return kind_ == Kind::absent; }
  bool is_unknown() const { return kind_ == Kind::unknown; }
  bool is_text() const { return kind_ == Kind::text; }
  bool is_list() const { return kind_ == Kind::list; }
  bool is_map() const { return kind_ == Kind::map; }
  // A scalar in quotes.
  bool is_quoted() const { return quoted_; }
  // It went through Fn::Base64.
  bool is_base64() const { return base64_; }

  // The member of a map; absent when the map does not have it, unknown when it may.
  Value operator[](std::string_view key) const;
  std::vector<Entry> members() const;
  // Something that is not there, or of which nothing is known, at the place of this value.
  Value absent_here() const { return nothing(Kind::absent); }
  Value unknown_here() const { return nothing(Kind::unknown); }
  // The items of a list. CloudFormation takes one value where a list of one is meant: that value.
  // Empty for what is absent or unknown.
  std::span<const Value> items() const;
  // `items` are all there are.
  bool has_all_items() const { return !is_unknown() && !open_; }

  // Of a text only.
  const Text& text() const { return text_; }
  // The resource that the value names by Ref or GetAtt, seen through imports.
  std::optional<Reference> reference() const;
  // What an unknown value can be: the entries of a mapping, the allowed values of a parameter.
  std::span<const Value> alternatives() const { return alternatives_; }

  // Text as the thing that a property wants; unknown when it has holes or does not parse.
  Field<std::string_view> as_string() const;
  Field<std::int64_t> as_integer() const;
  Field<double> as_number() const;
  Field<bool> as_boolean() const;
  Field<Text> as_text() const;  // known also with holes

  // The words of the value, else its key; of an absent one the key of what lacks it.
  Span span() const { return span_; }
  // Where the value is spelt in the end: behind imports, mappings and parameters. The same as
  // `span` for a value written in place.
  Span origin() const { return origin_ ? origin_ : span_; }
  Place place() const { return {span_, assumed_, given_}; }
  operator Place() const { return place(); }
  const Stack* stack() const { return stack_; }
  // What the template writes there; null where nothing is written.
  const cfn::Node* node() const { return node_; }

 private:
  friend class World;
  Value nothing(Kind kind) const;

  Kind kind_ = Kind::unknown;
  bool quoted_ = false;
  bool base64_ = false;
  bool open_ = false;
  World* world_ = nullptr;
  const Stack* stack_ = nullptr;
  const cfn::Node* node_ = nullptr;
  Span span_;
  Span origin_;
  Span given_;
  const Assumption* assumed_ = nullptr;
  Text text_;
  std::span<const Value> items_;
  std::span<const Value> alternatives_;
};

struct Entry {
  std::string_view key;
  Span key_span;
  Value value;
};

}  // namespace cfn_ecs_lint
