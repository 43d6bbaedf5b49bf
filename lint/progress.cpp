#include "lint/progress.h"

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>

#include <fmt/format.h>

namespace farmlint {

Progress::Progress(std::size_t farms, bool shown) : farms_(farms) {
  if (shown) shower_ = std::jthread([this](const std::stop_token& stop) { show(stop); });
}

void Progress::show(const std::stop_token& stop) const {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  for (int seconds = 1;; ++seconds) {
    never.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
    if (stop.stop_requested()) {
      if (seconds > 1) std::cerr << "\r\033[K" << std::flush;
      return;
    }
    const std::string of =
        farms_ == 1 ? "the farm" : fmt::format("{} of {} farms", done_.load(), farms_);
    std::cerr << fmt::format("\r\033[Kchecking {}, {} s", of, seconds) << std::flush;
  }
}

}  // namespace farmlint
