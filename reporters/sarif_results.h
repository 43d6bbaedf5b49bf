// Findings as SARIF results.
#pragma once

#include <cstddef>

#include <nlohmann/json.hpp>

#include "lint/report.h"
#include "reporters/reporter.h"
#include "reporters/sarif_files.h"
#include "reporters/sarif_rules.h"

namespace farmlint::reporters {

// The results of all farms, at most the worst `limits::sarif_results` of them.
nlohmann::ordered_json results(const Report& report, const RenderOptions& options,
                               const SarifRules& rules, SarifFiles& files);

// How many findings there are to be reported.
std::size_t result_count(const Report& report, const RenderOptions& options);

}  // namespace farmlint::reporters
