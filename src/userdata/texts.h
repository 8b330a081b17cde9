// Texts made from texts: each byte still knows where the template spells it.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "resolve/value.h"

namespace cfn_ecs_lint::userdata {

// Owns the texts that reading user data makes. They are gone with it.
class TextStore {
 public:
  TextStore() = default;
  TextStore(const TextStore&) = delete;
  TextStore& operator=(const TextStore&) = delete;

  Text make(std::span<const Piece> pieces);
  Text join(std::span<const Text> texts);
  std::string_view keep(std::string_view text);

 private:
  std::pmr::monotonic_buffer_resource arena_;
};

// A text to cut pieces from. Offsets are those of `str()`, where a hole is one byte.
class Cuttable {
 public:
  explicit Cuttable(const Text& text);

  std::string_view str() const { return text_.str(); }
  bool is_hole(std::size_t at) const;
  // Appends the pieces that spell [from, to).
  void cut(std::size_t from, std::size_t to, std::vector<Piece>& into) const;
  Text cut(std::size_t from, std::size_t to, TextStore& store) const;
  // Appends other text that stands in the template at [from, to): what an escape, a variable or a
  // substitution means.
  void spell(std::span<const Piece> what, std::size_t from, std::size_t to,
             std::vector<Piece>& into) const;
  void spell(std::string_view what, std::size_t from, std::size_t to,
             std::vector<Piece>& into) const;
  void spell_hole(std::size_t from, std::size_t to, std::vector<Piece>& into) const;

 private:
  std::size_t piece_at(std::size_t offset) const;
  Piece frame(std::size_t from, std::size_t to) const;

  Text text_;
  std::vector<std::size_t> starts_;
};

}  // namespace cfn_ecs_lint::userdata
