#include "userdata/shell.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "userdata/programs.h"
#include "userdata/shell_syntax.h"

namespace cfn_ecs_lint::userdata {
namespace {

using shell::Command;
using shell::List;
using shell::Part;
using shell::Pipeline;
using shell::Redirection;
using shell::Script;
using shell::Word;
using std::string_view;

constexpr int kMostCalls = 12;          // functions and scripts that call one another
constexpr std::size_t kMostTurns = 32;  // of a loop over words that are known
constexpr std::size_t kMostText = 1 << 16;
constexpr std::size_t kCommandCost = 64;

// What commands run in.
struct Frame {
  const Output* input = nullptr;  // null: nothing is piped in
  Output* output = nullptr;
  bool certain = true;
  bool background = false;
};

// Variables that the script set; one without a value is set to something that is not known.
using Variables = std::map<std::string, std::optional<Text>, std::less<>>;

bool is_shell(string_view program) {
  constexpr string_view kShells[] = {"bash", "sh", "dash", "ksh", "zsh", "ash"};
  return std::find(std::begin(kShells), std::end(kShells), program) != std::end(kShells);
}

// Files that scripts source for their variables.
bool is_environment_file(string_view path) {
  constexpr string_view kFiles[] = {"/etc/os-release",    "/etc/environment", "/etc/profile",
                                    "/etc/bashrc",        "/etc/lsb-release", kAgentConfig,
                                    "~/.bashrc",          "/root/.bashrc",    "~/.bash_profile",
                                    "/etc/ecs/ecs.config"};
  return std::find(std::begin(kFiles), std::end(kFiles), path) != std::end(kFiles) ||
         path.starts_with("/etc/profile.d/") || path.starts_with("/etc/sysconfig/");
}

class Shell {
 public:
  explicit Shell(Machine& machine) : machine_(machine) {}

  void run(const Text& text, Frame frame) {
    scripts_.push_back(shell::parse(text));
    const Script& script = *scripts_.back();
    if (!script.well_formed) machine_.misunderstand();
    const Script* const outer = std::exchange(script_, &script);
    run(script.list, frame);
    script_ = outer;
  }

  void run_words(const std::vector<Text>& words, const Frame& frame) {
    run_program_words(words, machine_.store().join(words), frame);
  }

 private:
  Truth run(const List& list, const Frame& frame) {
    using Joined = Pipeline::Joined;
    Truth status = Truth::yes;
    bool asked = false;  // what stands before && asks a question
    for (const Pipeline& pipeline : list.pipelines) {
      if (exited_) break;
      Frame here = frame;
      here.background |= pipeline.background;
      bool may_run = false;
      if (pipeline.joined != Joined::next) {
        const bool wants = pipeline.joined == Joined::and_;
        if (status == (wants ? Truth::no : Truth::yes)) continue;
        // A command before && is meant to succeed, unless it is there to ask.
        may_run = status == Truth::unknown && (!wants || asked);
      }
      if (may_run) {
        here.certain = false;
        branch([&] { run(pipeline, here); });
        status = Truth::unknown;
      } else {
        status = run(pipeline, here);
      }
      asked = asked_ || (pipeline.joined == Joined::and_ && asked);
    }
    return status;
  }

  Truth run(const Pipeline& pipeline, const Frame& frame) {
    Truth status = Truth::unknown;
    Output piped;
    asked_ = false;
    for (std::size_t i = 0; i < pipeline.commands.size() && !exited_; ++i) {
      const bool last = i + 1 == pipeline.commands.size();
      Frame here = frame;
      Output next;
      if (i > 0) here.input = &piped;
      if (!last) here.output = &next;
      if (pipeline.commands.size() > 1) {  // each runs in a shell of its own
        const Variables variables = variables_;
        status = run(pipeline.commands[i], here);
        variables_ = variables;
      } else {
        status = run(pipeline.commands[i], here);
      }
      if (!last) piped = std::move(next);
    }
    if (pipeline.negated) {
      asked_ = true;
      if (status != Truth::unknown) status = status == Truth::yes ? Truth::no : Truth::yes;
    }
    return status;
  }

