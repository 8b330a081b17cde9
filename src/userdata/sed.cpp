// sed, as far as scripts use it to set a line of a configuration: s, d, a, i and c, on the lines
// that an address picks.
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "userdata/programs.h"

namespace cfn_ecs_lint::userdata {
namespace {

using std::string_view;

struct Edit {
  bool on_last = false;         // address `$`
  bool on_first = false;        // address `1`
  std::unique_ptr<RE2> on;      // address /regex/; null: every line
  char verb = 0;                // one of s d a i c
  std::unique_ptr<RE2> search;  // of s
  bool everywhere = false;      // s///g
  Text text;                    // what s, a, i and c put there
};

// A basic regular expression as RE2 writes it: there `\\(` groups and `(` is itself.
std::string as_re2(string_view pattern, bool extended) {
  if (extended) return std::string(pattern);
  std::string result;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    const bool swaps = string_view("(){}+?|").find(c) != string_view::npos;
    if (c == '\\' && at + 1 < pattern.size()) {
      const char next = pattern[++at];
      const bool unswaps = string_view("(){}+?|").find(next) != string_view::npos;
      if (!unswaps) result += '\\';
      result += next;
    } else {
      if (swaps) result += '\\';
      result += c;
    }
  }
  return result;
}

std::unique_ptr<RE2> compile(string_view pattern, bool extended) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  options.set_encoding(RE2::Options::EncodingLatin1);  // a byte is a byte: holes are NUL
  auto compiled = std::make_unique<RE2>(as_re2(pattern, extended), options);
  return compiled->ok() ? std::move(compiled) : nullptr;
}

// Reads a script of sed; nothing where it has more than is understood here.
class EditReader {
 public:
  EditReader(const Text& script, bool extended, TextStore& store)
      : text_(script), str_(text_.str()), extended_(extended), store_(store) {}

  std::optional<std::vector<Edit>> read() {
    std::vector<Edit> edits;
    while (true) {
      at_ = std::min(str_.find_first_not_of(" \t\n;", at_), str_.size());
      if (at_ >= str_.size()) return edits;
      if (!read_edit(edits.emplace_back())) return std::nullopt;
    }
  }

 private:
  bool read_edit(Edit& edit) {
    if (str_[at_] == '$') {
      edit.on_last = true;
      ++at_;
    } else if (str_[at_] == '1') {
      edit.on_first = true;
      ++at_;
    } else if (str_[at_] == '/') {
      const std::optional<std::pair<std::size_t, std::size_t>> range = up_to('/');
      if (!range) return false;
      edit.on = compile(str_.substr(range->first, range->second - range->first), extended_);
      if (!edit.on) return false;
    }
    at_ = std::min(str_.find_first_not_of(" \t", at_), str_.size());
    if (at_ >= str_.size()) return false;
    edit.verb = str_[at_];
    switch (edit.verb) {
      case 's':
        return read_substitution(edit);
      case 'd':
        ++at_;
        return true;
      case 'a':
      case 'i':
      case 'c': {
        ++at_;
        if (at_ < str_.size() && str_[at_] == '\\') ++at_;
        at_ = std::min(str_.find_first_not_of(" \t\n", at_), str_.size());
        const std::size_t end = std::min(str_.find('\n', at_), str_.size());
        edit.text = text_.cut(at_, end, store_);
        at_ = end;
        return true;
      }
      default:
        return false;
    }
  }

  // At a delimiter: the bytes behind it up to the next one that is not escaped.
  std::optional<std::pair<std::size_t, std::size_t>> up_to(char delimiter) {
    const std::size_t begin = ++at_;
    while (at_ < str_.size() && str_[at_] != delimiter) at_ += str_[at_] == '\\' ? 2 : 1;
    if (at_ >= str_.size()) return std::nullopt;
    return std::pair(begin, at_++);
  }

  bool read_substitution(Edit& edit) {
    ++at_;
    if (at_ >= str_.size()) return false;
    const char delimiter = str_[at_];
    const auto search = up_to(delimiter);
    if (!search) return false;
    --at_;
    const auto replacement = up_to(delimiter);
    if (!replacement) return false;
    edit.search = compile(str_.substr(search->first, search->second - search->first), extended_);
    edit.text = text_.cut(replacement->first, replacement->second, store_);
    while (at_ < str_.size() && string_view("gIip").find(str_[at_]) != string_view::npos) {
      edit.everywhere |= str_[at_++] == 'g';
    }
    return edit.search != nullptr;
  }

  Cuttable text_;
  string_view str_;
  bool extended_;
  TextStore& store_;
  std::size_t at_ = 0;
};

