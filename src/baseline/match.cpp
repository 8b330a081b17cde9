#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "baseline/baseline.h"
#include "output/fingerprint.h"

namespace cfn_ecs_lint::baseline {
namespace {

using Indices = std::vector<std::size_t>;

class Matcher {
 public:
  Matcher(std::span<const Entry> baseline, std::span<const Diagnostic> findings,
          const std::function<std::string(const Diagnostic&)>& path_of)
      : baseline_(baseline), findings_(findings) {
    for (std::size_t at = 0; at < baseline.size(); ++at) entries_[baseline[at].path].push_back(at);
    for (std::size_t at = 0; at < findings.size(); ++at) {
      by_path_[path_of(findings[at])].push_back(at);
      fingerprints_.push_back(output::fingerprint_of(findings[at]));
    }
    matches_.known.resize(findings.size());
    matches_.matched.resize(baseline.size());
  }

  Matches match(const std::function<bool(std::string_view)>& is_gone) && {
    for (const auto& [path, findings] : by_path_) pair(path, findings);
    for (const auto& [path, entries] : entries_) {
      if (!by_path_.contains(path) && is_gone(path)) follow(path);
    }
    return std::move(matches_);
  }

 private:
  // Pairs findings with the entries of a path.
  void pair(const std::string& path, const Indices& findings) {
    for (const bool same_message : {true, false}) {
      for (const std::size_t finding : findings) {
        if (matches_.known[finding]) continue;
        for (const std::size_t entry : entries_[path]) {
          if (matches_.matched[entry] || !alike(entry, finding, same_message)) continue;
          matches_.known[finding] = true;
          matches_.matched[entry] = true;
          break;
        }
      }
    }
  }

  bool alike(std::size_t entry, std::size_t finding, bool same_message) const {
    return baseline_[entry].fingerprint == fingerprints_[finding] &&
           (!same_message || baseline_[entry].message == findings_[finding].message);
  }

  // A template has another name now: that of the one in which most of its entries are found again.
  void follow(const std::string& gone) {
    const auto common = [&](const Indices& findings) {
      return std::ranges::count_if(findings, [&](std::size_t finding) {
        return !matches_.known[finding] &&
               std::ranges::any_of(entries_[gone],
                                   [&](std::size_t entry) { return alike(entry, finding, false); });
      });
    };
    const auto best = std::ranges::max_element(by_path_, {}, [&](const auto& template_findings) {
      return common(template_findings.second);
    });
    if (best != by_path_.end()) pair(gone, best->second);
  }

  std::span<const Entry> baseline_;
  std::span<const Diagnostic> findings_;
  std::vector<std::string> fingerprints_;                // of the findings
  std::map<std::string, Indices, std::less<>> entries_;  // by path
  std::map<std::string, Indices, std::less<>> by_path_;  // the findings
  Matches matches_;
};

}  // namespace

Matches match(std::span<const Entry> baseline, std::span<const Diagnostic> findings,
              const std::function<std::string(const Diagnostic&)>& path_of,
              const std::function<bool(std::string_view)>& is_gone) {
  return Matcher(baseline, findings, path_of).match(is_gone);
}

}  // namespace cfn_ecs_lint::baseline