  // Runs what may not run: what it assigns is not known afterwards.
  template <class Body>
  void branch(Body body) {
    const Variables before = variables_;
    body();
    for (auto& [name, value] : variables_) {
      const auto old = before.find(name);
      if (old == before.end() || !same(old->second, value)) value.reset();
    }
    exited_ = false;
  }

  static bool same(const std::optional<Text>& a, const std::optional<Text>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->pieces().data() == b->pieces().data() || equal(*a, *b) == Truth::yes;
  }

  Truth run(const Command& command, const Frame& frame) {
    if (command.kind == Command::Kind::function) {
      functions_[command.name] = {&command, script_};
      return Truth::yes;
    }
    if (!machine_.spend(kCommandCost)) {
      exited_ = true;
      return Truth::unknown;
    }
    Frame here = frame;
    Output input;
    Output written;
    std::optional<Redirected> file;
    for (const Redirection& one : command.redirections) {
      redirect(one, frame, here, input, written, file);
    }
    if (!file) return run_kind(command, here);
    if (!file->appends) machine_.clear(file->path, frame.certain, text_of(command));
    const Truth status = run_kind(command, here);
    machine_.append(file->path, written, frame.certain);
    return status;
  }

  struct Redirected {
    Text path;
    bool appends;
  };

  void redirect(const Redirection& one, const Frame& frame, Frame& here, Output& input,
                Output& written, std::optional<Redirected>& file) {
    using Kind = Redirection::Kind;
    const bool of_output = one.descriptor == 1 || one.descriptor == -1;
    switch (one.kind) {
      case Kind::here_document:
        input = {{expand_text(*one.document, frame), true, true}};
        here.input = &input;
        return;
      case Kind::here_string:
        input = {{expand_text(one.target, frame), true, true}, {Machine::line_break(), true, true}};
        here.input = &input;
        return;
      case Kind::read: {
        const Text path = absolute(expand_text(one.target, frame));
        const File* const from = path.known() ? machine_.find(path.str()) : nullptr;
        input = from == nullptr ? Output{{Text(), false, true}} : machine_.contents(*from);
        here.input = &input;
        return;
      }
      case Kind::duplicate:
        if (of_output) here.output = &written;  // 1>&2
        return;
      case Kind::write:
      case Kind::append: {
        const Text target = expand_text(one.target, frame);
        const bool to_process = !one.target.parts.empty() && is_process(one.target.parts[0]);
        if (of_output) here.output = &written;
        if (of_output && !to_process) {
          file = Redirected{absolute(target), one.kind == Kind::append};
        }
        return;
      }
    }
  }

  // <(...) or >(...)
  bool is_process(const Part& part) const {
    const char first = script_->text.str()[part.range.from];
    return part.kind == Part::Kind::substitution && (first == '<' || first == '>');
  }

  Truth run_kind(const Command& command, const Frame& frame) {
    switch (command.kind) {
      case Command::Kind::simple:
        return run_simple(command, frame);
      case Command::Kind::group:
        return run(command.lists[0], frame);
      case Command::Kind::subshell: {
        const Variables before = variables_;
        const std::string folder = folder_;
        const Truth status = run(command.lists[0], frame);
        variables_ = before;
        folder_ = folder;
        exited_ = false;
        return status;
      }
      case Command::Kind::if_:
        run_if(command, frame);
        return Truth::unknown;
      case Command::Kind::loop: {
        run(command.lists[0], frame);
        Frame inside = frame;
        inside.certain = false;
        branch([&] {
          if (command.lists.size() > 1) run(command.lists[1], inside);
        });
        return Truth::unknown;
      }
      case Command::Kind::for_:
        run_for(command, frame);
        return Truth::unknown;
      case Command::Kind::case_: {
        expand_text(command.words[0], frame);
        Frame inside = frame;
        inside.certain = false;
        for (const List& list : command.lists) branch([&] { run(list, inside); });
        return Truth::unknown;
      }
      case Command::Kind::function:
      case Command::Kind::other:
        asked_ = true;
        return Truth::unknown;
    }
    return Truth::unknown;
  }

