#include "output/fingerprint.h"

#include <fmt/format.h>

#include <unordered_map>

#include "text/utf8.h"

namespace cfn_ecs_lint::output {
namespace {

// The constants and the peculiarities are those of github/codeql-action, src/fingerprints.ts.
constexpr std::uint64_t kFactor = 37;
constexpr std::size_t kWindow = 100;
constexpr char16_t kEndOfFile = 0xFFFF;

struct Units {
  std::vector<char16_t> all;  // UTF-16, without blanks, each line break as LF
  std::vector<std::size_t> line_starts{0};
};

Units units_of(std::string_view bytes) {
  Units units;
  bool after_cr = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint character = decode(bytes.substr(at));
    at += character.size;
    const bool line_break = character.value == '\r' || character.value == '\n';
    const bool second_half = after_cr && character.value == '\n';
    after_cr = character.value == '\r';  // a blank too ends a CR's hold on the LF behind it
    if (character.value == ' ' || character.value == '\t' || second_half) continue;
    if (line_break) {
      units.all.push_back('\n');
      units.line_starts.push_back(units.all.size());
    } else if (character.value < 0x10000) {
      units.all.push_back(static_cast<char16_t>(character.value));
    } else {
      const char32_t rest = character.value - 0x10000;
      units.all.push_back(static_cast<char16_t>(0xD800 + (rest >> 10)));
      units.all.push_back(static_cast<char16_t>(0xDC00 + (rest & 0x3FF)));
    }
  }
  units.all.push_back(kEndOfFile);
  units.all.resize(units.all.size() + kWindow);
  return units;
}

bool is_index(std::string_view key) {
  return key.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::vector<std::string> line_hashes(std::string_view bytes) {
  const Units units = units_of(bytes);
  std::vector<std::string> hashes;
  std::unordered_map<std::uint64_t, std::size_t> seen;
  for (const std::size_t start : units.line_starts) {
    std::uint64_t hash = 0;
    for (std::size_t at = 0; at < kWindow; ++at) hash = hash * kFactor + units.all[start + at];
    hashes.push_back(fmt::format("{:x}:{}", hash, ++seen[hash]));
  }
  return hashes;
}

std::string fingerprint_of(const Diagnostic& finding) {
  std::vector<std::string> parts = {finding.rule};
  const auto add = [&](const std::vector<std::string>& logical_path) {
    std::string& part = parts.emplace_back();
    for (const std::string& key : logical_path) {
      if (!is_index(key)) part += key + '/';
    }
  };
  add(finding.logical_path);
  for (const Label& label : finding.labels) {
    if (!label.logical_path.empty()) add(label.logical_path);
  }
  return hash_of(parts);
}

std::string hash_of(const std::vector<std::string>& parts) {
  std::uint64_t hash = 0xCBF29CE484222325;
  const auto feed = [&](char byte) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
  };
  for (const std::string& part : parts) {
    for (const char byte : part) feed(byte);
    feed('\0');
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace cfn_ecs_lint::output
