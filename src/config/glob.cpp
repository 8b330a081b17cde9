#include "config/glob.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace cfn_ecs_lint::config {
namespace {

using std::string_view;

constexpr std::size_t kMostAlternatives = 100;
constexpr string_view kAnyFolders = "**";

bool is_literal(string_view segment) { return segment.find_first_of("*?[") == string_view::npos; }

std::vector<string_view> split(string_view path) {
  std::vector<string_view> segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0 && path.substr(0, end) != ".") segments.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

// The pattern once for each way to choose in its braces.
std::vector<std::string> without_braces(const std::string& pattern) {
  const std::size_t open = pattern.find('{');
  if (open == std::string::npos) return {pattern};
  std::vector<std::string> result;
  std::size_t depth = 0;
  std::size_t begin = open + 1;
  std::size_t close = open;
  std::vector<std::string> choices;
  for (; close < pattern.size(); ++close) {
    const char c = pattern[close];
    if (c == '{') ++depth;
    if ((c == ',' && depth == 1) || (c == '}' && depth == 1)) {
      choices.push_back(pattern.substr(begin, close - begin));
      begin = close + 1;
    }
    if (c == '}' && --depth == 0) break;
  }
  for (const std::string& choice : choices) {
    const std::string one = pattern.substr(0, open) + choice + pattern.substr(close + 1);
    for (std::string& each : without_braces(one)) result.push_back(std::move(each));
    if (result.size() > kMostAlternatives) break;
  }
  return result;
}

std::string fault_of(string_view pattern) {
  if (pattern.empty()) return "a pattern is empty";
  if (pattern.front() == '!') return "a pattern cannot be negated; `exclude` takes files out";
  if (pattern.find('\\') != pattern.npos) return "folders are written with `/`";
  std::ptrdiff_t depth = 0;
  for (const char c : pattern) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth < 0) return "a `}` stands without its `{`";
  }
  if (depth > 0) return "a `{` is never closed";
  for (const string_view segment : split(pattern)) {
    if (segment == "..") return "a pattern cannot leave the folder of the configuration";
    const std::size_t open = segment.find('[');
    if (open == segment.npos) continue;
    const char sign = open + 1 < segment.size() ? segment[open + 1] : '\0';
    const std::size_t first = open + (sign == '!' || sign == '^' ? 2 : 1);
    // A `]` that comes first is a member of the set.
    if (segment.find(']', first + 1) == segment.npos) {
      return "a `[` is never closed";
    }
  }
  return "";
}

// The length in bytes of the first character.
std::size_t character(string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

// Whether a set `[...]` at the front of the pattern has the byte; `size` becomes the set's length.
bool set_has(string_view pattern, char byte, std::size_t& size) {
  std::size_t at = 1;
  const bool negated = pattern[at] == '!' || pattern[at] == '^';
  if (negated) ++at;
  bool found = false;
  for (const std::size_t first = at; at < pattern.size() && (at == first || pattern[at] != ']');) {
    const char low = pattern[at];
    const bool range = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    const char high = range ? pattern[at + 2] : low;
    found = found || (low <= byte && byte <= high);
    at += range ? 3 : 1;
  }
  size = at + 1;
  return found != negated;
}

// Greedy, with one place to go back to: the last star.
bool name_matches(string_view pattern, string_view name) {
  std::size_t at = 0;
  std::size_t in_name = 0;
  std::size_t star = string_view::npos;
  std::size_t star_in_name = 0;
  while (in_name < name.size()) {
    const string_view rest = pattern.substr(std::min(at, pattern.size()));
    std::size_t size = 1;
    if (rest.starts_with('*')) {
      star = at++;
      star_in_name = in_name;
    } else if (rest.starts_with('?')) {
      ++at;
      in_name += character(name.substr(in_name));
    } else if (rest.starts_with('[') ? set_has(rest, name[in_name], size)
                                     : rest.starts_with(name[in_name])) {
      at += size;
      ++in_name;
    } else if (star != string_view::npos) {
      at = star + 1;
      in_name = ++star_in_name;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

bool path_matches(std::span<const std::string> pattern, std::span<const string_view> path,
                  bool covers_folder) {
  while (!pattern.empty() && pattern.front() != kAnyFolders) {
    if (path.empty() || !name_matches(pattern.front(), path.front())) return false;
    pattern = pattern.subspan(1);
    path = path.subspan(1);
  }
  if (pattern.empty()) return path.empty() || covers_folder;
  pattern = pattern.subspan(1);
  if (pattern.empty()) return !path.empty();
  for (; !path.empty(); path = path.subspan(1)) {
    if (path_matches(pattern, path, covers_folder)) return true;
  }
  return false;
}

}  // namespace

std::variant<Glob, std::string> Glob::parse(string_view pattern) {
  std::string fault = fault_of(pattern);
  if (!fault.empty()) return fault;
  Glob glob;
  glob.text_ = pattern;
  const std::vector<std::string> alternatives = without_braces(glob.text_);
  if (alternatives.size() > kMostAlternatives) return "this pattern has too many alternatives";
  for (const std::string& text : alternatives) {
    Alternative alternative;
    const std::vector<string_view> segments = split(text);
    if (segments.empty()) return "this pattern names nothing";
    const bool in_every_folder = text.find('/') >= text.size() - 1;
    if (in_every_folder) alternative.segments.emplace_back(kAnyFolders);
    for (const string_view segment : segments) {
      const bool again = segment == kAnyFolders && !alternative.segments.empty() &&
                         alternative.segments.back() == kAnyFolders;
      if (!again) alternative.segments.emplace_back(segment);
    }
    alternative.covers_folder = text.ends_with('/') || is_literal(segments.back());
    glob.alternatives_.push_back(std::move(alternative));
  }
  return glob;
}

bool Glob::matches(string_view path) const {
  const std::vector<string_view> segments = split(path);
  return std::ranges::any_of(alternatives_, [&](const Alternative& alternative) {
    return path_matches(alternative.segments, segments, alternative.covers_folder);
  });
}

std::string Glob::folder() const {
  std::vector<std::string> common;
  for (std::size_t i = 0; i < alternatives_.size(); ++i) {
    const std::vector<std::string>& segments = alternatives_[i].segments;
    const auto literal = std::ranges::find_if_not(segments, is_literal);
    std::vector<std::string> folders(segments.begin(), literal);
    // The last segment names a file, or a folder; both stand in the one before.
    if (literal == segments.end()) folders.pop_back();
    if (i == 0) common = folders;
    common.erase(std::ranges::mismatch(common, folders).in1, common.end());
  }
  return fmt::format("{}", fmt::join(common, "/"));
}

bool Glob::names_kind() const { return text_.find('.', text_.rfind('/') + 1) != std::string::npos; }

bool any_matches(const std::vector<Glob>& globs, string_view path) {
  return std::ranges::any_of(globs, [&](const Glob& glob) { return glob.matches(path); });
}

}  // namespace cfn_ecs_lint::config
