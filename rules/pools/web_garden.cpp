#include <algorithm>

#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr PoolSetting setting{.element = "processModel", .attribute = "maxProcesses"};

std::string processes(std::string_view most) {
  return most == "0" ? "a worker process for each NUMA node"
                     : fmt::format("{} worker processes", most);
}

void check(const Farm& farm, Findings& findings) {
  const auto wrong = [](const ApplicationPool& /*pool*/, const Effective& value) {
    // invalid-attribute-value says what is no number.
    return value.value != "1" && !value.value.empty() && std::ranges::all_of(value.value, is_digit);
  };
  each_pool_place(farm, setting, wrong, [&](const ApplicationPool& pool, const Effective& value) {
    Finding& finding =
        findings.add(value.at,
                     "{} has {}: requests of one user reach different ones, so in-process sessions "
                     "and caches differ even within one node",
                     whose(pool, value), processes(value.value));
    offer(finding, pool, setting, value, "1");
  });
}

}  // namespace

extern constinit const Rule web_garden{
    .name = "web-garden",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "An application pool has more than one worker process.",
    .rationale =
        "Each worker process has sessions, caches and locks of its own. What is kept in the "
        "process is lost at random, even on one node; a value of 0 makes one process for each NUMA "
        "node.",
    .remediation =
        "Set maxProcesses to 1, unless the application keeps all of its state elsewhere.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
