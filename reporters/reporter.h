// Findings to text for people or machines. A reporter is a name and a function.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/report.h"

namespace farmlint::reporters {

struct RenderOptions {
  bool color = false;
  bool include_suppressed = false;
  bool statistics = false;
  bool quiet = false;
  std::string category{};  // SARIF: automationDetails.id is "farmlint/<category or farm>/"
  int exit_status = 0;     // SARIF: what the process will end with
};

struct Reporter {
  std::string_view name;     // "sarif"
  std::string_view summary;  // one line for --help
  std::string (*render)(const Report& report, const RenderOptions& options);
};

// The mistakes of manifests for standard error, in the shape of the text report, which like the
// concise one leaves them to it.
std::string render_errors(const Report& report, bool color);

std::span<const Reporter* const> all();
const Reporter* find(std::string_view name);

}  // namespace farmlint::reporters