  void run_if(const Command& command, const Frame& frame) {
    Frame inside = frame;
    bool may_run = false;
    for (std::size_t i = 0; i < command.lists.size() && !exited_; i += 2) {
      const bool is_else = i + 1 == command.lists.size();
      const Truth holds = is_else ? Truth::yes : run(command.lists[i], inside);
      if (holds == Truth::no) continue;
      const List& body = command.lists[is_else ? i : i + 1];
      if (holds == Truth::yes && !may_run) {
        run(body, frame);
        return;
      }
      may_run = true;
      inside.certain = false;
      branch([&] { run(body, inside); });
      if (holds == Truth::yes) return;
    }
  }

  void run_for(const Command& command, const Frame& frame) {
    const std::vector<Text> items = expand(command.words, frame);
    const bool known =
        !command.name.empty() && !items.empty() && items.size() <= kMostTurns &&
        std::all_of(items.begin(), items.end(), [](const Text& item) {
          return item.known() && item.str().find_first_of("*?[{") == string_view::npos;
        });
    if (known) {
      for (const Text& item : items) {
        variables_[std::string(command.name)] = item;
        run(command.lists[0], frame);
        if (exited_) return;
      }
      return;
    }
    Frame inside = frame;
    inside.certain = false;
    branch([&] {
      if (!command.name.empty()) variables_[std::string(command.name)].reset();
      run(command.lists[0], inside);
    });
  }

  Truth run_simple(const Command& command, const Frame& frame) {
    for (const shell::Assignment& one : command.assignments) {
      std::optional<Text> value;
      if (!one.is_array) value = expand_text(one.value, frame);
      if (one.appends) {
        const auto before = variables_.find(one.name);
        if (before == variables_.end() || !before->second || !value) {
          value.reset();
        } else {
          const Text parts[] = {*before->second, *value};
          value = machine_.store().join(parts);
        }
      }
      if (command.words.empty()) variables_[std::string(one.name)] = value;
    }
    if (command.words.empty()) return Truth::yes;
    return run_program_words(expand(command.words, frame), text_of(command), frame);
  }

