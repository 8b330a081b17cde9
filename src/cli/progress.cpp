#include "cli/progress.h"

#include <fmt/format.h>

#include <ostream>
#include <string_view>
#include <utility>

namespace cfn_ecs_lint::cli {
namespace {

constexpr std::chrono::milliseconds kBetween{200};
constexpr std::string_view kEraseLine = "\r\x1b[K";

}  // namespace

Progress::Progress(std::ostream& terminal, bool wanted, std::chrono::milliseconds delay)
    : terminal_(terminal) {
  if (!wanted) return;
  thread_ = std::jthread([this, delay](std::stop_token stop) { show(std::move(stop), delay); });
}

Progress::~Progress() { done(); }

void Progress::doing(std::string what) {
  const std::lock_guard lock(mutex_);
  what_ = std::move(what);
}

void Progress::done() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Progress::show(std::stop_token stop, std::chrono::milliseconds delay) {
  const auto start = std::chrono::steady_clock::now();
  const auto stopped = [&] { return stop.stop_requested(); };
  std::unique_lock lock(mutex_);
  if (changed_.wait_for(lock, stop, delay, stopped)) return;
  do {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
    terminal_ << kEraseLine << fmt::format("cfn-ecs-lint: {} ({} s)", what_, seconds.count())
              << std::flush;
  } while (!changed_.wait_for(lock, stop, kBetween, stopped));
  terminal_ << kEraseLine << std::flush;
}

}  // namespace cfn_ecs_lint::cli
