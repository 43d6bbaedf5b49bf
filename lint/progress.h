// How far long work has come, on standard error.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>

namespace farmlint {

// "checking 3 of 100 farms, 12 s": from the second second on, one line that changes and goes away
// when the work ends.
class Progress {
 public:
  // Shows nothing, and starts no thread, unless `shown`.
  Progress(std::size_t farms, bool shown);
  ~Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // One more farm is done; from any thread.
  void step() { ++done_; }

 private:
  void show(const std::stop_token& stop) const;

  std::size_t farms_;
  std::atomic<std::size_t> done_{0};
  std::jthread shower_;  // last: it reads the others, and stops when it goes
};

}  // namespace farmlint
