#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

using Nodes = std::set<std::size_t>;  // indices of the manifest's

struct UserName {
  Text name{};
  std::string whose{};
  Subject subject{};
  Nodes nodes{};  // that log on with it
  std::optional<Command> mend{};
};

class UserNames {
 public:
  explicit UserNames(const Farm& farm) : farm_(farm) {}

  std::vector<UserName> all() {
    for (const Site& site : farm_.config.sites)
      if (site.starts) add_directories(site);
    for (const ApplicationPool& pool : farm_.config.pools) add_pool(pool);
    add_anonymous();
    return std::move(names_);
  }

 private:
  Nodes nodes(const Site& site) const {
    const std::vector<std::size_t> indices = nodes_of(farm_, site);
    return {indices.begin(), indices.end()};
  }

  // Also remembers on which nodes the pools are used.
  void add_directories(const Site& site) {
    for (const Application& application : site.applications) {
      users_[pool_of(farm_.config, application)].merge(nodes(site));
      for (const VirtualDirectory& directory : application.virtual_directories)
        add_directory(site, application, directory);
    }
  }

  void add_directory(const Site& site, const Application& application,
                     const VirtualDirectory& directory) {
    const Effective name = directory.layers().written("userName");
    if (!name.written() || !told_.first(name.at)) return;
    names_.push_back({.name = {.value = name.value, .at = name.at},
                      .whose = fmt::format("the user of virtual directory {}",
                                           name_of(site, application, directory)),
                      .subject = about(site, application),
                      .nodes = nodes(site)});
    if (name.origin == Origin::Own && directory.path().value == "/")
      names_.back().mend = appcmd_set_vdir(site.name().value, application.path().value, "userName",
                                           "<domain>\\<user>");
  }

  void add_pool(const ApplicationPool& pool) {
    const PoolIdentity identity = identity_of(pool);
    if (identity.kind != Identity::SpecificUser) return;
    const Effective name = identity.user_name();
    if (!name.written() || !told_.first(name.at)) return;
    names_.push_back({.name = {.value = name.value, .at = name.at},
                      .whose = fmt::format("the user of {}", whose(pool, name)),
                      .subject = about(pool),
                      .nodes = users_[&pool]});
    if (name.origin == Origin::Own)
      names_.back().mend =
          appcmd_set_pool(pool.name().value, "processModel.userName", "<domain>\\<user>");
  }

  void add_anonymous() {
    constexpr std::string_view section =
        "system.webServer/security/authentication/anonymousAuthentication";
    for (const SectionPlace& place : farm_.sections.everywhere(section)) {
      const auto name = place.section->attribute("userName");
      if (!name) continue;
      UserName user{.name = name->text(), .whose = "the anonymous user"};
      user.subject.object = section;
      const Site* const site = farm_.config.site(place.path.substr(0, place.path.find('/')));
      for (const Site& each : farm_.config.sites)
        if (each.starts && (site == nullptr || site == &each)) user.nodes.merge(nodes(each));
      names_.push_back(std::move(user));
    }
  }

  const Farm& farm_;
  Told told_;
  std::map<const ApplicationPool*, Nodes> users_;
  std::vector<UserName> names_;
};

// The node whose account it is, although others log on with it, too.
const Node* foreign_node(const Manifest& manifest, const UserName& user, const Account& account) {
  const Node* const node = manifest.node(account.domain);
  const auto is_other = [&](std::size_t n) { return &manifest.nodes[n] != node; };
  return std::ranges::any_of(user.nodes, is_other) ? node : nullptr;
}

void check_user(const Farm& farm, UserName& user, Findings& findings) {
  const Account account = read_account(user.name.value);
  if (account.name.empty() || account.well_known()) return;
  const Node* const node = foreign_node(*farm.manifest, user, account);
  // With equal accounts and passwords everywhere a workgroup works.
  const bool workgroup = std::ranges::any_of(
      user.nodes, [&](std::size_t n) { return farm.manifest->nodes[n].domain_joined == false; });
  if (node == nullptr && (!account.of_any_machine() || workgroup || user.nodes.size() < 2)) return;
  Finding& finding =
      node != nullptr
          ? findings.add(user.name.at, "{} is {}, an account that only {} has", user.whose,
                         user.name.value, node->name.value)
          : findings
                .add(user.name.at, "{} is {}, a local account: each node looks for one of its own",
                     user.whose, user.name.value)
                .as(Severity::Warning);
  finding.about(std::move(user.subject))
      .note(user.name.at,
            "where the account or its password differs, the pool does not start or content cannot "
            "be read (503, 500.19)");
  if (user.mend)
    finding.fix({.description = "use an account of the domain",
                 .edits = {},
                 .commands = {*std::move(user.mend)}});
}

void check(const Farm& farm, Findings& findings) {
  for (UserName& user : UserNames(farm).all()) check_user(farm, user, findings);
}

}  // namespace

extern constinit const Rule app_pool_local_account{
    .name = "app-pool-local-account",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "A shared configuration names an account of a single machine.",
    .rationale =
        "All nodes read the same user name. An account NODE\\\\user exists on one of them; user or "
        ".\\\\user is another account on each. Pools do not start (WAS 5021, 5057, 5059) and "
        "content is not readable on the nodes where it is missing or has another password.",
    .remediation =
        "Use an account of the domain, a group managed service account, or a built-in identity. In "
        "a workgroup make the account with the same password on every node and write "
        "domainJoined=\"false\".",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
