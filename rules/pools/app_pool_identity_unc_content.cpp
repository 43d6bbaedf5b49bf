#include <algorithm>
#include <map>

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
  Identity identity = Identity::ApplicationPoolIdentity;
};

// By share, in the order of names.
std::map<std::string, std::vector<Content>> content_by_share(const Farm& farm) {
  std::map<std::string, std::vector<Content>> shares;
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      if (pool == nullptr) continue;
      const Identity kind = identity_of(*pool).kind;
      if (kind == Identity::SpecificUser || kind == Identity::LocalSystem) continue;
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const std::string share = share_of(directory.physical_path.value);
        if (!share.empty() && directory.layers.value("userName").value.empty())
          shares[share].push_back({&site, &application, &directory, kind});
      }
    }
  }
  return shares;
}

const Share* declared_share(const Farm& farm, std::string_view share) {
  const auto found = std::ranges::find_if(farm.manifest->shares, [&](const Share& candidate) {
    const std::string path = normalized_path(candidate.path.value);
    return path_contains(path, share) || path_contains(share, path);
  });
  return found == farm.manifest->shares.end() ? nullptr : &*found;
}

bool granted(const Share& share, const Node& node) {
  return std::ranges::any_of(share.granted, [&](const Text& account) {
    std::string_view name = read_account(account.value).name;
    if (name.ends_with('$')) name.remove_suffix(1);
    return iequals(name, node.name.value);
  });
}

std::vector<std::string> accounts_without(const Farm& farm, const Share* share) {
  std::vector<std::string> accounts;
  for (const Node* node : active_nodes(farm))
    if (share == nullptr || !granted(*share, *node))
      accounts.push_back(fmt::format("{}$", node->name.value));
  return accounts;
}

std::string how(Identity identity, bool workgroup, const std::vector<std::string>& accounts) {
  if (identity == Identity::LocalService)
    return "its pool runs as LocalService, which has no name on the network";
  if (workgroup) return "machine accounts mean nothing outside of a domain";
  return fmt::format(
      "it is read as the machine account of each node, and {} {} not known to be "
      "granted",
      enumeration(accounts), accounts.size() == 1 ? "is" : "are");
}

void report(const Farm& farm, const std::string& share, const std::vector<Content>& content,
            bool workgroup, Findings& findings) {
  const Share* const known = declared_share(farm, share);
  const auto anonymous = std::ranges::find(content, Identity::LocalService, &Content::identity);
  const bool fatal = workgroup || anonymous != content.end();
  const std::vector<std::string> accounts = accounts_without(farm, known);
  if (!fatal && accounts.empty()) return;
  const Content& first = anonymous != content.end() ? *anonymous : content.front();
  const std::string owner =
      fmt::format("{}{}", first.site->name.value, first.application->path.value);
  Finding& finding = findings.add(first.directory->physical_path.at, "content of {} is on {}: {}",
                                  owner, share, how(first.identity, workgroup, accounts));
  if (fatal) finding.as(Severity::Error);
  finding.about(about(*first.site, *first.application))
      .note(first.directory->physical_path.at,
            "a node that may not read it answers 500.19 (0x80070005)");
  if (known != nullptr) finding.note(known->path.at, "the share is declared here");
  if (content.size() > 1)
    finding.note(content.back().directory->physical_path.at,
                 "the same is true of {} more virtual directories, up to here", content.size() - 1);
  finding.fix({.description = "read the content as a user of the domain",
               .edits = {},
               .commands = {appcmd_set_vdir(first.site->name.value, first.application->path.value,
                                            "userName", "<user>"),
                            appcmd_set_vdir(first.site->name.value, first.application->path.value,
                                            "password", "<password>")}});
}

void check(const Farm& farm, Findings& findings) {
  const bool workgroup = std::ranges::any_of(
      active_nodes(farm), [](const Node* node) { return node->domain_joined == false; });
  for (const auto& [share, content] : content_by_share(farm))
    report(farm, share, content, workgroup, findings);
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
    .check = check,
};

}  // namespace farmlint::rules
