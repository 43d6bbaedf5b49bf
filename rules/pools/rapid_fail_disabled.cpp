#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr PoolSetting setting{.element = "failure", .attribute = "rapidFailProtection"};

void check(const Farm& farm, Findings& findings) {
  const auto wrong = [](const ApplicationPool& /*pool*/, const Effective& value) {
    return value.is("false");
  };
  each_pool_place(farm, setting, wrong, [&](const ApplicationPool& pool, const Effective& value) {
    Finding& finding = findings.add(value.at,
                                    "{} is never stopped for failing: a worker process that "
                                    "crashes at once is started again and again, on every node",
                                    whose(pool, value));
    offer(finding, pool, setting, value, "true");
  });
}

}  // namespace

extern constinit const Rule rapid_fail_disabled{
    .name = "rapid-fail-disabled",
    .severity = Severity::Note,
    .subject = Subjects::Pools,
    .summary = "Rapid-fail protection is off for an application pool.",
    .rationale =
        "Without it WAS starts a crashing worker process for ever, on every node, and the load "
        "balancer sees a node that answers now and then.",
    .remediation = "Set rapidFailProtection to true.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
