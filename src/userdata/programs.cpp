#include "userdata/programs.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace cfn_ecs_lint::userdata {
namespace {

using std::string_view;

template <std::size_t size>
bool has(const string_view (&names)[size], string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// They write nothing to their output and no file that matters.
constexpr string_view kSilent[] = {
    ":",        "alias",    "chgrp",  "chmod",  "chown",    "daemon-reload", "disown",   "export",
    "false",    "local",    "mkdir",  "mount",  "readonly", "set",           "shopt",    "sleep",
    "sync",     "test",     "touch",  "true",   "ulimit",   "umask",         "umount",   "unset",
    "useradd",  "usermod",  "wait",   "[",      "[[",       "trap",          "hostname", "sysctl",
    "modprobe", "groupadd", "swapon", "mkswap",
};

// They read the agent's configuration, or change how it is stored, and nothing in it.
constexpr string_view kReaders[] = {
    "cat",    "chgrp", "chmod",  "chown", "diff",   "egrep", "fgrep", "file",       "grep",
    "head",   "jq",    "less",   "ls",    "md5sum", "mkdir", "more",  "sort",       "stat",
    "tail",   "test",  "touch",  "wc",    "[",      "[[",    "chcon", "restorecon", "xxd",
    "logger", "echo",  "printf", "uniq",  "cut",    "tr",    "awk",   "du",         "cfn-signal",
};

// They run programs of which nothing is known here.
constexpr string_view kInterpreters[] = {
    "ansible",    "ansible-playbook", "ansible-pull", "at",        "chef-client", "chef-solo",
    "cloud-init", "crontab",          "expect",       "node",      "parallel",    "perl",
    "php",        "puppet",           "pwsh",         "python",    "python2",     "python3",
    "ruby",       "salt-call",        "salt-minion",  "terraform", "xargs",
};

// Folders of programs that come with the machine.
constexpr string_view kProgramFolders[] = {
    "/bin",
    "/sbin",
    "/usr/bin",
    "/usr/sbin",
    "/usr/local/bin",
    "/usr/local/sbin",
    "/opt/aws/bin",
    "/snap/bin",
    "/usr/libexec/amazon-ecs-init",
    "",
    "/opt/aws/amazon-cloudwatch-agent/bin",
    "/opt/aws/apitools/cfn-init/bin",
    "/etc/init.d",
};

string_view folder_of(string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == string_view::npos ? string_view() : path.substr(0, slash);
}

// Whether a word may name a file in the agent's folders.
bool names_agent_folder(const Text& word) {
  const string_view str = word.str();
  return str.find("/etc/ecs") != string_view::npos || str.find("ecs.config") != string_view::npos ||
         str.find("/var/lib/ecs/ecs") != string_view::npos;
}

// The blank that echo puts between two words, spelt by what stands between them.
void append_blank(const Text& before, const Text& behind, std::vector<Piece>& into) {
  Piece blank;
  if (!before.pieces().empty()) blank = before.pieces().back();
  blank.is_hole = false;
  blank.hole = {};
  blank.text = " ";
  blank.begin = blank.end;
  if (!behind.pieces().empty() && behind.pieces().front().node == blank.node &&
      behind.pieces().front().begin > blank.begin) {
    blank.end = behind.pieces().front().begin;
  }
  into.push_back(blank);
}

// What the escapes of echo -e, printf and the like mean; nothing where they mean no character.
std::optional<string_view> escaped(char c) {
  switch (c) {
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case 'r':
      return "\r";
    case '\\':
      return "\\";
    case '"':
      return "\"";
    default:
      return std::nullopt;
  }
}

void append_escaped(const Text& text, std::vector<Piece>& into) {
  const Cuttable source(text);
  const string_view str = source.str();
  std::size_t begin = 0;
  for (std::size_t at = str.find('\\'); at != string_view::npos && at + 1 < str.size();
       at = str.find('\\', at)) {
    const auto meant = escaped(str[at + 1]);
    if (meant) {
      source.cut(begin, at, into);
      source.spell(*meant, at, at + 2, into);
      begin = at + 2;
    }
    at += 2;
  }
  source.cut(begin, str.size(), into);
}

void echo(Invocation& call) {
  bool escapes = false;
  bool breaks = true;
  std::size_t at = 1;
  for (; at < call.words.size(); ++at) {
    const string_view option = call.word(at);
    if (option.size() < 2 || option[0] != '-' ||
        option.find_first_not_of("neE", 1) != string_view::npos) {
      break;
    }
    if (option.find('n') != string_view::npos) breaks = false;
    if (option.find('e') != string_view::npos) escapes = true;
  }
  std::vector<Piece> pieces;
  for (bool first = true; at < call.words.size(); ++at, first = false) {
    if (!first) append_blank(call.words[at - 1], call.words[at], pieces);
    if (escapes) {
      append_escaped(call.words[at], pieces);
    } else {
      const auto word = call.words[at].pieces();
      pieces.insert(pieces.end(), word.begin(), word.end());
    }
  }
  if (breaks) {
    pieces.push_back(Machine::line_break().pieces().front());
  }
  call.output.push_back({call.machine.store().make(pieces), true, true});
}

// One pass over the format; false where it asks for more than strings. `next` is the argument.
bool print_once(Invocation& call, const Cuttable& format, std::size_t& next,
                std::vector<Piece>& pieces) {
  const string_view str = format.str();
  for (std::size_t at = 0; at < str.size();) {
    const std::size_t special = std::min(str.find_first_of("\\%", at), str.size());
    format.cut(at, special, pieces);
    if (special + 1 >= str.size()) return special == str.size();
    const char c = str[special + 1];
    if (str[special] == '\\') {
      const auto meant = escaped(c);
      if (!meant) return false;
      format.spell(*meant, special, special + 2, pieces);
    } else if (c == '%') {
      format.cut(special, special + 1, pieces);
    } else if (c == 's' || c == 'd' || c == 'b' || c == 'q') {
      if (next < call.words.size()) {
        const auto word = call.words[next].pieces();
        if (c == 'b') {
          append_escaped(call.words[next], pieces);
        } else {
          pieces.insert(pieces.end(), word.begin(), word.end());
        }
      }
      ++next;
    } else {
      return false;
    }
    at = special + 2;
  }
  return true;
}

void print(Invocation& call) {
  std::size_t next = 1;
  if (call.word(next) == "--") ++next;
  if (next >= call.words.size() || call.word(next) == "-v") return call.print_unknown();
  const Text& text = call.words[next++];
  const Cuttable format(text);
  std::vector<Piece> pieces;
  do {
    const std::size_t before = next;
    if (!print_once(call, format, next, pieces)) return call.print_unknown();
    if (next == before) break;
  } while (next < call.words.size() && call.machine.spend(pieces.size()));
  call.output.push_back({call.machine.store().make(pieces), true, true});
}

void append(Output& to, const Output& what) { to.insert(to.end(), what.begin(), what.end()); }

void concatenate(Invocation& call) {
  bool any = false;
  for (std::size_t at = 1; at < call.words.size(); ++at) {
    const string_view name = call.word(at);
    if (name == "-") continue;
    if (name.starts_with('-')) return call.print_unknown();
    any = true;
    const Text path = call.path(call.words[at]);
    const File* file = path.known() ? call.machine.find(path.str()) : nullptr;
    if (file == nullptr) {
      call.print_unknown();
    } else {
      append(call.output, call.machine.contents(*file));
    }
  }
  if (!any) {
    if (call.input == nullptr) return call.print_unknown();
    append(call.output, *call.input);
  }
}

Output unknown_output() { return {Chunk{Text(), false, true}}; }

void tee(Invocation& call) {
  const Output unknown = unknown_output();
  const Output& input = call.input ? *call.input : unknown;
  bool appends = false;
  for (std::size_t at = 1; at < call.words.size(); ++at) {
    const string_view option = call.word(at);
    if (option == "-a" || option == "--append" || option == "-ai" || option == "-ia") {
      appends = true;
    } else if (!option.starts_with('-')) {
      const Text path = call.path(call.words[at]);
      if (!appends) call.machine.clear(path, call.certain, call.line);
      call.machine.append(path, input, call.certain);
    }
  }
  append(call.output, input);
}

// The words that are no options, where no option takes a word of its own.
std::vector<std::size_t> operands(const Invocation& call, std::size_t from = 1) {
  std::vector<std::size_t> found;
  bool options = true;
  for (std::size_t at = from; at < call.words.size(); ++at) {
    const string_view word = call.word(at);
    if (options && word == "--") {
      options = false;
    } else if (!options || !word.starts_with('-') || word == "-") {
      found.push_back(at);
    }
  }
  return found;
}

// Something that is not known is written to a file, or to a file in a folder.
void write_unknown(Invocation& call, const Text& target) {
  const Text path = call.path(target);
  if (!path.known()) {
    if (may_be(path, kAgentConfig) || may_be(path, "/etc/ecs") || may_be(path, "/etc")) {
      call.machine.misunderstand();
    }
    return;
  }
  const std::string normal = normal_path(path.str());
  if (normal == "/etc/ecs" || normal == "/etc" || normal == "/" || normal.empty() ||
      normal == "/var/lib/ecs") {
    return call.machine.misunderstand();
  }
  call.machine.clear(path, call.certain, call.line);
  call.machine.append(path, unknown_output(), call.certain);
}

void copy(Invocation& call) {
  const std::vector<std::size_t> named = operands(call);
  if (named.size() < 2) return;
  const Text target = call.path(call.words[named.back()]);
  for (std::size_t i = 0; i + 1 < named.size(); ++i) {
    const Text source = call.path(call.words[named[i]]);
    const File* from = source.known() ? call.machine.find(source.str()) : nullptr;
    if (from == nullptr || !target.known() || named.size() > 2 || target.str().ends_with('/')) {
      write_unknown(call, call.words[named.back()]);
    } else {
      const Output contents = call.machine.contents(*from);
      call.machine.clear(target, call.certain, call.line);
      call.machine.append(target, contents, call.certain);
    }
  }
}

void remove(Invocation& call) {
  for (const std::size_t at : operands(call)) {
    call.machine.clear(call.path(call.words[at]), call.certain, call.line);
  }
}

// Puts what a download brings where its options say; else to the output.
void download(Invocation& call, std::span<const string_view> names) {
  bool any = false;
  for (std::size_t at = 1; at < call.words.size(); ++at) {
    const string_view word = call.word(at);
    for (const string_view name : names) {
      const bool is_short = name.size() == 2;
      if (word == name && at + 1 < call.words.size()) {
        if (call.word(at + 1) != "-") write_unknown(call, call.words[at + 1]);
        any = true;
      } else if (call.words[at].str().starts_with(name) &&
                 call.words[at].str().size() > name.size() &&
                 (is_short || call.words[at].str()[name.size()] == '=')) {
        const Cuttable whole(call.words[at]);
        const std::size_t from = name.size() + (is_short ? 0 : 1);
        write_unknown(call, whole.cut(from, whole.str().size(), call.machine.store()));
        any = true;
      }
    }
  }
  if (!any) call.print_unknown();
}

void aws(Invocation& call) {
  const std::vector<std::size_t> named = operands(call);
  for (std::size_t i = 0; i + 1 < named.size(); ++i) {
    if (call.word(named[i]) != "s3") continue;
    const string_view action = call.word(named[i + 1]);
    if ((action == "cp" || action == "sync" || action == "mv") && i + 3 < named.size()) {
      const Text& target = call.words[named[i + 3]];
      if (!target.str().starts_with("s3:") && target.str() != "-") write_unknown(call, target);
    }
  }
  if (std::any_of(call.words.begin(), call.words.end(), names_agent_folder)) {
    bool to_bucket = false;
    for (const std::size_t at : named) to_bucket |= call.words[at].str().starts_with("s3:");
    if (!to_bucket) call.machine.misunderstand();
  }
  call.print_unknown();
}

// docker run: an agent that is started by hand gets its settings as environment.
void docker(Invocation& call) {
  const auto mentions = [&](string_view what) {
    return std::any_of(call.words.begin(), call.words.end(), [&](const Text& word) {
      return word.str().find(what) != string_view::npos;
    });
  };
  call.print_unknown();
  if (call.word(1) != "run" && call.word(1) != "create") return;
  if (!mentions("amazon-ecs-agent")) {
    if (mentions("/etc/ecs") || mentions("--privileged")) call.machine.misunderstand();
    return;
  }
  for (std::size_t at = 2; at < call.words.size(); ++at) {
    const string_view str = call.words[at].str();
    if (str.find("amazon-ecs-agent") != string_view::npos) break;
    const Cuttable word(call.words[at]);
    Text value;
    bool is_file = false;
    if ((str == "-e" || str == "--env") && at + 1 < call.words.size()) {
      value = call.words[++at];
    } else if (str == "--env-file" && at + 1 < call.words.size()) {
      value = call.words[++at];
      is_file = true;
    } else if (str.starts_with("--env=")) {
      value = word.cut(6, str.size(), call.machine.store());
    } else if (str.starts_with("--env-file=")) {
      value = word.cut(11, str.size(), call.machine.store());
      is_file = true;
    } else if (str.starts_with("-e") && str.find('=') != string_view::npos) {
      value = word.cut(2, str.size(), call.machine.store());
    } else {
      continue;
    }
    if (is_file) {
      call.machine.read_environment(call.path(value));
      continue;
    }
    const Cuttable pair(value);
    const std::size_t equals = pair.str().find('=');
    if (equals == string_view::npos || !pair.cut(0, equals, call.machine.store()).known()) {
      call.machine.misunderstand();  // the shell's own variable, or one whose name is not known
      continue;
    }
    call.machine.set_variable(pair.str().substr(0, equals),
                              pair.cut(equals + 1, pair.str().size(), call.machine.store()),
                              call.certain, value);
  }
}

void move(Invocation& call) {
  copy(call);
  const std::vector<std::size_t> named = operands(call);
  for (std::size_t i = 0; i + 1 < named.size(); ++i) {
    call.machine.clear(call.path(call.words[named[i]]), call.certain, call.line);
  }
}

void truncate(Invocation& call) {
  for (const std::size_t at : operands(call)) {
    if (names_agent_folder(call.words[at])) {
      call.machine.clear(call.path(call.words[at]), call.certain, call.line);
    }
  }
}

void unpack(Invocation& call) {
  call.print_unknown();
  for (const Text& word : call.words) {
    if (word.is("/") || word.is("/etc") || word.is("/etc/") || names_agent_folder(word)) {
      call.machine.misunderstand();
    }
  }
}

void curl(Invocation& call) {
  constexpr string_view kOptions[] = {"-o", "--output"};
  download(call, kOptions);
}

void wget(Invocation& call) {
  constexpr string_view kOptions[] = {"-O", "--output-document"};
  download(call, kOptions);
}

struct Program {
  string_view name;
  void (*run)(Invocation&);
};

constexpr Program kPrograms[] = {
    {"aws", aws},       {"cat", concatenate}, {"cp", copy},      {"curl", curl},
    {"docker", docker}, {"echo", echo},       {"install", copy}, {"ln", copy},
    {"mv", move},       {"podman", docker},   {"printf", print}, {"rm", remove},
    {"sed", run_sed},   {"tar", unpack},      {"tee", tee},      {"truncate", truncate},
    {"unlink", remove}, {"unzip", unpack},    {"wget", wget},
};

}  // namespace

string_view Invocation::program() const {
  string_view name = word(0);
  const std::size_t slash = name.rfind('/');
  return slash == string_view::npos ? name : name.substr(slash + 1);
}

Text Invocation::path(const Text& word) const {
  const string_view str = word.str();
  if (str.starts_with('/') || str.empty() || str.front() == '\0') return word;
  if (folder.empty()) return word;
  Piece piece = word.pieces().front();
  piece.is_hole = false;
  piece.hole = {};
  piece.text = machine.store().keep(std::string(folder) + "/");
  std::vector<Piece> pieces = {piece};
  pieces.insert(pieces.end(), word.pieces().begin(), word.pieces().end());
  return machine.store().make(pieces);
}

bool asks_question(const Invocation& call) {
  constexpr string_view kQuestions[] = {
      "[",          "[[",      "test",   "grep",  "egrep", "fgrep", "which", "type",
      "hash",       "id",      "getent", "pgrep", "diff",  "cmp",   "false", "ls",
      "mountpoint", "command", "stat",   "pidof", "lsof",  "nc",    "ping",  "is-active"};
  if (has(kQuestions, call.program())) return true;
  const string_view first = call.word(1);
  return first == "is-active" || first == "is-enabled" || first == "status" ||
         (call.program() == "rpm" && first.starts_with("-q")) ||
         (call.program() == "dpkg" && (first == "-s" || first == "-l"));
}

void run_program(Invocation& call) {
  if (call.words.empty()) return;
  const string_view program = call.program();
  for (const Program& known : kPrograms) {
    if (known.name == program) return known.run(call);
  }
  if (!has(kSilent, program)) call.print_unknown();
  const string_view name = call.word(0);
  const bool from_elsewhere =
      name.find('/') != string_view::npos && !has(kProgramFolders, folder_of(name));
  const bool runs_module = program.starts_with("python") && call.word(1) == "-m";
  if (!call.words[0].known() || from_elsewhere || (has(kInterpreters, program) && !runs_module) ||
      (!has(kReaders, program) &&
       std::any_of(call.words.begin() + 1, call.words.end(), names_agent_folder))) {
    call.machine.misunderstand();
  }
}

}  // namespace cfn_ecs_lint::userdata
