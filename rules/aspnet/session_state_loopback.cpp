#include <algorithm>
#include <array>

#include "lint/farm/asp_net.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.web/sessionState";
constexpr SectionAttribute mode{.section = section, .attribute = "mode"};
constexpr SectionAttribute state_server{.section = section, .attribute = "stateConnectionString"};
constexpr SectionAttribute sql_server{.section = section, .attribute = "sqlConnectionString"};

// "tcpip=host:42424"
bool is_state_server(std::string_view connection) {
  return iequals(trim(connection.substr(0, connection.find('='))), "tcpip");
}

std::string_view state_host(std::string_view connection) {
  connection.remove_prefix(connection.find('=') + 1);
  std::string_view host = trim(connection.substr(0, connection.rfind(':')));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return host;
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

std::string_view host_of(std::string_view connection) {
  return is_state_server(connection) ? state_host(connection) : sql_host(connection);
}

bool is_loopback(std::string_view host) {
  constexpr std::array<std::string_view, 5> names{"loopback", "localhost", ".", "(local)",
                                                  "(localdb)"};
  const auto ip = parse_ip(host);
  return (ip && ip->loopback()) ||
         std::ranges::any_of(names, [&](auto name) { return iequals(name, host); });
}

// A database on a node is a way to build a farm; a state server there has no second one to it.
const Node* state_node(const Farm& farm, std::string_view connection) {
  if (!is_state_server(connection)) return nullptr;
  return farm.manifest->node_at(state_host(connection));
}

// The connection to where an application keeps its sessions outside of its process.
std::optional<Effective> connection_of(const AspNetSettings& settings,
                                       const ManagedApplication& application) {
  const auto kind = settings.value(application, mode);
  if (!kind || (!kind->is("StateServer") && !kind->is("SQLServer"))) return {};
  auto connection =
      settings.value(application, kind->is("StateServer") ? state_server : sql_server);
  if (!connection || connection->written()) return connection;
  // The default: the mode asks for it.
  connection->at = kind->at;
  connection->origin = kind->origin;
  return connection;
}

void report(const Farm& farm, const SettingGroup& group, Findings& findings) {
  const std::string_view connection = group.value.value;
  const Node* const node = state_node(farm, connection);
  Finding& finding =
      findings.add(group.at(), "{} sessions in a {} on {}, which is {}", group.words("keep"),
                   is_state_server(connection) ? "state server" : "database", host_of(connection),
                   node == nullptr ? "another one for each node" : "a node of the farm itself");
  finding.about(group.subject(section));
  if (node == nullptr)
    finding.note(group.at(), "sessions are lost when the next request goes to another node");
  else
    finding.note(node->element->at(), "all sessions are lost whenever {} goes down or restarts",
                 node->name.value);
  if (node == nullptr && has_affinity(farm)) finding.as(Severity::Warning);
  finding.fix({.description = is_state_server(connection)
                                  ? "set stateConnectionString to tcpip=<server outside of the "
                                    "farm>:42424"
                                  : "set sqlConnectionString to data source=<server outside of the "
                                    "farm>;Integrated Security=SSPI"});
}

void check(const Farm& farm, Findings& findings) {
  const AspNetSettings settings(farm);
  const std::vector<ManagedApplication> applications = stateful_applications(farm);
  const auto wrong = [&](const ManagedApplication& application) {
    auto connection = connection_of(settings, application);
    const bool found = connection && (is_loopback(host_of(connection->value)) ||
                                      state_node(farm, connection->value) != nullptr);
    return found ? connection : std::nullopt;
  };
  for (const SettingGroup& group : group_by_place(applications, wrong))
    report(farm, group, findings);
}

}  // namespace

extern constinit const Rule session_state_loopback{
    .name = "session-state-loopback",
    .severity = Severity::Error,
    .subject = Subjects::AspNet,
    .summary = "Sessions are kept on a node of the farm itself.",
    .rationale =
        "A state server or database on localhost, the default, is another one for each node, so "
        "sessions are lost as with InProc; a state server on a named node takes all sessions with "
        "it when that node goes down.",
    .remediation =
        "Name a server outside of the farm in stateConnectionString or sqlConnectionString.",
    .evidence = Evidence::AspNet,
    .check = check,
};

}  // namespace farmlint::rules
