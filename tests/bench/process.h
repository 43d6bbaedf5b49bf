// A whole process and what it costs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace farmlint::bench {

struct Cost {
  double seconds = 0;
  std::size_t peak_bytes = 0;  // of resident memory
};

// Runs the program (found in PATH) with its output thrown away. Ends this process if the program
// cannot be started or dies.
Cost run_process(const std::vector<std::string>& command);

}  // namespace farmlint::bench
