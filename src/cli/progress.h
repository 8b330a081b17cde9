// A line on a terminal that says what a long run is doing.
#pragma once

#include <chrono>
#include <condition_variable>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

namespace cfn_ecs_lint::cli {

// Nothing is written before a run has taken half a second, and the line is gone when it is done.
class Progress {
 public:
  Progress(std::ostream& terminal, bool wanted,
           std::chrono::milliseconds delay = std::chrono::milliseconds(500));
  ~Progress();

  // What is done now: "reading templates".
  void doing(std::string what);
  // Takes the line away. From now on others may write to the terminal.
  void done();

 private:
  void show(std::stop_token stop, std::chrono::milliseconds delay);

  std::ostream& terminal_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::string what_;
  std::jthread thread_;  // not running when nothing is wanted
};

}  // namespace cfn_ecs_lint::cli
