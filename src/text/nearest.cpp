#include "text/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace cfn_ecs_lint {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool alike(char left, char right) { return lower(left) == lower(right); }

// Optimal string alignment: the Damerau-Levenshtein distance in which no substring is edited
// twice. Nothing if it is above `limit`.
std::optional<std::size_t> distance(std::string_view from, std::string_view to, std::size_t limit) {
  const std::size_t gap = std::max(from.size(), to.size()) - std::min(from.size(), to.size());
  if (gap > limit) return std::nullopt;

  std::vector<std::size_t> before_last(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;

  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (alike(from[i - 1], to[j - 1]) ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && alike(from[i - 1], to[j - 2]) && alike(from[i - 2], to[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back() <= limit ? std::optional(row.back()) : std::nullopt;
}

}  // namespace

std::string_view nearest(std::string_view wanted, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::optional<std::size_t> best_distance;
  for (const std::string_view candidate : candidates) {
    const auto found = distance(wanted, candidate, std::max(wanted.size(), candidate.size()) / 3);
    if (!found || (best_distance && *best_distance <= *found)) continue;
    best = candidate;
    best_distance = found;
  }
  return best;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> candidates) {
  const std::string_view near = nearest(wanted, candidates);
  return near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
}

}  // namespace cfn_ecs_lint
