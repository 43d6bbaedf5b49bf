#include "lint/text.h"
#include "rules/sharing/redirections.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Redirection& one : redirections(farm)) {
    if (!one.redirects()) continue;
    const auto period = one.section->attribute("pollingPeriod");
    const Text polling = one.text("enableUncPolling");
    if (!period || iequals(polling.value, "true")) continue;
    Finding& finding = findings.add(period->name_at(),
                                    "pollingPeriod has no effect on {}, for enableUncPolling is "
                                    "not true: it waits for the file "
                                    "server to report changes",
                                    one.node->name.value);
    finding.subject.node = one.node->name.value;
  }
}

}  // namespace

extern constinit const Rule redirection_unc_polling_off{
    .name = "redirection-unc-polling-off",
    .severity = Severity::Note,
    .subject = Subjects::Sharing,
    .summary = "A polling period is set, but polling is off.",
    .rationale =
        "By default a node waits for the file server to report a change. Some file servers do not, "
        "and then the node goes on with the old configuration until IIS is restarted. Whoever set "
        "a period meant to poll.",
    .remediation = "Set enableUncPolling=\"true\", or delete pollingPeriod.",
    .evidence = Evidence::Redirection,
    .check = check,
};

}  // namespace farmlint::rules
