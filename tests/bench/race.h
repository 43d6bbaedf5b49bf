// Contenders that take turns, so that the machine's mood touches all of them alike.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/process.h"

namespace farmlint::bench {

struct Contender {
  std::string name;
  std::function<Cost()> run;
  std::vector<Cost> costs{};

  double median_seconds() const;
  std::size_t peak_bytes() const;
};

// The cost of some work in this process; memory is not measured.
Cost timed(const std::function<void()>& work);

// Runs everybody once unmeasured, then `rounds` times in turns.
void race(std::vector<Contender>& contenders, int rounds);

// A Markdown table with the ratio of each median to that of `contenders[unit]`.
void print(std::string_view title, const std::vector<Contender>& contenders, std::size_t unit);

}  // namespace farmlint::bench
