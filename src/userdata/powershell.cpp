// User data of Windows: scripts of PowerShell, as far as they set up the ECS agent.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html
#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "userdata/formats.h"

namespace cfn_ecs_lint::userdata {
namespace {

using std::string_view;

std::string lower(string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool ends_with_script(string_view word) {
  return word.ends_with(".ps1") || word.ends_with(".bat") || word.ends_with(".cmd") ||
         word.ends_with(".psm1");
}

class PowerShell {
 public:
  PowerShell(Machine& machine, const Text& text)
      : machine_(machine), text_(text), str_(text_.str()) {}

  void run() {
    while (at_ < str_.size()) {
      read_statement();
      end_statement();
    }
  }

 private:
  bool certain() const { return blocks_.empty() || blocks_.back(); }

  // Words up to the end of the statement. `(`, `)`, `,`, `=` and `|` are words of their own.
  void read_statement() {
    while (at_ < str_.size()) {
      const char c = str_[at_];
      if (c == ' ' || c == '\t' || c == '\r') {
        ++at_;
      } else if (c == '`' && at_ + 1 < str_.size() &&
                 (str_[at_ + 1] == '\n' || str_[at_ + 1] == '\r')) {
        at_ = std::min(str_.find('\n', at_), str_.size() - 1) + 1;
      } else if (c == '\n' && brackets_ > 0) {
        ++at_;
      } else if (c == '\n' || c == ';') {
        ++at_;
        return;
      } else if (c == '#') {
        at_ = std::min(str_.find('\n', at_), str_.size());
      } else if (c == '{' || c == '}') {
        read_brace(c);
        ++at_;
        return;
      } else if (string_view("(),|=").find(c) != string_view::npos) {
        if (c == '(') ++brackets_;
        if (c == ')' && brackets_ > 0) --brackets_;
        add_word(text_.cut(at_, at_ + 1, machine_.store()), at_, at_ + 1);
        ++at_;
      } else {
        read_word();
      }
    }
  }

  void read_brace(char brace) {
    const std::string first = words_.empty() ? "" : lower(words_[0].str());
    end_statement();
    brackets_ = 0;
    if (brace == '{') {
      blocks_.push_back(certain() && (first == "try" || first == "finally" || first.empty()));
    } else if (!blocks_.empty()) {
      blocks_.pop_back();
    }
  }

  void read_word() {
    const std::size_t begin = at_;
    std::vector<Piece> pieces;
    bool any = false;
    while (at_ < str_.size()) {
      const char c = str_[at_];
      if (c == '\'' || c == '"') {
        read_string(c, pieces);
        any = true;
      } else if (c == '$') {
        read_variable(pieces);
        any = true;
      } else if (string_view(" \t\r\n;(),|={}").find(c) != string_view::npos) {
        break;
      } else {
        const std::size_t run = at_;
        while (at_ < str_.size() &&
               string_view(" \t\r\n;(),|={}'\"$").find(str_[at_]) == string_view::npos) {
          ++at_;
        }
        text_.cut(run, at_, pieces);
        any = true;
      }
    }
    if (any) add_word(machine_.store().make(pieces), begin, at_);
  }

  void read_string(char quote, std::vector<Piece>& pieces) {
    ++at_;
    while (at_ < str_.size()) {
      const std::size_t begin = at_;
      while (at_ < str_.size() && str_[at_] != quote &&
             !(quote == '"' && (str_[at_] == '`' || str_[at_] == '$'))) {
        ++at_;
      }
      text_.cut(begin, at_, pieces);
      if (at_ >= str_.size()) return;
      if (str_[at_] == quote) {
        ++at_;
        if (at_ >= str_.size() || str_[at_] != quote) return;
        text_.cut(at_, at_ + 1, pieces);  // '' is a quote
        ++at_;
      } else if (str_[at_] == '`') {
        text_.cut(at_ + 1, at_ + 2, pieces);
        at_ = std::min(at_ + 2, str_.size());
      } else {
        read_variable(pieces);
      }
    }
  }

  // $name, ${name}, $env:NAME, $(...): what is assigned to it here, else a hole.
  void read_variable(std::vector<Piece>& pieces) {
    const std::size_t begin = at_++;
    const bool braces = at_ < str_.size() && (str_[at_] == '{' || str_[at_] == '(');
    const std::size_t name = braces ? at_ + 1 : at_;
    if (braces) {
      at_ = std::min(str_.find(str_[at_] == '{' ? '}' : ')', at_), str_.size());
    } else {
      while (at_ < str_.size() && (std::isalnum(static_cast<unsigned char>(str_[at_])) != 0 ||
                                   str_[at_] == '_' || str_[at_] == ':')) {
        ++at_;
      }
    }
    const std::string key = lower(str_.substr(name, at_ - name));
    if (braces && at_ < str_.size()) ++at_;
    const auto known = variables_.find(key);
    if (known == variables_.end() || !known->second) {
      text_.spell_hole(begin, at_, pieces);
    } else {
      text_.spell(known->second->pieces(), begin, at_, pieces);
    }
  }

  void add_word(const Text& word, std::size_t begin, std::size_t end) {
    if (words_.empty()) begin_ = begin;
    end_ = end;
    words_.push_back(word);
  }

  void end_statement() {
    if (!words_.empty() && machine_.spend(64)) run_statement();
    words_.clear();
  }

  void run_statement() {
    const Text line = text_.cut(begin_, end_, machine_.store());
    cfn_ecs_lint::Command& record = machine_.commands().emplace_back();
    for (const Text& word : words_) {
      if (!word.is("(") && !word.is(")") && !word.is(",")) record.words.push_back(word);
    }
    record.text = line;
    record.certain = certain();
    record.order = machine_.next_order();
    const std::vector<Text> words = record.words;
    if (words.empty()) return;
    const std::string first = lower(words[0].str());
    if (str_[begin_] == '$' && words.size() >= 2 && words[1].is("=")) {
      assign(words);
    } else if (first.ends_with("::setenvironmentvariable") && words.size() >= 3) {
      set(words[1], words[2], certain(), line);
    } else if (first == "setx" && words.size() >= 3) {
      set(words[1], words[2], certain(), line);
    } else if (first == "initialize-ecsagent") {
      initialize(words, line);
    } else {
      notice_what_is_not_known(words);
    }
  }

  void assign(const std::vector<Text>& words) {
    std::size_t end = begin_ + 1;
    while (end < str_.size() && str_[end] != ' ' && str_[end] != '=' && str_[end] != '\t') ++end;
    const std::string name = lower(str_.substr(begin_ + 1, end - begin_ - 1));
    const bool plain = words.size() == 3;
    variables_[name] = plain && certain() ? std::optional(words[2]) : std::nullopt;
    constexpr string_view kEnvironment = "env:";
    if (name.starts_with(kEnvironment) && plain) {
      // Of this process only: whether the agent's service sees it depends on how it is started.
      const string_view variable = str_.substr(begin_ + 1 + kEnvironment.size());
      machine_.set_variable(variable.substr(0, name.size() - kEnvironment.size()), words[2], false,
                            words[2]);
    }
  }

  void set(const Text& key, const Text& value, bool runs, const Text& by) {
    if (!key.known()) return machine_.misunderstand();
    machine_.set_variable(key.str(), value, runs, by);
  }

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-awsvpc.html
  void initialize(const std::vector<Text>& words, const Text& line) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string option = lower(words[i].str());
      const bool has_value = i + 1 < words.size() && !words[i + 1].str().starts_with('-');
      if (option == "-cluster" && has_value) {
        set_option("ECS_CLUSTER", words[i + 1], words[i + 1]);
      } else if (option == "-loggingdrivers" && has_value) {
        set_option("ECS_AVAILABLE_LOGGING_DRIVERS", words[i + 1], words[i + 1]);
      } else if (option == "-enablespotinstancedraining") {
        set_flag("ECS_ENABLE_SPOT_INSTANCE_DRAINING", words[i], line);
      } else if (option == "-enabletaskiamrole") {
        set_flag("ECS_ENABLE_TASK_IAM_ROLE", words[i], line);
      } else if (option == "-enabletaskeni") {
        set_flag("ECS_ENABLE_TASK_ENI", words[i], line);
      }
    }
  }

