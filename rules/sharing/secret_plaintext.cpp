#include "lint/text.h"
#include "rules/sharing/secret_words.h"

namespace farmlint::rules {
namespace {

// Copies are made fit to be shown like that. In a redirection.config the asterisks are those of
// the collector, which leaves encrypted values as they are.
bool is_masked(const Document& document, std::string_view value) {
  if (iequals(value, "REDACTED")) return true;
  return document.kind != ConfigKind::Redirection &&
         value.find_first_not_of('*') == std::string_view::npos;
}

std::string consequence(const Secret& secret) {
  for (const std::string_view name : {"userName", "adUserName", "adminUserName"}) {
    const std::string_view account = secret.element->value(name).value;
    if (!account.empty()) return fmt::format("whoever can read the file can log on as {}", account);
  }
  return "whoever can read the file knows it";
}

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    for (const Secret& secret : document.secrets) {
      if (secret.value.form != SecretForm::Plain) continue;
      const std::string_view value = secret.attribute->value();
      if (is_masked(document, value) || is_placeholder(farm, value)) continue;
      findings
          .add(secret.attribute->name_at(), "{} is stored in clear text: {}",
               secret_words(document, secret), consequence(secret))
          .about(about(document, secret))
          .fix(set_again(secret));
    }
  }
}

}  // namespace

extern constinit const Rule secret_plaintext{
    .name = "secret-plaintext",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "A password stands in the file in clear text.",
    .rationale =
        "IIS Manager and appcmd encrypt a password when they write it, but IIS takes one in clear "
        "text as well, so nobody notices. The file is copied to every node, kept in the "
        "configuration history and in backups, and often in a repository: whoever can read one of "
        "these has the account. farmlint never prints the password.",
    .remediation =
        "Set the password again with IIS Manager or appcmd, and change it, for old copies keep it.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
