// One list of a farm's findings for the formats that also show the ignored ones.
#pragma once

#include <vector>

#include "lint/report.h"
#include "reporters/reporter.h"

namespace farmlint::reporters {

struct Listed {
  const Finding* finding = nullptr;
  const Suppressed* suppressed = nullptr;  // nullptr: it counts
};

// The findings in their order; with include_suppressed the ignored ones stand where they belong.
std::vector<Listed> listed(const FarmReport& farm, const RenderOptions& options);

}  // namespace farmlint::reporters
