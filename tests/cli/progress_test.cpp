#include "cli/progress.h"

#include <gtest/gtest.h>

#include <atomic>
#include <ostream>
#include <streambuf>
#include <string>
#include <thread>

namespace cfn_ecs_lint::cli {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// Keeps what is written, and says when something is.
class Terminal : public std::streambuf {
 public:
  std::atomic<bool> written = false;
  std::string text;  // to be read when the writer is done

 protected:
  int overflow(int c) override {
    text += static_cast<char>(c);
    return c;
  }
  int sync() override {
    written = true;
    return 0;
  }
};

TEST(Progress, IsALineThatGoesAwayAgain) {
  Terminal terminal;
  std::ostream stream(&terminal);
  Progress progress(stream, true, milliseconds(0));
  progress.doing("linting 3 files");
  while (!terminal.written) std::this_thread::yield();
  progress.done();
  EXPECT_TRUE(terminal.text.starts_with("\r\x1b[Kcfn-ecs-lint: ")) << terminal.text;
  EXPECT_TRUE(terminal.text.ends_with("s)\r\x1b[K")) << terminal.text;
  EXPECT_EQ(terminal.text.find('\n'), std::string::npos);
}

TEST(Progress, IsNotShownInAShortRunOrWhereItIsNotWanted) {
  Terminal terminal;
  std::ostream stream(&terminal);
  {
    Progress brief(stream, true, hours(1));
    brief.doing("linting 3 files");
    Progress unwanted(stream, false, milliseconds(0));
    unwanted.doing("linting 3 files");
  }
  EXPECT_EQ(terminal.text, "");
}

}  // namespace
}  // namespace cfn_ecs_lint::cli
