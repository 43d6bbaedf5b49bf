#include "rules/sharing/secret_words.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    for (const Secret& secret : document.secrets) {
      if (secret.value.form != SecretForm::Malformed) continue;
      if (is_placeholder(farm, secret.attribute->value())) continue;
      // The shape has a provider, so it is the data that is damaged.
      const std::string_view reason = secret.value.provider.empty()
                                          ? "a part of [enc:provider:data:enc] is missing"
                                          : "its data is no base64";
      findings
          .add(secret.attribute->name_at(),
               "{} looks encrypted, but {}: IIS takes the text itself for the password, and the "
               "logon fails",
               secret_words(document, secret), reason)
          .about(about(document, secret))
          .fix(set_again(secret));
    }
  }
}

}  // namespace

extern constinit const Rule secret_malformed{
    .name = "secret-malformed",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "An encrypted password is damaged.",
    .rationale =
        "An encrypted value is written [enc:provider:data:enc], with the data in base64. What does "
        "not have that shape is no mistake to IIS: it uses the text itself as the password. So the "
        "pool stops with 503 or the directory answers 500.19, on every node.",
    .remediation = "Set the password again with IIS Manager or appcmd.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
