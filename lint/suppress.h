// What somebody chose to ignore: <ignore> in the manifest, farmlint-ignore comments beside the
// configuration; and what became of those choices.
#pragma once

#include <span>
#include <vector>

#include "lint/farm/manifest.h"
#include "lint/report.h"
#include "lint/rule.h"
#include "lint/xml.h"

namespace farmlint {

// The comments <!-- farmlint-ignore RULE [until=YYYY-MM-DD]: reason --> of a file. One that is not
// written like that has a fault.
std::vector<Ignore> read_inline_ignores(const XmlDocument& document);

// Whether the finding is one of those that are to be ignored, whatever the date.
bool matches(const Ignore& ignore, const Finding& finding);

// Moves what is ignored from report.findings to report.suppressed, and adds the findings of
// suppression-unused and suppression-expired if these are among the rules that `ran`. `all` are
// the rules there are: one that exists but did not run leaves its ignores unjudged.
void apply_ignores(const Farm& farm, std::span<const Rule* const> all,
                   std::span<const Rule* const> ran, FarmReport& report);

}  // namespace farmlint
