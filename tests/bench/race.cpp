#include "tests/bench/race.h"

#include <algorithm>
#include <chrono>
#include <iostream>

#include <fmt/format.h>

namespace farmlint::bench {

double Contender::median_seconds() const {
  std::vector<double> seconds;
  for (const Cost& cost : costs) seconds.push_back(cost.seconds);
  std::ranges::sort(seconds);
  return seconds[seconds.size() / 2];
}

std::size_t Contender::peak_bytes() const {
  return std::ranges::max(costs, {}, &Cost::peak_bytes).peak_bytes;
}

Cost timed(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 0};
}

void race(std::vector<Contender>& contenders, int rounds) {
  for (Contender& contender : contenders) contender.run();
  for (int round = 0; round < rounds; ++round)
    for (Contender& contender : contenders) contender.costs.push_back(contender.run());
}

void print(std::string_view title, const std::vector<Contender>& contenders, std::size_t unit) {
  constexpr double megabyte = 1e6;
  std::cout << fmt::format("\n| {} | ms | ratio | peak MB |\n| --- | ---: | ---: | ---: |\n",
                           title);
  const double one = contenders[unit].median_seconds();
  for (const Contender& contender : contenders) {
    const auto peak = static_cast<double>(contender.peak_bytes()) / megabyte;
    std::cout << fmt::format("| {} | {:.2f} | {:.2f} | {} |\n", contender.name,
                             contender.median_seconds() * 1000, contender.median_seconds() / one,
                             peak == 0 ? "" : fmt::format("{:.0f}", peak));
  }
  std::cout << std::flush;
}

}  // namespace farmlint::bench
