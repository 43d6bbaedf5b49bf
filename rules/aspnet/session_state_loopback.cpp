#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "lint/text.h"
#include "rules/aspnet/asp_net.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.web/sessionState";
constexpr SectionAttribute mode{.section = section, .attribute = "mode"};
constexpr SectionAttribute state_server{.section = section, .attribute = "stateConnectionString"};
constexpr SectionAttribute sql_server{.section = section, .attribute = "sqlConnectionString"};

// The host of "tcpip=host:42424".
std::string_view state_host(std::string_view connection) {
  const auto equals = connection.find('=');
  if (equals != std::string_view::npos) connection.remove_prefix(equals + 1);
  return trim(connection.substr(0, connection.rfind(':')));
}

// The server of "data source=host\\instance;…".
std::string_view sql_host(std::string_view connection) {
  constexpr std::array<std::string_view, 5> names{"data source", "server", "address", "addr",
                                                  "network address"};
  while (!connection.empty()) {
    const auto end = connection.find(';');
    const std::string_view part = connection.substr(0, end);
    connection.remove_prefix(end == std::string_view::npos ? connection.size() : end + 1);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trim(part.substr(0, equals));
    if (!std::ranges::any_of(names, [&](auto known) { return iequals(known, name); })) continue;
    std::string_view host = trim(part.substr(equals + 1));
    if (iequals(host.substr(0, 4), "tcp:")) host.remove_prefix(4);
    return host.substr(0, host.find_first_of("\\,"));
  }
  return {};
}

// Whether a host is the machine that asks, or one node of the farm.
bool on_a_node(const Farm& farm, std::string_view host) {
  constexpr std::array<std::string_view, 7> here{"loopback", "localhost", "127.0.0.1", "::1",
                                                 ".",        "(local)",   "(localdb)"};
  return std::ranges::any_of(here, [&](auto name) { return iequals(name, host); }) ||
         (!host.empty() && farm.manifest->node(host) != nullptr);
}

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  const std::vector<ManagedApplication> applications = stateful_applications(farm);
  for (const SettingGroup& group : group_by_place(farm, applications, mode)) {
    const bool state = group.value.is("StateServer");
    if (!state && !group.value.is("SQLServer")) continue;
    const ManagedApplication& first = *group.applications.front();
    const Effective connection = farm.sections.value(first.path, state ? state_server : sql_server);
    const std::string_view host = state ? state_host(connection.value) : sql_host(connection.value);
    if (!on_a_node(farm, host)) continue;
    findings
        .add(group.value.at,
             "{} keep{} sessions in a {} on \"{}\", which is one node or each node "
             "itself",
             group.words(), group.applications.size() == 1 ? "s" : "",
             state ? "state server" : "database", host)
        .about(about(*first.site, *first.application))
        .note(connection.at, "the connection is described here");
  }
}

}  // namespace

extern constinit const Rule session_state_loopback{
    .name = "session-state-loopback",
    .severity = Severity::Error,
    .subject = Subjects::AspNet,
    .summary = "Sessions are kept on a node of the farm itself.",
    .rationale =
        "A state server or database on localhost is another one for each node, so sessions are "
        "lost as with InProc; one on a named node takes all sessions with it when that node goes "
        "down.",
    .remediation =
        "Name a server outside of the farm in stateConnectionString or sqlConnectionString.",
    .evidence = Evidence::RootWebConfig,
    .check = check,
};

}  // namespace farmlint::rules
