// The bytes of every file of a run, and where in them a thing stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace cfn_ecs_lint {

class SourceFile;

// A half-open range of bytes in one file. A span without a file points nowhere: what a value has
// that no file spells out (a default of AWS, a parameter of the command line).
struct Span {
  const SourceFile* file = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  explicit operator bool() const { return file != nullptr; }
  std::uint32_t size() const { return end - begin; }
  bool contains(const Span& inner) const {
    return file == inner.file && begin <= inner.begin && inner.end <= end;
  }
  friend bool operator==(const Span&, const Span&) = default;
};

// A place as people count it: both from 1, `column` in bytes.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// One file: its name as the user knows it and its bytes, unchanged. Neither copied nor moved, so
// that every `Span` and every `string_view` into it is valid for the whole run.
class SourceFile {
 public:
  SourceFile(std::string path, std::string bytes);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view text(const Span& span) const {
    return bytes().substr(span.begin, span.end - span.begin);
  }

  // The line and column of a byte offset; an offset past the end is the place behind the last byte.
  LineColumn place(std::uint32_t offset) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  // The bytes of a line (from 1) without its line break. CRLF, LF and a lone CR end a line.
  std::string_view line(std::uint32_t number) const;
  // The offset at which a line (from 1) begins.
  std::uint32_t line_start(std::uint32_t number) const { return line_starts_[number - 1]; }

 private:
  std::string path_;
  std::string bytes_;
  std::vector<std::uint32_t> line_starts_;
};

// Owns the files of a run, in the order in which they were added.
class SourceMap {
 public:
  const SourceFile& add(std::string path, std::string bytes);
  const std::deque<SourceFile>& files() const { return files_; }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace cfn_ecs_lint
