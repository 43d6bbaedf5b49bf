// What a manifest says that this version does not look at yet, so that nobody relies on it.
#pragma once

#include <vector>

#include "lint/farm/manifest.h"
#include "lint/report.h"

namespace farmlint {

// The elements and facts that no rule reads, by kind, if there are any.
std::vector<NotUsed> not_used(const Manifest& manifest);

}  // namespace farmlint
