// The line of a finding with carets under the place.
#pragma once

#include <string>
#include <string_view>

#include "lint/source.h"
#include "reporters/palette.h"
#include "reporters/secrets.h"

namespace farmlint::reporters {

// Two lines, or none if there is nothing to see there. Tabs become blanks, secrets asterisks;
// of a long line only the surroundings of the place are shown.
std::string snippet(const SourceSet& sources, const Secrets& secrets, const Location& at,
                    std::string_view label, const Palette& palette);

}  // namespace farmlint::reporters
