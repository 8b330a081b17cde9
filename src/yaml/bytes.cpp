#include "yaml/bytes.h"

#include <fmt/format.h>

#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace cfn_ecs_lint::yaml {
namespace {

using std::string_view;

ReadProblem problem(const SourceFile& file, std::size_t begin, std::size_t end, std::string message,
                    std::string help) {
  const Span span{&file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return {{}, span, std::move(message), {}, std::move(help)};
}

// The begin of the first byte outside ASCII at or after `at`.
std::size_t skip_ascii(string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t word = 0;
  while (at + sizeof word <= bytes.size()) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
    at += sizeof word;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

// What the byte is in Windows-1252, the encoding such bytes come from nearly always; empty where
// that has nothing that people type.
string_view in_windows_1252(unsigned char byte) {
  switch (byte) {
    case 0x80:
      return "€";
    case 0x85:
      return "…";
    case 0x91:
      return "‘";
    case 0x92:
      return "’";
    case 0x93:
      return "“";
    case 0x94:
      return "”";
    case 0x96:
      return "–";
    case 0x97:
      return "—";
    default:
      return {};
  }
}

ReadProblem not_utf8(const SourceFile& file, std::size_t at) {
  const auto byte = static_cast<unsigned char>(file.bytes()[at]);
  std::string meant(in_windows_1252(byte));
  if (byte >= 0xA0) {  // Latin-1 and Windows-1252 agree with Unicode there
    meant = {static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
  }
  std::string help = "save the file as UTF-8";
  if (!meant.empty()) help = fmt::format("is it `{}` in Windows-1252? {}", meant, help);
  return problem(file, at, at + 1, fmt::format("the byte 0x{:02X} is not UTF-8", byte), help);
}

bool is_control(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return (c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
}

}  // namespace

std::uint32_t after_byte_order_mark(const SourceFile& file) {
  return file.bytes().starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::optional<ReadProblem> check_encoding(const SourceFile& file) {
  const string_view bytes = file.bytes();
  if (bytes.size() > kMaxBytes) {
    const double megabytes = static_cast<double>(bytes.size()) / 1e6;
    return problem(file, 0, 0, fmt::format("the file is too large: {:.1f} MB", megabytes),
                   "CloudFormation takes templates of up to 1 MB; nothing above 2 MB is read");
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return problem(file, 0, 2, "the file is UTF-16, as its byte order mark says",
                   "save it as UTF-8");
  }
  if (const std::size_t nul = bytes.find('\0'); nul != string_view::npos) {
    return problem(file, nul, nul + 1, "a NUL byte: this is not UTF-8 text",
                   "a binary file? If it is UTF-16, save it as UTF-8");
  }
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const CodePoint character = decode(bytes.substr(at));
    if (!character.valid) return not_utf8(file, at);
    at += character.size;
  }
  return std::nullopt;
}

std::optional<ReadProblem> check_control_characters(const SourceFile& file) {
  const string_view bytes = file.bytes();
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
      continue;
    }
    const CodePoint character = decode(bytes.substr(at));
    if (is_control(character.value)) {
      return problem(file, at, at + character.size,
                     fmt::format("the control character U+{:04X} is not allowed in YAML",
                                 static_cast<std::uint32_t>(character.value)),
                     "delete it, or write it as an escape in double quotes");
    }
    at += character.size;
  }
  return std::nullopt;
}

}  // namespace cfn_ecs_lint::yaml
