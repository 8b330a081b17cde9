#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "baseline/baseline.h"
#include "output/fingerprint.h"
#include "yaml/document.h"

namespace cfn_ecs_lint::baseline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<std::string_view, std::string Entry::*> kKeys[] = {
    {"rule", &Entry::rule},
    {"path", &Entry::path},
    {"at", &Entry::at},
    {"message", &Entry::message},
    {"fingerprint", &Entry::fingerprint},
};

}  // namespace

Entry entry_of(const Diagnostic& finding, std::string_view path) {
  return {finding.rule, std::string(path), fmt::format("{}", fmt::join(finding.logical_path, ".")),
          finding.message, output::fingerprint_of(finding)};
}

std::vector<Entry> read(const SourceFile& file, std::vector<ReadProblem>& problems) {
  const auto fail = [&](const yaml::Node& node, std::string message) {
    problems.push_back({file.path(),
                        node.span,
                        std::move(message),
                        {},
                        "write the baseline anew with --write-baseline"});
  };
  std::vector<ReadProblem> here;
  const yaml::Document document = yaml::parse(file, here);
  std::ranges::move(here, std::back_inserter(problems));
  const yaml::Node& root = *document.root();
  const yaml::Node* version = yaml::member(root, "version");
  const yaml::Node* findings = yaml::member(root, "findings");
  std::vector<Entry> entries;
  if (!problems.empty()) return entries;
  if (version == nullptr || findings == nullptr) {
    fail(root, "this file is no baseline");
    return entries;
  }
  if (version->text != "1") {
    fail(*version, "this baseline is of another version of the linter");
    return entries;
  }
  for (const yaml::Node* item : findings->items) {
    Entry& entry = entries.emplace_back();
    for (const auto& [key, field] : kKeys) {
      const yaml::Node* value = yaml::member(*item, key);
      if (value == nullptr || value->kind != yaml::Kind::scalar) {
        fail(*item, fmt::format("this entry has no `{}`", key));
        continue;
      }
      entry.*field = value->text;
      if (key == "rule") entry.span = value->span;
    }
  }
  return entries;
}

std::string to_json(std::vector<Entry> entries) {
  std::ranges::stable_sort(entries, {}, [](const Entry& entry) {
    return std::tie(entry.path, entry.rule, entry.at, entry.message);
  });
  Json findings = Json::array();
  for (const Entry& entry : entries) {
    Json& json = findings.emplace_back();
    for (const auto& [key, field] : kKeys) json[std::string(key)] = entry.*field;
  }
  const Json root = {{"version", 1}, {"findings", std::move(findings)}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cfn_ecs_lint::baseline
