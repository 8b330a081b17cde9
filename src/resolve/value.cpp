#include "resolve/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "resolve/world.h"

namespace cfn_ecs_lint {
namespace {

bool same_node(const cfn::Node& a, const cfn::Node& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() ||
      a.members.size() != b.members.size()) {
    return false;
  }
  if (a.kind == cfn::Node::Kind::function && a.function != b.function) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same_node(*a.items[i], *b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    if (a.members[i].key != b.members[i].key ||
        !same_node(*a.members[i].value, *b.members[i].value)) {
      return false;
    }
  }
  return true;
}

// The import of a name that is the same in every stack.
bool is_import_of_one_name(const cfn::Node& node) {
  return node.is(cfn::Function::import_value) && node.items.size() == 1 &&
         node.items[0]->kind == cfn::Node::Kind::scalar;
}

}  // namespace

bool same(const Hole& a, const Hole& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Hole::Kind::resource:
      return a.resource == b.resource && a.name == b.name;
    case Hole::Kind::parameter:
      return a.stack == b.stack && a.name == b.name;
    case Hole::Kind::pseudo_parameter:
      // The name and id of the stack are its own; region and account are those of all.
      return a.name == b.name && (a.stack == b.stack || !a.name.starts_with("AWS::Stack"));
    case Hole::Kind::expression:
      return a.node != nullptr && b.node != nullptr && same_node(*a.node, *b.node) &&
             (a.stack == b.stack || is_import_of_one_name(*a.node));
    case Hole::Kind::unknown:
      return false;
  }
  return false;
}

Piece literal_piece(const Stack& stack, const cfn::Node& scalar, std::string_view text,
                    std::uint32_t begin, std::uint32_t end) {
  return {false, text, {}, &stack.tmpl->document(), scalar.source, begin, end};
}

Span Piece::locate(std::size_t from, std::size_t to) const {
  if (node == nullptr) return {};
  const bool spelt_here = !is_hole && text.size() == end - begin;
  return spelt_here ? document->locate(*node, begin + from, begin + to)
                    : document->locate(*node, begin, end);
}

Span Piece::span() const { return locate(0, text.size()); }

bool Text::known() const {
  return std::none_of(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.is_hole; });
}

const Hole* Text::only_hole() const {
  return pieces_.size() == 1 && pieces_[0].is_hole ? &pieces_[0].hole : nullptr;
}

// Bytes that several pieces spell are one place as far as one scalar spells the pieces side by
// side, with no more than quotes between them.
Span Text::locate(std::size_t from, std::size_t to) const {
  constexpr std::uint32_t kMostBetween = 4;
  const Piece* first = nullptr;
  std::uint32_t first_begin = 0;
  std::uint32_t last_end = 0;
  std::size_t start = 0;
  for (const Piece& piece : pieces_) {
    const std::size_t size = piece.is_hole ? 1 : piece.text.size();
    const std::size_t end = start + size;
    const bool byte_for_byte = !piece.is_hole && size == piece.end - piece.begin;
    const auto offset = [&](std::size_t at) {
      return piece.begin + static_cast<std::uint32_t>(at - start);
    };
    if (first == nullptr) {
      if (from < end || (from == to && from == end)) {
        if (to <= end || piece.node == nullptr) {
          return piece.locate(from - start, std::min(to, end) - start);
        }
        first = &piece;
        first_begin = byte_for_byte ? offset(from) : piece.begin;
        last_end = piece.end;
      }
    } else if (start >= to) {
      break;
    } else if (piece.node == first->node && piece.begin >= last_end &&
               piece.begin - last_end <= kMostBetween) {
      last_end = byte_for_byte && to < end ? offset(to) : piece.end;
    } else {
      break;
    }
    start = end;
  }
  return first == nullptr ? Span{} : first->document->locate(*first->node, first_begin, last_end);
}

namespace {

// The pieces of a text, consumed from both ends.
class Rest {
 public:
  explicit Rest(const Text& text) : pieces_(text.pieces().begin(), text.pieces().end()) {
    std::erase_if(pieces_, [](const Piece& p) { return !p.is_hole && p.text.empty(); });
  }
  bool empty() const { return pieces_.empty(); }
  Piece& front() { return pieces_.front(); }
  Piece& back() { return pieces_.back(); }
  void drop_front(std::size_t bytes) {
    front().text.remove_prefix(bytes);
    if (front().is_hole || front().text.empty()) pieces_.erase(pieces_.begin());
  }
  void drop_back(std::size_t bytes) {
    back().text.remove_suffix(bytes);
    if (back().is_hole || back().text.empty()) pieces_.pop_back();
  }
  bool all_holes() const {
    return std::all_of(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.is_hole; });
  }