  // Programs that run the program behind their options.
  static void peel(std::vector<Text>& words) {
    constexpr string_view kPrefixes[] = {"sudo",    "nohup",     "time",   "exec",    "command",
                                         "nice",    "env",       "ionice", "timeout", "stdbuf",
                                         "builtin", "eatmydata", "setsid"};
    const auto known = [&](std::size_t at) {
      return at < words.size() && words[at].known() ? words[at].str() : string_view();
    };
    while (words.size() > 1) {
      string_view name = known(0);
      if (name.starts_with("/usr/bin/")) name.remove_prefix(9);
      if (std::find(std::begin(kPrefixes), std::end(kPrefixes), name) == std::end(kPrefixes))
        return;
      std::size_t at = 1;
      while (at < words.size()) {
        const string_view word = known(at);
        const bool takes_word = (name == "sudo" && (word == "-u" || word == "-g")) ||
                                (name == "nice" && word == "-n") ||
                                (name == "timeout" && (word == "-k" || word == "-s"));
        const bool assigns = (name == "sudo" || name == "env") && !word.starts_with('=') &&
                             word.find('=') != string_view::npos;
        if (takes_word) {
          at += 2;
        } else if (word.starts_with('-') || assigns) {
          if (name == "command" && (word == "-v" || word == "-V")) return;  // it only looks
          ++at;
        } else {
          break;
        }
      }
      if (name == "timeout") ++at;
      if (at >= words.size()) return;
      words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  Truth run_program_words(std::vector<Text> words, const Text& line, const Frame& frame) {
    asked_ = false;
    if (words.empty()) return Truth::unknown;
    const bool replaces = words[0].is("exec") && words.size() > 1;
    peel(words);
    Output nowhere;
    Invocation call{machine_,      words, frame.input, frame.output ? *frame.output : nowhere,
                    frame.certain, line,  folder_};
    cfn_ecs_lint::Command& record = machine_.commands().emplace_back();
    record.words = is_helper(call.program()) ? split_options(words) : words;
    record.text = line;
    record.certain = frame.certain;
    record.background = frame.background;
    record.early = machine_.early;
    record.order = machine_.next_order();
    asked_ = asks_question(call);
    const Truth status = run_builtin(call, frame);
    if (replaces && frame.certain) exited_ = true;
    return status;
  }

  static bool is_helper(string_view program) { return program.starts_with("cfn-"); }

  // `--option=value` as two words.
  std::vector<Text> split_options(const std::vector<Text>& words) {
    std::vector<Text> split;
    for (const Text& text : words) {
      const Cuttable word(text);
      const std::size_t equals = word.str().find('=');
      if (!word.str().starts_with("--") || equals == string_view::npos) {
        split.push_back(text);
        continue;
      }
      split.push_back(word.cut(0, equals, machine_.store()));
      split.push_back(word.cut(equals + 1, word.str().size(), machine_.store()));
    }
    return split;
  }

  Truth run_builtin(Invocation& call, const Frame& frame) {
    const string_view name = call.program();
    if (const auto function = functions_.find(call.word(0)); function != functions_.end()) {
      return run_function(function->second, call.words, frame);
    }
    if (name == "exit" || name == "return") {
      if (frame.certain) exited_ = true;
      return Truth::unknown;
    }
    if (name == "true" || name == ":") return Truth::yes;
    if (name == "false") return Truth::no;
    if (name == "[" || name == "[[" || name == "test") return test(call.words);
    if (name == "cd" || name == "pushd") {
      const Text path = call.words.size() > 1 ? call.path(call.words[1]) : Text();
      folder_ = path.known() && path.str().starts_with('/') ? normal_path(path.str()) : "";
      return Truth::yes;
    }
    if (name == "export" || name == "local" || name == "declare" || name == "readonly" ||
        name == "typeset") {
      declare(call.words);
      return Truth::yes;
    }
    if (name == "unset" || name == "read" || name == "mapfile" || name == "readarray") {
      for (std::size_t i = 1; i < call.words.size(); ++i) {
        if (call.words[i].known()) variables_[std::string(call.words[i].str())].reset();
      }
      call.print_unknown();
      return Truth::unknown;
    }
    if (name == "shift") {
      if (!parameters_.empty()) parameters_.erase(parameters_.begin());
      return Truth::yes;
    }
    if (name == "trap") {
      Frame inside = frame;
      inside.certain = false;
      if (call.words.size() > 2 && !call.words[1].str().starts_with('-')) {
        branch([&] { nested(call.words[1], inside); });
      }
      return Truth::yes;
    }
    if (name == "eval") {
      std::vector<Piece> pieces;
      for (std::size_t i = 1; i < call.words.size(); ++i) {
        const auto word = call.words[i].pieces();
        pieces.insert(pieces.end(), word.begin(), word.end());
        pieces.push_back({false, " ", {}, nullptr, nullptr, 0, 0});
      }
      nested(machine_.store().make(pieces), frame);
      return Truth::unknown;
    }
    if (name == "source" || name == ".") {
      source(call, frame);
      return Truth::unknown;
    }
    if (is_shell(name)) {
      run_other_shell(call, frame);
      return Truth::unknown;
    }
    if (name == "su" || name == "runuser") {
      for (std::size_t i = 1; i + 1 < call.words.size(); ++i) {
        if (call.words[i].is("-c")) in_other_shell([&] { nested(call.words[i + 1], frame); });
      }
      return Truth::unknown;
    }
    if (name == "cfn-init") {
      const cfn_ecs_lint::Command record = machine_.commands().back();
      run_cfn_init(record, frame);
      return Truth::unknown;
    }
    if (call.word(0).find('/') != string_view::npos && run_file(call.path(call.words[0]), frame)) {
      return Truth::unknown;
    }
    run_program(call);
    return name == "echo" || name == "printf" ? Truth::yes : Truth::unknown;
  }

  void run_cfn_init(const cfn_ecs_lint::Command& call, const Frame& frame) {
    const auto steps = machine_.init() ? machine_.init()(call) : std::nullopt;
    if (!steps || calls_ >= kMostCalls) return machine_.misunderstand();
    ++calls_;
    for (const InitStep& step : *steps) {
      Frame inside = frame;
      inside.certain = frame.certain && step.certain;
      if (step.kind == InitStep::Kind::file) {
        machine_.clear(step.name, inside.certain, step.span);
        machine_.append(step.name, {{step.text, step.known, true}}, inside.certain);
      } else if (!step.known) {
        machine_.misunderstand();
      } else if (step.words.empty()) {
        in_other_shell([&] { nested(step.text, inside); });
      } else {
        in_other_shell(
            [&] { run_program_words(step.words, machine_.store().join(step.words), inside); });
      }
    }
    --calls_;
  }

  void declare(const std::vector<Text>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const Cuttable word(words[i]);
      const std::size_t equals = word.str().find('=');
      if (equals == string_view::npos || word.str()[0] == '-') continue;
      variables_[std::string(word.str().substr(0, equals))] =
          word.cut(equals + 1, word.str().size(), machine_.store());
    }
  }

  void source(Invocation& call, const Frame& frame) {
    if (call.words.size() < 2) return;
    const Text path = call.path(call.words[1]);
    if (path.known() && is_environment_file(path.str())) return;
    if (!run_file(path, frame)) machine_.misunderstand();
  }

  // Runs a file that is known; false when it is not.
  bool run_file(const Text& path, const Frame& frame) {
    File* const file = path.known() ? machine_.find(path.str()) : nullptr;
    if (file == nullptr) return false;
    const Output contents = machine_.contents(*file);
    if (!is_known(contents)) return false;
    file->executed = true;
    std::vector<Text> texts;
    for (const Chunk& chunk : contents) texts.push_back(chunk.text);
    const Text text = machine_.store().join(texts);
    const string_view first_line = text.str().substr(0, text.str().find('\n'));
    if (first_line.starts_with("#!") && first_line.find("sh") == string_view::npos) return false;
    in_other_shell([&] { nested(text, frame); });
    return true;
  }

  // bash -c '...', bash FILE, ... | bash
  void run_other_shell(Invocation& call, const Frame& frame) {
    std::size_t at = 1;
    bool is_text = false;
    for (; at < call.words.size(); ++at) {
      const string_view option = call.word(at);
      if (!option.starts_with('-') && !option.starts_with('+')) break;
      if (option == "-o") ++at;
      is_text |= option[0] == '-' && option[1] != '-' && option.find('c') != string_view::npos;
    }
    if (at >= call.words.size() || call.word(at) == "-") {
      if (call.input == nullptr) return;
      if (!is_known(*call.input)) return machine_.misunderstand();
      std::vector<Text> texts;
      for (const Chunk& chunk : *call.input) texts.push_back(chunk.text);
      in_other_shell([&] { nested(machine_.store().join(texts), frame); });
    } else if (is_text) {
      in_other_shell([&] { nested(call.words[at], frame); });
    } else if (!run_file(call.path(call.words[at]), frame)) {
      machine_.misunderstand();
    }
  }

  template <class Body>
  void in_other_shell(Body body) {
    const Variables before = variables_;
    const std::string folder = folder_;
    body();
    variables_ = before;
    folder_ = folder;
    exited_ = false;
  }

  void nested(const Text& text, const Frame& frame) {
    if (++calls_ <= kMostCalls && machine_.spend(text.str().size())) {
      run(text, frame);
    } else {
      machine_.misunderstand();
    }
    --calls_;
  }

  struct Function {
    const Command* command;
    const Script* script;
  };

  Truth run_function(const Function& function, const std::vector<Text>& words, const Frame& frame) {
    Truth status = Truth::unknown;
    if (++calls_ <= kMostCalls) {
      std::vector<Text> parameters(words.begin() + 1, words.end());
      std::swap(parameters, parameters_);
      const Script* const caller = std::exchange(script_, function.script);
      status = run(function.command->lists[0], frame);
      script_ = caller;
      std::swap(parameters, parameters_);
      exited_ = false;
    } else {
      machine_.misunderstand();
    }
    --calls_;
    return status;
  }

  static Truth truth(bool holds) { return holds ? Truth::yes : Truth::no; }

  // [ a = b ] and the like, where both are known.
  static Truth test(std::vector<Text> words) {
    if (!words.empty() && (words.back().is("]") || words.back().is("]]"))) words.pop_back();
    if (!words.empty()) words.erase(words.begin());
    bool negated = false;
    while (!words.empty() && words[0].is("!")) {
      negated = !negated;
      words.erase(words.begin());
    }
    Truth holds = Truth::unknown;
    if (words.size() == 2 && words[1].known()) {
      if (words[0].is("-z")) holds = truth(words[1].str().empty());
      if (words[0].is("-n")) holds = truth(!words[1].str().empty());
    } else if (words.size() == 3) {
      const bool pattern = words[2].str().find_first_of("*?[") != string_view::npos;
      if (words[1].is("=") || words[1].is("==") || words[1].is("!=")) {
        holds = pattern ? Truth::unknown : equal(words[0], words[2]);
        if (words[1].is("!=")) negated = !negated;
      }
    }
    if (holds == Truth::unknown || !negated) return holds;
    return truth(holds == Truth::no);
  }

  // --- Words ------------------------------------------------------------------------------------

  // The fields that a word becomes.
  struct Fields {
    std::vector<std::vector<Piece>> done;
    std::vector<Piece> current;
    bool open = false;

    void close() {
      if (open) done.push_back(std::move(current));
      current.clear();
      open = false;
    }
  };

  std::vector<Text> expand(const std::vector<Word>& words, const Frame& frame) {
    std::vector<Text> texts;
    for (const Word& word : words) {
      Fields fields;
      expand(word, frame, true, fields);
      fields.close();
      for (const auto& pieces : fields.done) texts.push_back(make(pieces));
    }
    return texts;
  }

  // The word as one text: of an assignment, a redirection or a here-document.
  Text expand_text(const Word& word, const Frame& frame) {
    Fields fields;
    expand(word, frame, false, fields);
    return make(fields.current);
  }

  Text make(const std::vector<Piece>& pieces) {
    std::size_t size = 0;
    for (const Piece& piece : pieces) size += piece.text.size() + 1;
    if (!machine_.spend(size / 64) || size > kMostText) {
      machine_.misunderstand();
      return {};
    }
    return machine_.store().make(pieces);
  }

  void expand(const Word& word, const Frame& frame, bool splits, Fields& fields) {
    const Cuttable& text = script_->text;
    for (const Part& part : word.parts) {
      const auto [from, to] = part.range;
      switch (part.kind) {
        case Part::Kind::literal:
          if (part.text.empty()) {
            text.cut(from, to, fields.current);
          } else {
            text.spell(part.text, from, to, fields.current);
          }
          fields.open = true;
          break;
        case Part::Kind::variable:
          expand_variable(part, splits, fields);
          break;
        case Part::Kind::substitution: {
          const std::optional<Text> printed = run_substitution(*part.list, frame);
          add(printed, part, splits, fields);
          break;
        }
        case Part::Kind::other:
          add(std::nullopt, part, splits, fields);
          break;
      }
    }
  }

  void expand_variable(const Part& part, bool splits, Fields& fields) {
    if (part.name == "@" || part.name == "*") {
      for (std::size_t i = 0; i < parameters_.size(); ++i) {
        if (i > 0 && splits) fields.close();
        if (i > 0 && !splits)
          script_->text.spell(" ", part.range.from, part.range.to, fields.current);
        add(parameters_[i], part, splits, fields);
      }
      return;
    }
    if (part.name.size() == 1 && part.name[0] >= '1' && part.name[0] <= '9' && calls_ > 0) {
      const auto index = static_cast<std::size_t>(part.name[0] - '1');
      if (index < parameters_.size()) add(parameters_[index], part, splits, fields);
      if (index >= parameters_.size() && part.has_default) add(std::nullopt, part, splits, fields);
      return;
    }
    const auto found = variables_.find(part.name);
    std::optional<Text> value;
    if (found != variables_.end()) value = found->second;
    if (part.has_default && value && value->str().empty()) value.reset();
    add(value, part, splits, fields);
  }

  // Adds what stands for a part of a word: nothing known is a hole.
  void add(const std::optional<Text>& value, const Part& part, bool splits, Fields& fields) {
    const auto [from, to] = part.range;
    const Cuttable& text = script_->text;
    if (!value) {
      text.spell_hole(from, to, fields.current);
      fields.open = true;
      return;
    }
    if (part.quoted || !splits) {
      text.spell(value->pieces(), from, to, fields.current);
      fields.open |= part.quoted || !value->str().empty();
      return;
    }
    const Cuttable whole(*value);
    const string_view str = whole.str();
    for (std::size_t at = 0; at < str.size();) {
      const std::size_t begin = std::min(str.find_first_not_of(" \t\n", at), str.size());
      if (begin > at) fields.close();
      const std::size_t end = std::min(str.find_first_of(" \t\n", begin), str.size());
      std::vector<Piece> field;
      whole.cut(begin, end, field);
      if (!field.empty()) {
        text.spell(field, from, to, fields.current);
        fields.open = true;
      }
      at = end;
    }
  }

  // What the commands print, where it is known.
  std::optional<Text> run_substitution(const List& list, const Frame& frame) {
    Output printed;
    Frame inside = frame;
    inside.input = nullptr;
    inside.output = &printed;
    const bool exited = exited_;
    if (++calls_ <= kMostCalls) {
      in_other_shell([&] { run(list, inside); });
    } else {
      machine_.misunderstand();
    }
    --calls_;
    exited_ = exited;
    if (printed.empty() || !is_known(printed)) return std::nullopt;
    std::vector<Text> texts;
    for (const Chunk& chunk : printed) texts.push_back(chunk.text);
    const Text all = machine_.store().join(texts);
    std::size_t end = all.str().size();
    while (end > 0 && all.str()[end - 1] == '\n') --end;
    return Cuttable(all).cut(0, end, machine_.store());
  }

  Text absolute(const Text& path) {
    Output nowhere;
    return Invocation{machine_, {}, nullptr, nowhere, true, {}, folder_}.path(path);
  }

  Text text_of(const Command& command) const {
    return script_->text.cut(command.range.from, command.range.to, machine_.store());
  }

  Machine& machine_;
  std::vector<std::unique_ptr<Script>> scripts_;
  const Script* script_ = nullptr;
  Variables variables_;
  std::map<string_view, Function> functions_;
  std::vector<Text> parameters_;
  std::string folder_ = "/";
  int calls_ = 0;
  bool exited_ = false;
  bool asked_ = false;
};

}  // namespace

void run_shell(Machine& machine, const Text& script, bool certain) {
  Shell shell(machine);
  Output nowhere;
  Frame frame;
  frame.output = &nowhere;
  frame.certain = certain;
  shell.run(script, frame);
}

void run_words(Machine& machine, const std::vector<Text>& words, bool certain) {
  Shell shell(machine);
  Output nowhere;
  Frame frame;
  frame.output = &nowhere;
  frame.certain = certain;
  shell.run_words(words, frame);
}

}  // namespace cfn_ecs_lint::userdata
