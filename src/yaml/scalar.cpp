#include "yaml/scalar.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>

namespace cfn_ecs_lint::yaml {

using std::string_view;
using std::uint32_t;

uint32_t line_end(string_view bytes, uint32_t at) {
  while (at < bytes.size() && !is_break(bytes[at])) ++at;
  return at;
}

uint32_t after_break(string_view bytes, uint32_t at) {
  if (at >= bytes.size()) return at;
  const bool crlf = bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
  return at + (crlf ? 2 : 1);
}

namespace {

// What `|` and `>` are followed by on their line.
struct BlockHeader {
  bool keep = false;
  bool strip = false;
  int indent = 0;  // the digit; 0 without one
};

BlockHeader block_header(string_view bytes, uint32_t begin) {
  BlockHeader header;
  for (uint32_t at = begin + 1; at < bytes.size(); ++at) {
    if (bytes[at] == '+') {
      header.keep = true;
    } else if (bytes[at] == '-') {
      header.strip = true;
    } else if (bytes[at] >= '1' && bytes[at] <= '9') {
      header.indent = bytes[at] - '0';
    } else {
      break;
    }
  }
  return header;
}

uint32_t skip_blanks(string_view bytes, uint32_t at) {
  while (at < bytes.size() && is_blank(bytes[at])) ++at;
  return at;
}

// The spaces that a line begins with, at most `limit`.
uint32_t indentation(string_view bytes, uint32_t at, uint32_t limit) {
  uint32_t count = 0;
  while (count < limit && at + count < bytes.size() && bytes[at + count] == ' ') ++count;
  return count;
}

// Whether nothing but at most `indent` spaces stands on the line: more spaces are text.
bool is_empty_line(string_view bytes, uint32_t at, uint32_t indent) {
  const uint32_t text = at + indentation(bytes, at, indent);
  return text >= bytes.size() || is_break(bytes[text]);
}

void append_utf8(uint32_t code, std::string& out) {
  const auto put = [&](uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

// The number of `digits` hexadecimal digits at `at`; 0 when they are none.
uint32_t hex(string_view bytes, uint32_t at, uint32_t digits) {
  uint32_t code = 0;
  if (at + digits > bytes.size()) return 0;
  std::from_chars(bytes.data() + at, bytes.data() + at + digits, code, 16);
  return code;
}

class Decoder {
 public:
  Decoder(string_view bytes, const ScalarWords& words,
          const std::function<bool(const Piece&)>& sink)
      : bytes_(bytes), words_(words), sink_(sink) {}

  void run() {
    switch (words_.style) {
      case Style::plain:
        flow(words_.begin, words_.end);
        break;
      case Style::single_quoted:
      case Style::double_quoted:
        flow(words_.begin + 1, words_.end - 1);
        break;
      case Style::literal:
      case Style::folded:
        block();
        break;
    }
  }

 private:
  void copy(uint32_t begin, uint32_t end) {
    if (begin < end) give({begin, end, bytes_.substr(begin, end - begin), true});
  }
  void replace(uint32_t begin, uint32_t end, string_view text) {
    if (!text.empty()) give({begin, end, text, false});
  }
  void give(const Piece& piece) {
    if (!done_ && !sink_(piece)) done_ = true;
  }

  // Plain and quoted text: line breaks fold, blanks around them vanish.
  void flow(uint32_t at, uint32_t end) {
    uint32_t run = at;  // begin of the bytes that stand for themselves
    while (at < end && !done_) {
      const char c = bytes_[at];
      if (is_space(c)) {
        const uint32_t behind = std::min(skip_blanks(bytes_, at), end);
        if (behind < end && is_break(bytes_[behind])) {
          copy(run, at);
          at = run = fold(at, end, false);
        } else {
          at = behind;
        }
      } else if (c == '\'' && words_.style == Style::single_quoted) {
        copy(run, at);
        replace(at, at + 2, "'");
        at = run = at + 2;
      } else if (c == '\\' && words_.style == Style::double_quoted) {
        copy(run, at);
        at = run = escape(at, end);
      } else {
        ++at;
      }
    }
    copy(run, end);
  }

  // Line breaks and the blanks around them, from `at`: one is a space, further ones count. After
  // an escaped line break the first one is gone already.
  uint32_t fold(uint32_t at, uint32_t end, bool escaped) {
    const uint32_t begin = at;
    std::string breaks;
    while (at < end && is_space(bytes_[at])) {
      if (is_break(bytes_[at])) {
        breaks.push_back('\n');
        at = after_break(bytes_, at);
      } else {
        ++at;
      }
    }
    at = std::min(at, end);
    if (escaped) {
      replace(begin, at, breaks);
    } else {
      replace(begin, at, breaks.size() == 1 ? " " : string_view(breaks).substr(1));
    }
    return at;
  }

  uint32_t escape(uint32_t at, uint32_t end) {
    if (at + 1 >= end) return end;
    const char c = bytes_[at + 1];
    if (is_break(c)) return fold(after_break(bytes_, at + 1), end, true);
    static constexpr string_view kNames = "0abt\tnvfre \"/\\N_LP";
    static constexpr string_view kValues[] = {string_view("\0", 1),
                                              "\a",
                                              "\b",
                                              "\t",
                                              "\t",
                                              "\n",
                                              "\v",
                                              "\f",
                                              "\r",
                                              "\x1b",
                                              " ",
                                              "\"",
                                              "/",
                                              "\\",
                                              "\xC2\x85",
                                              "\xC2\xA0",
                                              "\xE2\x80\xA8",
                                              "\xE2\x80\xA9"};
    if (const std::size_t name = kNames.find(c); name != string_view::npos) {
      replace(at, at + 2, kValues[name]);
      return at + 2;
    }
    const uint32_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    uint32_t code = hex(bytes_, at + 2, digits);
    uint32_t behind = at + 2 + digits;
    if (code >= 0xD800 && code < 0xDC00 && bytes_.substr(behind, 2) == "\\u") {
      code = 0x10000 + ((code - 0xD800) << 10) + (hex(bytes_, behind + 2, 4) - 0xDC00);
      behind += 6;
    }
    behind = std::min(behind, end);
    std::string text;
    append_utf8(code, text);
    replace(at, behind, text);
    return behind;
  }

  // As libyaml does it: a line break is kept back until it is known what follows it.
  void block() {
    const BlockHeader header = block_header(bytes_, words_.begin);
    uint32_t at = after_break(bytes_, line_end(bytes_, words_.begin));
    uint32_t held_begin = at;  // the break that is kept back; empty: none
    uint32_t held_end = at;
    bool after_blank = false;
    std::string empty_lines;
    while (!done_) {
      const uint32_t empty_begin = at;
      at = skip_empty_lines(at, empty_lines);
      const bool held = held_begin < held_end;
      if (at >= words_.end) {
        if (held && !header.strip) replace(held_begin, held_end, "\n");
        if (header.keep) replace(empty_begin, at, empty_lines);
        return;
      }
      const uint32_t text = at + indentation(bytes_, at, words_.block_indent);
      const bool blank = is_blank(bytes_[text]);
      if (held && words_.style == Style::folded && !after_blank && !blank) {
        if (empty_lines.empty()) replace(held_begin, text, " ");
      } else if (held) {
        replace(held_begin, held_end, "\n");
      }
      replace(empty_begin, at, empty_lines);
      held_begin = line_end(bytes_, text);
      copy(text, held_begin);
      at = held_end = after_break(bytes_, held_begin);
      after_blank = blank;
    }
  }

  // The begin of the next line that has text; a break for each empty line before it.
  uint32_t skip_empty_lines(uint32_t at, std::string& breaks) const {
    breaks.clear();
    while (at < bytes_.size() && is_empty_line(bytes_, at, words_.block_indent)) {
      at = line_end(bytes_, at);
      if (at < bytes_.size()) breaks.push_back('\n');
      at = after_break(bytes_, at);
    }
    return at;
  }

  const string_view bytes_;
  const ScalarWords& words_;
  const std::function<bool(const Piece&)>& sink_;
  bool done_ = false;
};

// Whether the text stands in the file as it is, between its quotes.
bool stands_as_is(string_view words, Style style) {
  if (words.find_first_of("\n\r") != string_view::npos) return false;
  if (style == Style::double_quoted) return words.find('\\') == string_view::npos;
  return style == Style::plain || words.find('\'') == string_view::npos;
}

}  // namespace

void for_each_piece(string_view bytes, const ScalarWords& words,
                    const std::function<bool(const Piece&)>& sink) {
  Decoder(bytes, words, sink).run();
}

string_view decode_scalar(string_view bytes, const ScalarWords& words, std::string& buffer) {
  if (words.style != Style::literal && words.style != Style::folded) {
    const uint32_t quote = words.style == Style::plain ? 0 : 1;
    const string_view inner =
        bytes.substr(words.begin + quote, words.end - words.begin - 2 * quote);
    if (stands_as_is(inner, words.style)) return inner;
  }
  buffer.clear();
  for_each_piece(bytes, words, [&](const Piece& piece) {
    buffer += piece.text;
    return true;
  });
  return buffer;
}

std::size_t quoted_end(string_view bytes, uint32_t begin) {
  const char quote = bytes[begin];
  std::size_t at = begin + 1;
  if (quote == '\'') {
    while ((at = bytes.find('\'', at)) != string_view::npos) {
      if (bytes.substr(at + 1, 1) != "'") return at + 1;
      at += 2;
    }
    return at;
  }
  while ((at = bytes.find_first_of("\"\\", at)) != string_view::npos) {
    if (bytes[at] == '"') return at + 1;
    at += 2;
  }
  return at;
}

ScalarWords block_scalar(string_view bytes, uint32_t begin, int parent_indent) {
  const BlockHeader header = block_header(bytes, begin);
  ScalarWords words{bytes[begin] == '|' ? Style::literal : Style::folded, begin, begin + 1, 0};
  while (words.end < bytes.size() && !is_space(bytes[words.end])) ++words.end;

  const auto size = static_cast<uint32_t>(bytes.size());
  uint32_t at = after_break(bytes, line_end(bytes, begin));
  const auto least = static_cast<uint32_t>(parent_indent + 1);
  if (header.indent > 0) {
    words.block_indent = static_cast<uint32_t>(std::max(parent_indent, 0) + header.indent);
  } else {
    // The first line that has text says it; empty lines before it that are longer do, too.
    words.block_indent = least;
    for (uint32_t line = at; line < size; line = after_break(bytes, line_end(bytes, line))) {
      const uint32_t spaces = indentation(bytes, line, size);
      words.block_indent = std::max(words.block_indent, spaces);
      if (line + spaces < size && !is_break(bytes[line + spaces])) break;
    }
  }
  for (; at < size; at = after_break(bytes, line_end(bytes, at))) {
    if (is_empty_line(bytes, at, words.block_indent)) continue;
    if (indentation(bytes, at, words.block_indent) < words.block_indent) break;
    const bool ends_document = words.block_indent == 0 && at + 3 <= size &&
                               (bytes.substr(at, 3) == "---" || bytes.substr(at, 3) == "...") &&
                               (at + 3 == size || is_space(bytes[at + 3]));
    if (ends_document) break;
    words.end = line_end(bytes, at);
  }
  return words;
}

}  // namespace cfn_ecs_lint::yaml
