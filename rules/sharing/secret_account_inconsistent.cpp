#include <algorithm>
#include <map>

#include "lint/config/identity.h"
#include "lint/config/setting.h"
#include "lint/text.h"
#include "rules/sharing/providers.h"
#include "rules/sharing/secret_words.h"

namespace farmlint::rules {
namespace {

// An account where somebody has written it.
struct Use {
  Text account;
  SecretValue secret;
  std::string words;  // whose account it is
  Subject subject;
};

// The uses of each account, in the order of the file.
using Uses = std::map<std::string_view, std::vector<Use>, IgnoreCase>;

void add(Uses& uses, Use use) {
  const Account account = read_account(use.account.value);
  if (account.name.empty() || account.well_known() || account.managed()) return;
  uses[use.account.value].push_back(std::move(use));
}

void add_pools(const Farm& farm, Uses& uses) {
  for (const PoolIdentity& identity : specific_users(farm.config)) {
    const ApplicationPool& pool = *identity.pool;
    const Effective user = identity.user_name();
    add(uses, {.account = {user.value, user.at},
               .secret = read_secret(identity.password().value),
               .words = pool_words(pool),
               .subject = about(pool)});
  }
}

void add_directories(const Farm& farm, Uses& uses) {
  Setting user_name("userName");
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const Effective user = user_name.of(directory);
        if (!user.written() || user.value.empty()) continue;
        add(uses, {.account = {user.value, user.at},
                   .secret = read_secret(directory.layers().value("password").value),
                   .words = directory_words(*directory.element),
                   .subject = about(site, application)});
      }
    }
  }
}

// Where the attribute is absent, a section inherits the password.
void add_sections(const Farm& farm, Uses& uses) {
  for (const Secret& secret : farm.configuration().secrets) {
    if (secret.section.starts_with("system.applicationHost/")) continue;
    const Text account = secret.element->value("userName");
    add(uses, {.account = account,
               .secret = secret.value,
               .words = owner_words(farm.configuration(), secret),
               .subject = about(farm.configuration(), secret)});
  }
}

void check_empty(const std::vector<Use>& uses, Findings& findings) {
  const auto is_empty = [](const Use& use) { return use.secret.form == SecretForm::Empty; };
  const auto empty = std::ranges::find_if(uses, is_empty);
  const auto filled = std::ranges::find_if_not(uses, is_empty);
  if (empty == uses.end() || filled == uses.end()) return;
  findings
      .add(empty->account.at, "{} has no password here ({}), but one elsewhere: the logon fails",
           empty->account.value, empty->words)
      .about(empty->subject)
      .note(filled->account.at, "with a password: {}", filled->words);
}

void check_ciphers(const XmlDocument& document, const std::vector<Use>& uses, Findings& findings) {
  const Use* first = nullptr;
  for (const Use& use : uses) {
    if (use.secret.form != SecretForm::Encrypted) continue;
    if (first == nullptr) first = &use;
    if (cipher_of(document, use.secret.provider) == cipher_of(document, first->secret.provider))
      continue;
    findings
        .add(use.account.at,
             "the password of {} is encrypted by {} here ({}) and by {} elsewhere: they were saved "
             "at different times, and one may be out of date",
             use.account.value, use.secret.provider, use.words, first->secret.provider)
        .about(use.subject)
        .note(first->account.at, "by {}: {}", first->secret.provider, first->words);
    return;
  }
}

void check(const Farm& farm, Findings& findings) {
  Uses uses;
  add_pools(farm, uses);
  add_directories(farm, uses);
  add_sections(farm, uses);
  for (const auto& [account, places] : uses) {
    check_empty(places, findings);
    check_ciphers(farm.configuration().xml, places, findings);
  }
}

}  // namespace

extern constinit const Rule secret_account_inconsistent{
    .name = "secret-account-inconsistent",
    .severity = Severity::Note,
    .subject = Subjects::Sharing,
    .summary = "One account is written with different kinds of password.",
    .rationale =
        "Every place that names an account keeps its own copy of the password. Where one copy is "
        "empty or was encrypted by another kind of provider, it was probably forgotten when the "
        "password changed, or comes from another server: the logon fails there.",
    .remediation = "Set the password again at every place that names the account.",
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
