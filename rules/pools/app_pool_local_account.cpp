#include <algorithm>

#include "lint/config/identity.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

struct UserName {
  Text name;
  std::string whose;
  Subject subject;
};

class UserNames {
 public:
  explicit UserNames(const Farm& farm) : farm_(farm) {}

  std::vector<UserName> all() {
    for (const ApplicationPool& pool : farm_.config.pools) {
      const PoolIdentity identity = identity_of(pool);
      if (identity.kind == Identity::SpecificUser)
        add(identity.user_name, whose(pool, identity.user_name), about(pool));
    }
    for (const Site& site : farm_.config.sites)
      for (const Application& application : site.applications)
        for (const VirtualDirectory& directory : application.virtual_directories)
          add(directory.layers.value("userName"),
              fmt::format("virtual directory {}{}", site.name.value, application.path.value),
              about(site, application));
    add_anonymous();
    return std::move(names_);
  }

 private:
  void add(const Effective& name, std::string owner, Subject subject) {
    if (!name.written() || !told_.first(name.at)) return;
    names_.push_back({.name = {.value = name.value, .at = name.at},
                      .whose = std::move(owner),
                      .subject = std::move(subject)});
  }

  void add_anonymous() {
    constexpr std::string_view section =
        "system.webServer/security/authentication/anonymousAuthentication";
    for (const SectionPlace& place : farm_.sections.everywhere(section)) {
      const XmlAttribute* const name = place.section->attribute("userName");
      if (name == nullptr) continue;
      Subject subject;
      subject.object = section;
      names_.push_back(
          {.name = name->text(), .whose = "the anonymous user", .subject = std::move(subject)});
    }
  }

  const Farm& farm_;
  Told told_;
  std::vector<UserName> names_;
};

void check(const Farm& farm, Findings& findings) {
  const std::vector<const Node*> nodes = active_nodes(farm);
  if (nodes.size() < 2) return;
  // With equal accounts and passwords everywhere a workgroup works.
  const bool workgroup =
      std::ranges::any_of(nodes, [](const Node* node) { return node->domain_joined == false; });
  for (UserName& user : UserNames(farm).all()) {
    const Account account = read_account(user.name.value);
    if (account.name.empty() || account.well_known()) continue;
    const Node* const node = farm.manifest->node(account.domain);
    if (node == nullptr && (!account.of_any_machine() || workgroup)) continue;
    Finding& finding =
        node != nullptr
            ? findings.add(user.name.at, "{} is {}, an account that only {} has", user.whose,
                           user.name.value, node->name.value)
            : findings.add(user.name.at,
                           "{} is {}, a local account: each node looks for one of its own",
                           user.whose, user.name.value);
    if (node == nullptr) finding.as(Severity::Warning);
    finding.about(std::move(user.subject))
        .note(user.name.at,
              "where the account or its password differs, the pool does not start or content "
              "cannot be read (503, 500.19)");
  }
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
    .check = check,
};

}  // namespace farmlint::rules
