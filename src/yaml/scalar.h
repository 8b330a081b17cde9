// How the bytes of a scalar in a file become its text: quotes, escapes, folded lines, blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>

#include "yaml/document.h"

namespace cfn_ecs_lint::yaml {

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
inline bool is_break(char c) { return c == '\n' || c == '\r'; }
inline bool is_space(char c) { return is_blank(c) || is_break(c); }
// The first byte at or after `at` that is a break (or the end).
std::uint32_t line_end(std::string_view bytes, std::uint32_t at);
// The byte after the break at `at`: CRLF is one break, so is a lone CR. At the end: `at`.
std::uint32_t after_break(std::string_view bytes, std::uint32_t at);

// The words of a scalar and how to read them.
struct ScalarWords {
  Style style = Style::plain;
  std::uint32_t begin = 0;  // span, quotes and block header included
  std::uint32_t end = 0;
  std::uint32_t block_indent = 0;
};

// A piece of a scalar's text and the bytes [begin, end) that it stands for. In a copied piece each
// byte stands for itself.
struct Piece {
  std::uint32_t begin;
  std::uint32_t end;
  std::string_view text;
  bool copied;
};

// Gives the text of a well-formed scalar piece by piece, until `sink` returns false.
void for_each_piece(std::string_view bytes, const ScalarWords& words,
                    const std::function<bool(const Piece&)>& sink);

// The text of a well-formed scalar: a view of `bytes` where it stands there as it is, else of
// `buffer`.
std::string_view decode_scalar(std::string_view bytes, const ScalarWords& words,
                               std::string& buffer);

// The byte after a quoted scalar that begins at `begin`; npos when it is never closed.
std::size_t quoted_end(std::string_view bytes, std::uint32_t begin);

// A literal or folded scalar whose header begins at `begin`, in a block collection whose entries
// stand at column `parent_indent` (from 0; -1 at the top).
ScalarWords block_scalar(std::string_view bytes, std::uint32_t begin, int parent_indent);

}  // namespace cfn_ecs_lint::yaml
