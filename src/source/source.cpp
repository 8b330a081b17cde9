#include "source/source.h"

#include <algorithm>
#include <utility>

namespace cfn_ecs_lint {

SourceFile::SourceFile(std::string path, std::string bytes)
    : path_(std::move(path)), bytes_(std::move(bytes)) {
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < bytes_.size(); ++at) {
    const bool lone_cr = bytes_[at] == '\r' && (at + 1 == bytes_.size() || bytes_[at + 1] != '\n');
    if (bytes_[at] == '\n' || lone_cr) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
}

LineColumn SourceFile::place(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(bytes_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  return {line, offset - line_starts_[line - 1] + 1};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  const std::uint32_t begin = line_start(number);
  const std::uint32_t end =
      number < line_count() ? line_start(number + 1) : static_cast<std::uint32_t>(bytes_.size());
  std::string_view text = bytes().substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

const SourceFile& SourceMap::add(std::string path, std::string bytes) {
  return files_.emplace_back(std::move(path), std::move(bytes));
}

}  // namespace cfn_ecs_lint
