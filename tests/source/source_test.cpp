#include "source/source.h"

#include <gtest/gtest.h>

namespace cfn_ecs_lint {
namespace {

TEST(SourceFile, EveryKindOfLineBreakEndsALine) {
  const SourceFile file("a.yaml", "one\r\ntwo\rthree\nfour");
  ASSERT_EQ(file.line_count(), 4u);
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "three");
  EXPECT_EQ(file.line(4), "four");
  EXPECT_EQ(file.place(5).line, 2u);
  EXPECT_EQ(file.place(5).column, 1u);
}

TEST(SourceFile, AnOffsetPastTheEndIsBehindTheLastByte) {
  const SourceFile file("a.yaml", "ab");
  EXPECT_EQ(file.place(99).line, 1u);
  EXPECT_EQ(file.place(99).column, 3u);
}

TEST(SourceMap, FilesStayWhereTheyAre) {
  SourceMap sources;
  const SourceFile& first = sources.add("a.yaml", "first");
  const std::string_view bytes = first.bytes();
  for (int i = 0; i < 1000; ++i) sources.add("b.yaml", "other");
  EXPECT_EQ(bytes, "first");
  EXPECT_EQ(&first, &sources.files().front());
  EXPECT_EQ(bytes.data(), sources.files().front().bytes().data());
}

}  // namespace
}  // namespace cfn_ecs_lint
