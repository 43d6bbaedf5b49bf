#include <algorithm>
#include <map>
#include <set>

#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/config/paths.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// A folder on a share that is read with the rights of a pool's own identity.
struct Content {
  const Site* site = nullptr;
  const Application* application = nullptr;
  const VirtualDirectory* directory = nullptr;
};

// Of one kind of identity on one share.
struct Reading {
  std::vector<Content> content;
  std::set<std::size_t> nodes;  // on which the sites are expected
};

using Key = std::pair<std::string, bool>;  // the share; whether it is read without a name

// Whether it has no name of its own on the network.
bool is_nameless(const PoolIdentity& identity) {
  return identity.understood && identity.kind != Identity::SpecificUser &&
         identity.kind != Identity::LocalSystem;
}

void add_content(const Site& site, const Application& application, Identity identity,
                 const std::vector<std::size_t>& nodes, std::map<Key, Reading>& out) {
  for (const VirtualDirectory& directory : application.virtual_directories) {
    const std::string share = share_of(directory.physical_path().value);
    if (share.empty() || !directory.layers().written("userName").value.empty()) continue;
    Reading& reading = out[{share, identity == Identity::LocalService}];
    reading.content.push_back({&site, &application, &directory});
    reading.nodes.insert(nodes.begin(), nodes.end());
  }
}

// By share, in the order of names.
std::map<Key, Reading> readings(const Farm& farm) {
  std::map<Key, Reading> found;
  for (const Site& site : farm.config.sites) {
    const std::vector<std::size_t> nodes = nodes_of(farm, site);
    if (!site.starts || nodes.empty()) continue;
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      if (pool == nullptr) continue;
      const PoolIdentity identity = identity_of(*pool);
      if (is_nameless(identity)) add_content(site, application, identity.kind, nodes, found);
    }
  }
  return found;
}

const Share* declared_share(const Farm& farm, std::string_view share) {
  const auto found = std::ranges::find_if(farm.manifest->shares, [&](const Share& candidate) {
    const std::string path = normalized_path(candidate.path.value);
    return path_contains(path, share) || path_contains(share, path);
  });
  return found == farm.manifest->shares.end() ? nullptr : &*found;
}

// By its machine account, or perhaps as a member of a group.
bool granted(const Manifest& manifest, const Share& share, const Node& node) {
  return std::ranges::any_of(share.granted, [&](const Text& account) {
    std::string_view name = read_account(account.value).name;
    const bool machine = name.ends_with('$');
    if (machine) name.remove_suffix(1);
    const std::string_view host = node.name.value.substr(0, node.name.value.find('.'));
    const Node* const named = manifest.node(name);
    return named == &node || iequals(name, host) || (!machine && named == nullptr);
  });
}

std::vector<std::size_t> nodes_without(const Farm& farm, const Reading& reading,
                                       const Share* share) {
  std::vector<std::size_t> nodes(reading.nodes.begin(), reading.nodes.end());
  if (share != nullptr)
    std::erase_if(nodes, [&](std::size_t n) {
      return granted(*farm.manifest, *share, farm.manifest->nodes[n]);
    });
  return nodes;
}

constexpr std::size_t most_told = 4;

std::string names_of(const std::vector<Content>& content) {
  std::vector<std::string> names;
  for (const Content& one : content) {
    std::string name = fmt::format("{}{}", one.site->name().value, one.application->path().value);
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return enumeration(shortened(std::move(names), most_told));
}

Fix read_as_user(const std::vector<Content>& content) {
  Fix fix{.description = "read the content as a user of the domain"};
  for (std::size_t i = 0; i < content.size() && i < most_told; ++i) {
    if (content[i].directory->path().value != "/") continue;
    const std::string_view site = content[i].site->name().value;
    const std::string_view path = content[i].application->path().value;
    fix.commands.push_back(appcmd_set_vdir(site, path, "userName", "<domain>\\<user>"));
    fix.commands.push_back(appcmd_set_vdir(site, path, "password", "<password>"));
  }
  return fix;
}

Finding& add(const Farm& farm, const Reading& reading, std::string_view why, Findings& findings) {
  const Content& first = reading.content.front();
  const Effective path = first.directory->physical_path();
  const std::string share = share_of(path.value);
  Finding& finding = findings.add(path.at, "content of {} is on {}: {}", names_of(reading.content),
                                  path.value.substr(0, share.size()), why);
  finding.about(about(*first.site, *first.application));
  const Share* const known = declared_share(farm, share);
  if (known != nullptr) finding.note(known->path.at, "the share is declared here");
  Fix fix = read_as_user(reading.content);
  if (!fix.commands.empty()) finding.fix(std::move(fix));
  return finding;
}

void report_machine_accounts(const Farm& farm, const Reading& reading, Findings& findings) {
  const Share* const share =
      declared_share(farm, share_of(reading.content.front().directory->physical_path().value));
  const std::vector<std::size_t> nodes = nodes_without(farm, reading, share);
  if (nodes.empty()) return;
  const std::string names = node_words(farm, nodes);
  if (share == nullptr) {
    // Many farms work like that: nothing is wrong until somebody says who may read the share.
    add(farm, reading,
        fmt::format("it is read as the machine accounts of {}, and the manifest does not say who "
                    "may read that share",
                    names),
        findings)
        .as(Severity::Note);
    return;
  }
  Finding& finding =
      add(farm, reading,
          fmt::format("it is read as the machine account of each node, and {} {} not granted: "
                      "500.19 (0x80070005) there",
                      names, nodes.size() == 1 ? "is" : "are"),
          findings);
  name_nodes(finding, farm, nodes);
}

void check(const Farm& farm, Findings& findings) {
  for (const auto& [key, reading] : readings(farm)) {
    const auto in_workgroup = [&](std::size_t n) {
      return farm.manifest->nodes[n].domain_joined == false;
    };
    if (key.second)
      add(farm, reading,
          "its pool runs as LocalService, which has no name on the network: 500.19 (0x80070005)",
          findings)
          .as(Severity::Error);
    else if (std::ranges::any_of(reading.nodes, in_workgroup))
      add(farm, reading,
          "its pool has no account of its own on the network, and machine accounts mean nothing "
          "outside of a domain: 500.19 (0x80070005)",
          findings)
          .as(Severity::Error);
    else
      report_machine_accounts(farm, reading, findings);
  }
}

}  // namespace

extern constinit const Rule app_pool_identity_unc_content{
    .name = "app-pool-identity-unc-content",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "Content on a share is read with the machine accounts of the nodes.",
    .rationale =
        "ApplicationPoolIdentity and NetworkService have no account on the network: a share sees "
        "DOMAIN\\\\NODE$. A node whose account nobody granted rights answers 500.19, and only that "
        "one; LocalService and workgroups cannot work at all.",
    .remediation =
        "Grant the machine account of each node and list them in share/@granted, or give the "
        "virtual directory or the pool a user of the domain.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
