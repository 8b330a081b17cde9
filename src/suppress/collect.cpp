#include "suppress/collect.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/misspelling.h"
#include "text/nearest.h"

namespace cfn_ecs_lint {
namespace {

bool is_block(const yaml::Node& node) {
  return node.style == yaml::Style::literal || node.style == yaml::Style::folded;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool is_comment(std::string_view line) { return trimmed(line).starts_with('#'); }

class Collector {
 public:
  explicit Collector(const cfn::Template& tmpl)
      : document_(tmpl.document()), file_(tmpl.file()), root_(*document_.root()) {}

  std::vector<Directive> collect() {
    for (const Span& comment : document_.comments()) {
      std::optional<Directive> directive = read_directive(comment);
      if (!directive) continue;
      set_scope(*directive);
      directives_.push_back(std::move(*directive));
    }
    const yaml::Node& root = yaml::behind_alias(root_);
    read_metadata(root, whole_file());
    if (const yaml::Node* resources = yaml::member(root, "Resources")) {
      for (const yaml::Member& resource : resources->members) {
        read_metadata(yaml::behind_alias(*resource.value), entry_span(resource));
        find_scripts(*resource.value);
      }
    }
    return std::move(directives_);
  }

 private:
  std::uint32_t line_of(std::uint32_t offset) const { return file_.place(offset).line; }
  Span whole_file() const { return {&file_, 0, static_cast<std::uint32_t>(file_.bytes().size())}; }
  Span line_span(std::uint32_t line) const {
    const std::uint32_t begin = file_.line_start(line);
    return {&file_, begin, begin + static_cast<std::uint32_t>(file_.line(line).size())};
  }
  Span entry_span(const yaml::Member& entry) const {
    return {&file_, entry.key->span.begin, std::max(entry.key->span.end, entry.value->span.end)};
  }

  void set_scope(Directive& directive) {
    const std::uint32_t line = line_of(directive.span.begin);
    if (directive.whole_file) {
      directive.scope = whole_file();
      if (directive.span.begin > root_.span.begin && !directive.fault) {
        refuse(directive, "`ignore-file` stands above the first key of the template");
      }
    } else if (is_comment(file_.line(line))) {
      directive.scope = block_below(line);
      directive.scope.begin = directive.span.begin;
    } else {
      directive.scope = line_span(line);
    }
  }

  static void refuse(Directive& directive, std::string message) {
    directive.fault = DirectiveFault{directive.span, std::move(message)};
    directive.names.clear();
  }

  // What begins on the next line that is neither blank nor a comment: the outermost entry or item,
  // all of it; else the line.
  Span block_below(std::uint32_t line) const {
    do {
      if (line == file_.line_count()) return line_span(line);
      ++line;
    } while (trimmed(file_.line(line)).empty() || is_comment(file_.line(line)));
    const std::uint32_t begin = file_.line_start(line);
    const std::uint32_t end = line_span(line).end;
    const auto begins_here = [&](const Span& span) {
      return begin <= span.begin && span.begin <= end;
    };
    // Of a block collection it is the first entry that begins, and not the whole.
    const auto value_begins_here = [&](const yaml::Node& value) {
      if (!value.tag.empty() && begins_here(value.tag_span())) return true;
      return begins_here(value.span) && !is_block_collection(value);
    };
    const auto goes_on_here = [&](const Span& span) {
      return span.begin <= end && begin < span.end;
    };
    const yaml::Node* node = &root_;
    while (node != nullptr) {
      const yaml::Node* inner = nullptr;
      for (const yaml::Member& entry : node->members) {
        if (begins_here(entry.key->span)) return entry_span(entry);
        if (value_begins_here(*entry.value)) return entry.value->span;
        if (goes_on_here(entry.value->span)) inner = entry.value;
      }
      for (const yaml::Node* item : node->items) {
        if (begins_here(item->span) || value_begins_here(*item)) return item->span;
        if (goes_on_here(item->span)) inner = item;
      }
      node = inner;
    }
    return line_span(line);
  }

  bool is_block_collection(const yaml::Node& node) const {
    if (node.kind != yaml::Kind::mapping && node.kind != yaml::Kind::sequence) return false;
    const char first = file_.bytes()[node.span.begin];
    return first != '{' && first != '[';
  }

  // User data, and files and commands that cfn-init takes from metadata. Above the first line of a
  // text a comment speaks of all of the user data, or of the file or command.
  void find_scripts(const yaml::Node& node) {
    for (const yaml::Member& entry : node.members) {
      if (entry.key->text == "UserData") {
        read_scripts(*entry.value, entry_span(entry));
      } else if (entry.key->text == "AWS::CloudFormation::Init") {
        read_scripts(*entry.value, {});
      } else {
        find_scripts(*entry.value);
      }
    }
    for (const yaml::Node* item : node.items) find_scripts(*item);
  }

  // `whole`: what a comment above the first line speaks of; if it points nowhere, the entry.
  void read_scripts(const yaml::Node& node, const Span& whole, const Span& entry = {}) {
    if (is_block(node)) read_script(node, whole ? whole : entry);
    for (const yaml::Member& each : node.members) {
      read_scripts(*each.value, whole, entry_span(each));
    }
    for (const yaml::Node* item : node.items) read_scripts(*item, whole, entry);
  }

  // A comment line that is not above the first line speaks of the next line or command.
  void read_script(const yaml::Node& script, const Span& whole) {
    const std::uint32_t last = line_of(std::max(script.span.begin + 1, script.span.end) - 1);
    bool at_top = true;
    for (std::uint32_t line = line_of(script.span.begin) + 1; line <= last; ++line) {
      const std::string_view text = file_.line(line);
      if (!is_comment(text)) {
        at_top &= trimmed(text).empty();
        continue;
      }
      const auto hash = static_cast<std::uint32_t>(text.find('#'));
      const Span comment{&file_, file_.line_start(line) + hash, line_span(line).end};
      std::optional<Directive> directive = read_directive(comment);
      if (!directive) continue;
      if (directive->whole_file && !directive->fault) {
        refuse(*directive, "`ignore-file` stands above the first key of the template");
      }
      directive->scope = at_top ? whole : command_below(line, last);
      directives_.push_back(std::move(*directive));
    }
  }

  Span command_below(std::uint32_t line, std::uint32_t last) const {
    Span scope = line_span(line);
    bool begun = false;
    while (line < last) {
      const std::string_view text = trimmed(file_.line(++line));
      scope.end = line_span(line).end;
      begun = begun || (!text.empty() && !text.starts_with('#'));
      if (begun && !text.ends_with('\\')) break;
    }
    return scope;
  }

  // `Metadata: { cfn-ecs-lint: { ignore: [{ rule: NAME, reason: TEXT }] } }` of what has `scope`.
  void read_metadata(const yaml::Node& owner, const Span& scope) {
    constexpr std::string_view kKeys[] = {"ignore"};
    const yaml::Node* metadata = yaml::member(owner, "Metadata");
    if (metadata == nullptr) return;
    for (const yaml::Member& entry : metadata->members) {
      const yaml::Node& settings = yaml::behind_alias(*entry.value);
      if (is_misspelling(entry.key->text, kTool) && yaml::member(settings, "ignore") != nullptr) {
        fail(*entry.key, mistyped_tool(entry.key->text));
      }
      if (entry.key->text != kTool) continue;
      if (settings.members.empty()) fail(*entry.key, "`cfn-ecs-lint` holds a map with `ignore`");
      for (const yaml::Member& setting : settings.members) {
        if (!check_key(*setting.key, kKeys)) continue;
        const yaml::Node& list = yaml::behind_alias(*setting.value);
        if (list.kind != yaml::Kind::sequence) {
          fail(*setting.key, "`ignore` holds a list of maps with `rule` and `reason`");
        }
        for (const yaml::Node* item : list.items) read_item(yaml::behind_alias(*item), scope);
      }
    }
  }

  void read_item(const yaml::Node& item, const Span& scope) {
    constexpr std::string_view kKeys[] = {"rule", "reason"};
    Directive directive;
    directive.scope = scope;
    bool understood = true;
    for (const yaml::Member& entry : item.members) {
      const yaml::Node& value = yaml::behind_alias(*entry.value);
      if (!check_key(*entry.key, kKeys)) {
        understood = false;
      } else if (value.kind != yaml::Kind::scalar) {
        fail(*entry.key, fmt::format("`{}` is a string", entry.key->text));
        understood = false;
      } else if (entry.key->text == "reason") {
        directive.reason = value.text;
      } else {
        directive.span = value.span;
        directive.names = {{value.text, value.span}};
      }
    }
    if (!directive.names.empty()) {
      directives_.push_back(std::move(directive));
    } else if (understood) {
      fail(item, "an entry of `ignore` is a map with `rule` and `reason`");
    }
  }

  bool check_key(const yaml::Node& key, std::span<const std::string_view> known) {
    if (std::ranges::find(known, key.text) != known.end()) return true;
    fail(key,
         fmt::format("`{}` is no key of a suppression{}", key.text, did_you_mean(key.text, known)));
    return false;
  }

  void fail(const yaml::Node& node, std::string message) {
    Directive directive;
    directive.span = node.span;
    directive.span.end = std::min(node.span.end, line_span(line_of(node.span.begin)).end);
    refuse(directive, std::move(message));
    directives_.push_back(std::move(directive));
  }

  const yaml::Document& document_;
  const SourceFile& file_;
  const yaml::Node& root_;
  std::vector<Directive> directives_;
};

}  // namespace

std::vector<Directive> collect_directives(const cfn::Template& tmpl) {
  return Collector(tmpl).collect();
}

}  // namespace cfn_ecs_lint
