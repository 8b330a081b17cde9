#include "userdata/texts.h"

#include <algorithm>
#include <memory>

namespace cfn_ecs_lint::userdata {
namespace {

std::size_t size_of(const Piece& piece) { return piece.is_hole ? 1 : piece.text.size(); }

}  // namespace

Text TextStore::make(std::span<const Piece> pieces) {
  if (pieces.empty()) return {};
  auto* copy = static_cast<Piece*>(arena_.allocate(pieces.size() * sizeof(Piece), alignof(Piece)));
  std::uninitialized_copy(pieces.begin(), pieces.end(), copy);
  const std::span<const Piece> kept(copy, pieces.size());
  if (kept.size() == 1 && !kept[0].is_hole) return Text(kept, kept[0].text);
  std::size_t size = 0;
  for (const Piece& piece : kept) size += size_of(piece);
  if (size == 0) return Text(kept, {});
  char* const joined = static_cast<char*>(arena_.allocate(size, 1));
  char* to = joined;
  for (const Piece& piece : kept) {
    if (piece.is_hole) {
      *to++ = '\0';
    } else {
      to = std::copy(piece.text.begin(), piece.text.end(), to);
    }
  }
  return Text(kept, {joined, size});
}

Text TextStore::join(std::span<const Text> texts) {
  std::vector<Piece> pieces;
  for (const Text& text : texts) {
    pieces.insert(pieces.end(), text.pieces().begin(), text.pieces().end());
  }
  return make(pieces);
}

std::string_view TextStore::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const copy = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), copy);
  return {copy, text.size()};
}

Cuttable::Cuttable(const Text& text) : text_(text) {
  std::size_t start = 0;
  starts_.reserve(text.pieces().size());
  for (const Piece& piece : text.pieces()) {
    starts_.push_back(start);
    start += size_of(piece);
  }
}

// The last piece that begins at or before the offset; empty pieces hold no offset.
std::size_t Cuttable::piece_at(std::size_t offset) const {
  const auto behind = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return behind == starts_.begin() ? 0 : static_cast<std::size_t>(behind - starts_.begin()) - 1;
}

bool Cuttable::is_hole(std::size_t at) const {
  return at < str().size() && text_.pieces()[piece_at(at)].is_hole;
}

void Cuttable::cut(std::size_t from, std::size_t to, std::vector<Piece>& into) const {
  to = std::min(to, str().size());
  if (from >= to) return;
  for (std::size_t i = piece_at(from); i < starts_.size() && starts_[i] < to; ++i) {
    Piece piece = text_.pieces()[i];
    const std::size_t begin = std::max(from, starts_[i]) - starts_[i];
    const std::size_t end = std::min(to - starts_[i], size_of(piece));
    if (begin >= end) continue;
    if (!piece.is_hole) {
      if (piece.text.size() == piece.end - piece.begin) {  // spelt byte for byte
        piece.end = piece.begin + static_cast<std::uint32_t>(end);
        piece.begin += static_cast<std::uint32_t>(begin);
      }
      piece.text = piece.text.substr(begin, end - begin);
    }
    into.push_back(piece);
  }
}

Text Cuttable::cut(std::size_t from, std::size_t to, TextStore& store) const {
  std::vector<Piece> pieces;
  cut(from, to, pieces);
  return store.make(pieces);
}

// A piece without text at the place of [from, to), as far as one scalar spells it.
Piece Cuttable::frame(std::size_t from, std::size_t to) const {
  std::vector<Piece> pieces;
  cut(from, std::max(to, from + 1), pieces);
  if (pieces.empty()) return {};
  Piece frame = pieces.front();
  for (const Piece& piece : pieces) {
    if (piece.node == frame.node && piece.begin >= frame.begin) frame.end = piece.end;
  }
  frame.is_hole = false;
  frame.hole = {};
  frame.text = {};
  return frame;
}

void Cuttable::spell(std::span<const Piece> what, std::size_t from, std::size_t to,
                     std::vector<Piece>& into) const {
  const Piece place = frame(from, to);
  for (Piece piece : what) {
    piece.document = place.document;
    piece.node = place.node;
    piece.begin = place.begin;
    piece.end = place.end;
    into.push_back(piece);
  }
}

void Cuttable::spell(std::string_view what, std::size_t from, std::size_t to,
                     std::vector<Piece>& into) const {
  Piece piece = frame(from, to);
  piece.text = what;
  if (!what.empty()) into.push_back(piece);
}

void Cuttable::spell_hole(std::size_t from, std::size_t to, std::vector<Piece>& into) const {
  Piece piece = frame(from, to);
  piece.is_hole = true;
  into.push_back(piece);
}

}  // namespace cfn_ecs_lint::userdata