  void set_option(string_view key, const Text& value, const Text& by) {
    machine_.set_variable(key, value, certain(), by);
  }

  void set_flag(string_view key, const Text& option, const Text& line) {
    std::vector<Piece> pieces;
    const Cuttable words(option.pieces().empty() ? line : option);
    words.spell("true", 0, words.str().size(), pieces);
    machine_.set_variable(key, machine_.store().make(pieces), certain(), option);
  }

  void notice_what_is_not_known(const std::vector<Text>& words) {
    for (const Text& word : words) {
      const std::string small = lower(word.str());
      if (small == "iex" || small == "invoke-expression" || ends_with_script(small) ||
          small == "python" || small == "dsc" ||
          small.find("setenvironmentvariable") != std::string::npos) {
        machine_.misunderstand();
      }
    }
    if (!words[0].known() || words[0].is(".") || words[0].is("&")) machine_.misunderstand();
  }

  Machine& machine_;
  Cuttable text_;
  string_view str_;
  std::size_t at_ = 0;
  std::vector<Text> words_;
  std::size_t begin_ = 0;  // of the statement
  std::size_t end_ = 0;
  int brackets_ = 0;
  std::vector<bool> blocks_;  // in braces: whether what is in them runs for sure
  std::map<std::string, std::optional<Text>, std::less<>> variables_;
};

}  // namespace

// EC2 runs what stands between <powershell> and </powershell>, and batch between <script> and
// </script>. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
void run_windows(Machine& machine, const Text& text) {
  const Cuttable whole(text);
  const std::string small = lower(whole.str());
  for (std::size_t at = 0; (at = small.find("<powershell>", at)) != std::string::npos;) {
    const std::size_t begin = at + string_view("<powershell>").size();
    const std::size_t end = std::min(small.find("</powershell>", begin), small.size());
    PowerShell(machine, whole.cut(begin, end, machine.store())).run();
    at = end;
  }
  if (small.find("<script>") != std::string::npos) machine.misunderstand();
}

}  // namespace cfn_ecs_lint::userdata
