#include "text/json_syntax.h"

#include <string>

namespace cfn_ecs_lint {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_hex(char letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }

  bool value() {
    blanks();
    std::string open;  // the brackets that are open, outermost first
    while (true) {
      if (take('{')) {
        blanks();
        if (!take('}')) {
          if (!key()) return false;
          open.push_back('}');
          continue;
        }
      } else if (take('[')) {
        blanks();
        if (!take(']')) {
          open.push_back(']');
          continue;
        }
      } else if (!scalar()) {
        return false;
      }
      // Behind a value: the next one of its list or map, or the end of as many as end here.
      while (true) {
        if (open.empty()) return true;
        blanks();
        if (take(',')) break;
        if (!take(open.back())) return false;
        open.pop_back();
      }
      blanks();
      if (open.back() == '}' && !key()) return false;
    }
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char letter) {
    if (peek() != letter || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void blanks() {
    while (take(' ') || take('\t') || take('\n') || take('\r')) {
    }
  }

  bool key() {
    if (!string()) return false;
    blanks();
    if (!take(':')) return false;
    blanks();
    return true;
  }

  bool scalar() {
    if (peek() == '"') return string();
    return take("true") || take("false") || take("null") || number();
  }

  bool string() {
    if (!take('"')) return false;
    while (at_ < text_.size()) {
      const char letter = text_[at_++];
      if (letter == '"') return true;
      if (static_cast<unsigned char>(letter) < 0x20) return false;
      if (letter == '\\' && !escape()) return false;
    }
    return false;
  }

  bool escape() {
    if (take('u')) {
      for (int i = 0; i < 4; ++i) {
        if (!is_hex(peek())) return false;
        ++at_;
      }
      return true;
    }
    const bool known = std::string_view("\"\\/bfnrt").find(peek()) != std::string_view::npos;
    if (known) ++at_;
    return known;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ > begin;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::size_t> json_value_end(std::string_view text) {
  Checker checker(text);
  return checker.value() ? std::optional(checker.at()) : std::nullopt;
}

}  // namespace cfn_ecs_lint
