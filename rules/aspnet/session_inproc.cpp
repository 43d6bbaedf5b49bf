#include "lint/rule.h"
#include "lint/text.h"
#include "rules/aspnet/asp_net.h"

namespace farmlint::rules {
namespace {

constexpr SectionAttribute mode{.section = "system.web/sessionState", .attribute = "mode"};

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2 || has_affinity(farm)) return;
  const std::vector<ManagedApplication> applications = stateful_applications(farm);
  for (const SettingGroup& group : group_by_place(farm, applications, mode)) {
    if (!group.value.is("InProc")) continue;
    const ManagedApplication& first = *group.applications.front();
    findings
        .add(group.value.at, "{} keep{} sessions in the process of one node", group.words(),
             group.applications.size() == 1 ? "s" : "")
        .about(about(*first.site, *first.application))
        .note(group.value.at,
              "no front end of the manifest keeps a client on one node, so sessions "
              "are lost when requests go to another one");
  }
}

}  // namespace

extern constinit const Rule session_inproc{
    .name = "session-inproc",
    .severity = Severity::Warning,
    .subject = Subjects::AspNet,
    .summary = "Applications on several nodes keep sessions in process.",
    .rationale =
        "InProc, the default, keeps the session of a user in the memory of one worker process. A "
        "load balancer without affinity sends the next request elsewhere, and the session is gone.",
    .remediation =
        "Keep sessions in a state server or a database, turn on affinity and say so in "
        "frontEnd/@affinity, or mark the site as stateless.",
    .evidence = Evidence::RootWebConfig,
    .check = check,
};

}  // namespace farmlint::rules
