#include <algorithm>
#include <map>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// A front end that looks at connections, not at answers: Windows NLB, direct server return, and
// what probes with nothing but tcp.
bool sees_connections_only(const FrontEnd& front_end) {
  const bool asks = std::ranges::any_of(front_end.probes, [](const XmlElement* probe) {
    return probe->value("protocol").value != "tcp";
  });
  return !asks && (front_end.reaches_nodes() || !front_end.probes.empty());
}

// Pools that have the value from one place, or from nowhere.
struct Group {
  Effective value;
  std::vector<const ApplicationPool*> pools;
};

std::vector<Group> http_level(const Farm& farm) {
  std::vector<Group> groups;
  std::map<Location, std::size_t> known;
  for (const ApplicationPool& pool : farm.config.pools) {
    const Effective value = pool.layers().value("loadBalancerCapabilities", "failure");
    if (!value.is("HttpLevel")) continue;
    const Location key = value.written() ? value.at : farm.config.pools_element->at();
    const auto [group, is_new] = known.try_emplace(key, groups.size());
    if (is_new) groups.push_back({.value = value, .pools = {}});
    groups[group->second].pools.push_back(&pool);
  }
  return groups;
}

Fix tcp_level(const Group& group) {
  constexpr std::string_view attribute = "failure.loadBalancerCapabilities";
  Fix fix{.description = "refuse connections instead"};
  if (group.value.written()) fix.edits.push_back({.at = group.value.at, .text = "TcpLevel"});
  if (group.pools.size() == 1 && group.value.origin != Origin::SectionDefaults)
    fix.commands.push_back(
        appcmd_set_pool(group.pools.front()->name().value, attribute, "TcpLevel"));
  else
    fix.commands.push_back(appcmd_set_section("", "system.applicationHost/applicationPools",
                                              fmt::format("applicationPoolDefaults.{}", attribute),
                                              "TcpLevel"));
  return fix;
}

void report(const Group& group, const FrontEnd& front_end, Findings& findings) {
  const ApplicationPool& first = *group.pools.front();
  const std::string which = group.pools.size() == 1
                                ? fmt::format("application pool \"{}\" answers", first.name().value)
                                : fmt::format("{} application pools answer", group.pools.size());
  findings
      .add(group.value.written() ? group.value.at : first.element->at(),
           "{} 503 after a failure (HttpLevel{}), which {} takes for healthy", which,
           group.value.written() ? "" : ", the default", front_end.name.value)
      .about(group.pools.size() == 1 ? about(first) : Subject{.object = "applicationPools"})
      .as(front_end.type == FrontEndType::Nlb ? Severity::Note : Severity::Warning)
      .note(front_end.name.at, "{} looks at connections only, and keeps sending users to that node",
            front_end.name.value)
      .fix(tcp_level(group));
}

void check(const Farm& farm, Findings& findings) {
  const auto& all = farm.manifest->front_ends;
  const auto front_end = std::ranges::find_if(all, sees_connections_only);
  if (front_end == all.end()) return;
  for (const Group& group : http_level(farm)) report(group, *front_end, findings);
}

}  // namespace

extern constinit const Rule lb_capabilities{
    .name = "lb-capabilities",
    .severity = Severity::Note,
    .subject = Subjects::AspNet,
    .summary = "Failing pools answer 503 although the front end cannot see that.",
    .rationale =
        "With loadBalancerCapabilities HttpLevel, the default, a stopped pool still accepts "
        "connections and answers 503. A front end that looks at connections only keeps sending "
        "users there.",
    .remediation =
        "Set failure/@loadBalancerCapabilities to TcpLevel, so that a failing pool refuses "
        "connections, or probe with http.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
