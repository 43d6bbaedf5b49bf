// All of it: files in, findings out.
#pragma once

#include "lint/engine.h"
#include "lint/load.h"

namespace farmlint {

// Loads a farm and runs the rules that `options` names over it. Throws like load_farm().
FarmReport check_farm(const FarmFiles& files, LoadOptions options, const Selection& selection);

}  // namespace farmlint
