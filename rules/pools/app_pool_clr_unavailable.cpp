#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr PoolSetting setting{.element = "", .attribute = "managedRuntimeVersion"};
constexpr std::array<std::string_view, 4> known{"v4.0", "", "v2.0", "v1.1"};

bool is_known(std::string_view version) {
  return std::ranges::any_of(known, [&](std::string_view name) { return iequals(name, version); });
}

// What somebody who wrote "4.0", "v4.5" or "v4.0.30319" wanted; empty if that is not clear.
std::string_view meant(std::string_view version) {
  if (!version.empty() && lower(version.front()) == 'v') version.remove_prefix(1);
  if (version.starts_with('4')) return "v4.0";
  if (version.starts_with("3.") || version.starts_with('2')) return "v2.0";
  return version.starts_with("1.1") ? "v1.1" : std::string_view();
}

void check(const Farm& farm, Findings& findings) {
  const auto wrong = [](const ApplicationPool& /*pool*/, const Effective& value) {
    return !is_known(value.value);
  };
  each_pool_place(farm, setting, wrong, [&](const ApplicationPool& pool, const Effective& value) {
    const std::string_view right = meant(value.value);
    Finding& finding =
        findings.add(value.at, "{} asks for the .NET CLR \"{}\", which no server has",
                     whose(pool, value), value.value);
    finding.about(about(pool))
        .note(value.at,
              "IIS knows v4.0, v2.0 and the empty value; managed requests fail with 503 or 500");
    if (right.empty()) return;
    finding.as(Severity::Error);
    offer(finding, pool, setting, value, right);
  });
}

}  // namespace

extern constinit const Rule app_pool_clr_unavailable{
    .name = "app-pool-clr-unavailable",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "An application pool asks for a version of the .NET CLR that does not exist.",
    .rationale =
        "The worker process cannot load the CLR, so the pool fails on every node. All versions of "
        "the .NET Framework from 4.0 on are v4.0 here, and .NET Core needs none.",
    .remediation = "Write v4.0, v2.0, or nothing for No Managed Code.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
