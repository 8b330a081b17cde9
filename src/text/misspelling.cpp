#include "text/misspelling.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <vector>

namespace cfn_ecs_lint {
namespace {

// The words of a name in lower case: "Prod-PublicSubnet2Id" is prod, public, subnet, 2, id. A hole
// is a word of its own.
std::vector<std::string> words_of(std::string_view name) {
  enum class Class { other, upper, lower, digit, hole };
  const auto class_of = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isupper(u) != 0) return Class::upper;
    if (std::islower(u) != 0) return Class::lower;
    if (std::isdigit(u) != 0) return Class::digit;
    return c == '\0' ? Class::hole : Class::other;
  };
  std::vector<std::string> words;
  Class last = Class::other;
  for (const char c : name) {
    const Class now = class_of(c);
    const bool goes_on = now == last || (last == Class::upper && now == Class::lower);
    if (now != Class::other) {
      if (!goes_on || now == Class::hole) words.emplace_back();
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    last = now;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

// One letter inside a long word was mistyped, left out, doubled or swapped with its neighbour. The
// first and the last letter tell things apart: SubnetA and SubnetB, Reader and Header.
bool is_slip(const std::string& a, const std::string& b) {
  constexpr std::size_t kLongWord = 5;
  const std::size_t shorter = std::min(a.size(), b.size());
  const std::size_t longer = std::max(a.size(), b.size());
  if (shorter < kLongWord || longer - shorter > 1) return false;
  std::size_t head = 0;
  while (head < shorter && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  if (head == 0 || tail == 0) return false;
  const bool letters = std::all_of(a.begin(), a.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters) return false;
  const bool swapped = longer == shorter && head + tail + 2 == shorter && a[head] == b[head + 1] &&
                       a[head + 1] == b[head];
  return swapped || head + tail + 1 >= longer;
}

bool is_letter(char c) { return c == '\0' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

// How many letters two names have in common, from where they begin.
template <class Iterator>
std::ptrdiff_t common_letters(Iterator a, Iterator a_end, Iterator b, Iterator b_end) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  std::ptrdiff_t count = 0;
  while (true) {
    a = std::find_if(a, a_end, is_letter);
    b = std::find_if(b, b_end, is_letter);
    if (a == a_end || b == b_end || lower(*a++) != lower(*b++)) return count;
    ++count;
  }
}

// A slip changes two letters at the most. Quickly tells most names apart.
bool may_be_slip(std::string_view a, std::string_view b) {
  constexpr std::ptrdiff_t kChanged = 2;
  return common_letters(a.begin(), a.end(), b.begin(), b.end()) +
             common_letters(a.rbegin(), a.rend(), b.rbegin(), b.rend()) + kChanged >=
         std::count_if(a.begin(), a.end(), is_letter);
}

}  // namespace

bool is_misspelling(std::string_view a, std::string_view b) {
  if (a == b || !may_be_slip(a, b)) return false;
  const std::vector<std::string> left = words_of(a);
  const std::vector<std::string> right = words_of(b);
  if (joined(left) == joined(right)) return true;
  if (left.size() != right.size()) return false;
  std::size_t slips = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] == right[i]) continue;
    if (!is_slip(left[i], right[i])) return false;
    ++slips;
  }
  return slips == 1;
}

}  // namespace cfn_ecs_lint
