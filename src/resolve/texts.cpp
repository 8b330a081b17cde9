// How texts are put together, and where they are kept.
#include <algorithm>
#include <optional>

#include "resolve/world.h"

namespace cfn_ecs_lint {
namespace {

using cfn::Node;

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The next `{{...}}`, on one line and without braces inside.
std::optional<Stretch> next_in_braces(std::string_view text) {
  for (std::size_t at = text.find("{{"); at != std::string_view::npos;
       at = text.find("{{", at + 1)) {
    const std::size_t end = text.find_first_of("{}\n", at + 2);
    if (end != std::string_view::npos && text.substr(end).starts_with("}}")) {
      return Stretch{at, end + 2};
    }
  }
  return std::nullopt;
}

}  // namespace

Text World::make_text(const std::vector<Piece>& pieces) {
  if (pieces.size() == 1 && !pieces[0].is_hole) return Text(passing(pieces), pieces[0].text);
  std::size_t size = 0;
  for (const Piece& piece : pieces) size += piece.is_hole ? 1 : piece.text.size();
  if (size == 0) return Text(passing(pieces), {});
  char* joined = static_cast<char*>(passing_.allocate(size, 1));
  char* to = joined;
  for (const Piece& piece : pieces) {
    if (piece.is_hole) {
      *to++ = '\0';
    } else {
      to = std::copy(piece.text.begin(), piece.text.end(), to);
    }
  }
  return Text(passing(pieces), {joined, size});
}

// Literal text, in which dynamic references are holes, and what a tool such as AWS Proton fills in
// before CloudFormation sees the template: that is like a parameter.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
void World::append_literal(std::vector<Piece>& pieces, const Stack& stack, const Node& scalar,
                           std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (const std::optional<Stretch> braces = next_in_braces(text)) {
    const auto from = static_cast<std::uint32_t>(braces->begin);
    const auto to = static_cast<std::uint32_t>(braces->end);
    if (from > 0) {
      pieces.push_back(literal_piece(stack, scalar, text.substr(0, from), begin, begin + from));
    }
    Piece hole = literal_piece(stack, scalar, {}, begin + from, begin + to);
    hole.is_hole = true;
    hole.hole.name = text.substr(from, to - from);
    if (!hole.hole.name.starts_with("{{resolve:")) {
      hole.hole.kind = Hole::Kind::parameter;
      hole.hole.stack = &stack;
    }
    pieces.push_back(hole);
    text.remove_prefix(to);
    begin += to;
  }
  if (!text.empty() || pieces.empty())
    pieces.push_back(literal_piece(stack, scalar, text, begin, end));
}

// The pieces of a value; where `spelt` has a place, they are spelt there.
void World::append(std::vector<Piece>& pieces, const Value& value, const Piece& spelt) {
  if (value.is_text()) {
    for (Piece piece : value.text().pieces()) {
      if (spelt.node != nullptr) {
        piece.document = spelt.document;
        piece.node = spelt.node;
        piece.begin = spelt.begin;
        piece.end = spelt.end;
      }
      pieces.push_back(piece);
    }
    return;
  }
  Piece hole = spelt;
  hole.is_hole = true;
  if (const Hole* only = value.text_.only_hole()) hole.hole = *only;
  pieces.push_back(hole);
}

Value World::text_value(const Value& blank, const std::vector<Piece>& pieces) {
  Value value = blank;
  value.kind_ = Value::Kind::text;
  value.text_ = make_text(pieces);
  return value;
}

Value World::hole_value(const Value& blank, const Piece& spelt, const Hole& hole) {
  Piece piece = spelt;
  piece.is_hole = true;
  piece.hole = hole;
  return text_value(blank, {piece});
}

Value World::expression(const Value& blank) {
  const Hole hole{Hole::Kind::expression, nullptr, blank.stack_, blank.node_, {}};
  Piece piece{};
  if (blank.node_ != nullptr) {
    piece = literal_piece(*blank.stack_, *blank.node_, {}, 0,
                          static_cast<std::uint32_t>(blank.node_->source->text.size()));
  }
  return hole_value(blank, piece, hole);
}

const Assumption* World::assume(const cfn::Parameter& parameter, const Assumption* next) {
  for (const Assumption* one = next; one != nullptr; one = one->next) {
    if (one->parameter == &parameter) return next;
  }
  const Assumption*& known = assumptions_[{&parameter, next}];
  if (known == nullptr) {
    void* place = kept_.allocate(sizeof(Assumption), alignof(Assumption));
    known = new (place) Assumption{&parameter, next};
  }
  return known;
}

const Assumption* World::join(const Assumption* a, const Assumption* b) {
  if (a == b || b == nullptr) return a;
  for (const Assumption* one = b; one != nullptr; one = one->next) a = assume(*one->parameter, a);
  return a;
}

std::string_view World::keep_string(std::string_view text) { return *strings_.emplace(text).first; }

Value World::keep(const Value& value) {
  const auto copy = [&]<class T>(std::span<const T> items) { return copied(items, kept_); };
  const auto copy_values = [&](std::span<const Value> values) {
    std::vector<Value> kept;
    for (const Value& one : values) kept.push_back(keep(one));
    return copy(std::span<const Value>(kept));
  };
  Value kept = value;
  std::vector<Piece> pieces(value.text_.pieces().begin(), value.text_.pieces().end());
  const std::span<const char> joined =
      copy(std::span<const char>(value.text_.str().data(), value.text_.str().size()));
  for (Piece& piece : pieces) {
    const std::span<const char> text =
        copy(std::span<const char>(piece.text.data(), piece.text.size()));
    piece.text = {text.data(), text.size()};
  }
  kept.text_ = Text(copy(std::span<const Piece>(pieces)), {joined.data(), joined.size()});
  kept.items_ = copy_values(value.items_);
  kept.alternatives_ = copy_values(value.alternatives_);
  return kept;
}

}  // namespace cfn_ecs_lint
