#include "lint/farm/asp_net.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr SectionAttribute mode{.section = "system.web/sessionState", .attribute = "mode"};

void check(const Farm& farm, Findings& findings) {
  if (has_affinity(farm)) return;
  const AspNetSettings settings(farm);
  const std::vector<ManagedApplication> applications = stateful_applications(farm);
  const auto in_process = [&](const ManagedApplication& application) {
    auto value = settings.value(application, mode);
    return value && value->is("InProc") ? value : std::nullopt;
  };
  for (const SettingGroup& group : group_by_place(applications, in_process)) {
    findings
        .add(group.at(), "{} sessions in the memory of one node{}", group.words("keep"),
             group.value.written() ? "" : " (InProc, the default)")
        .about(group.subject(mode.section))
        .note(group.at(),
              "no front end of the manifest keeps a client on one node, so carts and log-ons are "
              "lost when the next request goes to another one")
        .fix({.description = "in system.web/sessionState set mode to StateServer and "
                             "stateConnectionString to tcpip=<server outside of the farm>:42424"});
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
    .evidence = Evidence::AspNet,
    .check = check,
};

}  // namespace farmlint::rules
