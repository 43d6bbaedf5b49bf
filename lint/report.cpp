#include "lint/report.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace farmlint {
namespace {

bool has_edit(const Finding& finding) {
  return std::ranges::any_of(finding.fixes, [](const Fix& fix) { return !fix.edits.empty(); });
}

void count(const Finding& finding, Totals& totals) {
  switch (finding.level) {
    case Severity::Error:
      ++totals.errors;
      break;
    case Severity::Warning:
      ++totals.warnings;
      break;
    case Severity::Note:
      ++totals.notes;
      break;
  }
  if (has_edit(finding)) ++totals.fixable;
}

}  // namespace

Totals totals(const Report& report) {
  Totals sum;
  for (const FarmReport& farm : report.farms) {
    for (const Finding& finding : farm.findings) count(finding, sum);
    sum.suppressed += farm.suppressed.size();
    std::set<std::string_view> not_checked;
    for (const NotChecked& entry : farm.not_checked) not_checked.insert(entry.rule);
    sum.not_checked += not_checked.size();
  }
  return sum;
}

}  // namespace farmlint
