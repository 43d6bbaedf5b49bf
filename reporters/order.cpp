#include "reporters/order.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

namespace farmlint::reporters {
namespace {

auto key(const Listed& entry) {
  const Finding& finding = *entry.finding;
  const std::string_view rule = finding.rule == nullptr ? "" : finding.rule->name;
  return std::tuple(finding.at, rule, std::string_view(finding.message));
}

}  // namespace

std::vector<Listed> listed(const FarmReport& farm, const RenderOptions& options) {
  std::vector<Listed> counting;
  for (const Finding& finding : farm.findings) counting.push_back({&finding, nullptr});
  if (!options.include_suppressed) return counting;
  std::vector<Listed> ignored;
  for (const Suppressed& entry : farm.suppressed) ignored.push_back({&entry.finding, &entry});
  std::vector<Listed> both;
  std::ranges::merge(counting, ignored, std::back_inserter(both), {}, key, key);
  return both;
}

}  // namespace farmlint::reporters
