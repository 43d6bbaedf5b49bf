// The last lines of the text report: what was checked, what was found, and what could not be.
#pragma once

#include <string>

#include "lint/report.h"

namespace farmlint::reporters {

std::string summary(const Report& report);

}  // namespace farmlint::reporters