// The line with what `s` finds replaced; nothing where it finds nothing.
std::optional<Text> substituted(const Edit& edit, const Text& line, TextStore& store) {
  const Cuttable source(line);
  const Cuttable replacement(edit.text);
  const string_view str = source.str();
  const string_view put = replacement.str();
  std::vector<Piece> pieces;
  std::size_t done = 0;
  bool found = false;
  re2::StringPiece groups[10];
  const int count = std::min(10, edit.search->NumberOfCapturingGroups() + 1);
  const re2::StringPiece whole(str.data(), str.size());
  for (std::size_t at = 0; at <= str.size();) {
    if (!edit.search->Match(whole, at, str.size(), RE2::UNANCHORED, groups, count)) break;
    found = true;
    const auto begin_of = [&](const re2::StringPiece& group) {
      return static_cast<std::size_t>(group.data() - str.data());
    };
    const std::size_t begin = begin_of(groups[0]);
    source.cut(done, begin, pieces);
    for (std::size_t i = 0; i < put.size(); ++i) {
      int group = put[i] == '&' ? 0 : -1;
      if (put[i] == '\\' && i + 1 < put.size()) {
        ++i;
        if (put[i] >= '0' && put[i] <= '9') group = put[i] - '0';
      }
      if (group < 0) {
        replacement.cut(i, i + 1, pieces);
      } else if (group < count && groups[group].data() != nullptr) {
        source.cut(begin_of(groups[group]), begin_of(groups[group]) + groups[group].size(), pieces);
      }
    }
    done = begin + groups[0].size();
    if (!edit.everywhere) break;
    at = groups[0].empty() ? done + 1 : done;
  }
  if (!found) return std::nullopt;
  source.cut(done, str.size(), pieces);
  return store.make(pieces);
}

bool picks(const Edit& edit, const Line& line, bool is_first, bool is_last) {
  if (edit.on_first && !is_first) return false;
  if (edit.on_last && !is_last) return false;
  const string_view str = line.text.str();
  return edit.on == nullptr ||
         RE2::PartialMatch(re2::StringPiece(str.data(), str.size()), *edit.on);
}

// A file that these scripts did not write has lines of its own, which nobody knows: what an edit
// makes of them may come to be.
void edit_unknown(Invocation& call, const Edit& edit, const Text& path) {
  call.machine.misunderstand();
  if (edit.verb == 's' && edit.text.str().find('=') != string_view::npos) {
    const Output line = {{edit.text, true, false}, {Machine::line_break(), true, false}};
    call.machine.append(path, line, false);
  }
}

void apply(Invocation& call, const Edit& edit, const Text& path) {
  File* const file = call.machine.find(path.str());
  TextStore& store = call.machine.store();
  std::vector<Line> lines = file == nullptr ? std::vector<Line>() : file->lines;
  std::vector<Line> after;
  bool changed = false;
  const auto kept = [](const Line& line) { return !line.gone; };
  const auto first = std::find_if(lines.begin(), lines.end(), kept);
  const auto last = std::find_if(lines.rbegin(), lines.rend(), kept);
  const auto put = [&](const Text& text) {
    Line& line = after.emplace_back();
    line.text = text;
    line.certain = call.certain;
    line.order = call.machine.next_order();
    changed = true;
  };
  for (Line& line : lines) {
    const bool picked = !line.gone && line.known &&
                        picks(edit, line, first != lines.end() && &line == &*first,
                              last != lines.rend() && &line == &*last);
    const std::optional<Text> replaced =
        picked && edit.verb == 's' ? substituted(edit, line.text, store) : std::nullopt;
    if (picked && edit.verb == 'i') put(edit.text);
    const bool goes = picked && (edit.verb == 'd' || edit.verb == 'c' || replaced.has_value());
    if (goes && call.certain) {
      line.gone = true;
      line.gone_by = call.line.span();
      changed = true;
    } else if (goes) {
      line.certain = false;
    }
    line.open = false;
    after.push_back(line);
    if (replaced) put(*replaced);
    if (picked && (edit.verb == 'a' || edit.verb == 'c')) put(edit.text);
  }
  if (file != nullptr) file->lines = std::move(after);
  if (!changed && edit.verb != 'd') edit_unknown(call, edit, path);
}

}  // namespace

void run_sed(Invocation& call) {
  bool in_place = false;
  bool extended = false;
  std::vector<Text> scripts;
  std::vector<Text> files;
  bool known = true;
  for (std::size_t at = 1; at < call.words.size(); ++at) {
    const string_view word = call.word(at);
    if (word.starts_with("-i") || word.starts_with("--in-place")) {
      in_place = true;
      extended |= word == "-ir" || word == "-iE";
    } else if (word == "-e" || word == "--expression") {
      if (++at < call.words.size()) scripts.push_back(call.words[at]);
    } else if (word == "-r" || word == "-E" || word == "--regexp-extended") {
      extended = true;
    } else if (word == "-ri" || word == "-Ei") {
      in_place = extended = true;
    } else if (word == "-ie") {
      in_place = true;
      if (++at < call.words.size()) scripts.push_back(call.words[at]);
    } else if (word.size() > 1 && word[0] == '-') {
      known = false;
    } else {
      (scripts.empty() ? scripts : files).push_back(call.words[at]);
    }
  }
  if (!in_place) return call.print_unknown();
  for (const Text& file : files) {
    const Text path = call.path(file);
    if (!may_be(path, kAgentConfig) && !may_be(path, kInstanceConfig)) continue;
    if (!path.known() || !known) {
      call.machine.misunderstand();
      continue;
    }
    for (const Text& script : scripts) {
      const auto edits = EditReader(script, extended, call.machine.store()).read();
      if (!edits) {
        call.machine.misunderstand();
        continue;
      }
      for (const Edit& edit : *edits) apply(call, edit, path);
    }
  }
}

}  // namespace cfn_ecs_lint::userdata