 private:
  std::vector<Piece> pieces_;
};

}  // namespace

Truth equal(const Text& a, const Text& b) {
  if (a.known() && b.known()) return a.str() == b.str() ? Truth::yes : Truth::no;
  Rest left(a);
  Rest right(b);
  while (!left.empty() && !right.empty()) {
    if (left.front().is_hole != right.front().is_hole) break;
    if (left.front().is_hole) {
      if (!same(left.front().hole, right.front().hole)) break;
      left.drop_front(0);
      right.drop_front(0);
      continue;
    }
    const std::size_t size = std::min(left.front().text.size(), right.front().text.size());
    if (left.front().text.substr(0, size) != right.front().text.substr(0, size)) return Truth::no;
    left.drop_front(size);
    right.drop_front(size);
  }
  while (!left.empty() && !right.empty()) {
    if (left.back().is_hole || right.back().is_hole) break;
    const std::size_t size = std::min(left.back().text.size(), right.back().text.size());
    const auto tail = [&](std::string_view text) { return text.substr(text.size() - size); };
    if (tail(left.back().text) != tail(right.back().text)) return Truth::no;
    left.drop_back(size);
    right.drop_back(size);
  }
  if (left.empty() && right.empty()) return Truth::yes;
  if (left.empty() || right.empty()) {
    const Rest& longer = left.empty() ? right : left;
    return longer.all_holes() ? Truth::unknown : Truth::no;  // a hole may be empty, text is not
  }
  return Truth::unknown;
}

Value Value::operator[](std::string_view key) const {
  switch (kind_) {
    case Kind::absent:
      return *this;
    case Kind::map:
      return world_->member(*this, key);
    default:
      return unknown_here();
  }
}

Value Value::nothing(Kind kind) const {
  Value value = *this;
  value.kind_ = kind;
  value.node_ = nullptr;
  value.origin_ = {};
  value.text_ = {};
  value.items_ = {};
  value.alternatives_ = {};
  return value;
}

std::vector<Entry> Value::members() const {
  std::vector<Entry> entries;
  if (kind_ != Kind::map) return entries;
  entries.reserve(node_->members.size());
  for (const cfn::Member& member : node_->members) {
    Value value = world_->evaluate(*stack_, *member.value, member.key_span);
    if (!value.is_absent()) entries.push_back({member.key, member.key_span, value});
  }
  return entries;
}

std::span<const Value> Value::items() const {
  if (kind_ == Kind::list) return items_;
  if (kind_ == Kind::text || kind_ == Kind::map) return {this, 1};
  return {};
}

std::optional<Reference> Value::reference() const {
  if (text_.pieces().empty()) return std::nullopt;
  const Hole* hole = text_.only_hole();
  if (hole == nullptr || hole->kind != Hole::Kind::resource) return std::nullopt;
  return Reference{hole->resource, hole->name};
}

Field<std::string_view> Value::as_string() const {
  if (is_absent()) return Field<std::string_view>::absent(place());
  if (!is_text() || !text_.known()) return Field<std::string_view>::unknown(place());
  return Field<std::string_view>::known(text_.str(), place());
}

Field<double> Value::as_number() const {
  if (is_absent()) return Field<double>::absent(place());
  if (!is_text() || !text_.known()) return Field<double>::unknown(place());
  std::string_view text = text_.str();
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
    return Field<double>::unknown(place());
  }
  return Field<double>::known(number, place());
}

Field<std::int64_t> Value::as_integer() const {
  const Field<double> number = as_number();
  if (number.is_absent()) return Field<std::int64_t>::absent(place());
  constexpr double kExact = 9007199254740992;  // 2^53: every integer below is exact
  if (!number.is_known() || *number != std::trunc(*number) || std::abs(*number) > kExact) {
    return Field<std::int64_t>::unknown(place());
  }
  return Field<std::int64_t>::known(static_cast<std::int64_t>(*number), place());
}

Field<bool> Value::as_boolean() const {
  const Field<std::string_view> text = as_string();
  if (text.is_absent()) return Field<bool>::absent(place());
  if (text.is("true") || text.is("True") || text.is("TRUE")) {
    return Field<bool>::known(true, place());
  }
  if (text.is("false") || text.is("False") || text.is("FALSE")) {
    return Field<bool>::known(false, place());
  }
  return Field<bool>::unknown(place());
}

Field<Text> Value::as_text() const {
  if (is_absent()) return Field<Text>::absent(place());
  if (!is_text()) return Field<Text>::unknown(place());
  return Field<Text>::known(text_, place());
}

}  // namespace cfn_ecs_lint
