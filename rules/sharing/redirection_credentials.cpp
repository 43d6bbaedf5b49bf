#include "lint/config/identity.h"
#include "lint/config/paths.h"
#include "lint/text.h"
#include "rules/sharing/redirections.h"

namespace farmlint::rules {
namespace {

void check_account(const Redirection& one, Findings& findings) {
  const std::string_view node = one.node->name.value;
  const Text user = one.text("userName");
  if (user.value.empty()) {
    Finding& finding = findings.add(
        user.at, "{} reads {} without an account: the computer account {}$ needs the right to",
        node, one.path().value, node);
    finding.as(Severity::Note).subject.node = node;
    return;
  }
  // In a workgroup there is no other kind of account.
  const bool workgroup = one.node->domain_joined && !*one.node->domain_joined;
  if (workgroup || !read_account(user.value).of_any_machine()) return;
  Finding& finding = findings.add(
      user.at,
      "{} reads {} as {}, an account without a domain: it must exist with the same password on {} "
      "and on the file server",
      node, one.path().value, user.value, node);
  finding.subject.node = node;
}

void check(const Farm& farm, Findings& findings) {
  const Redirection* first = nullptr;
  const std::vector<Redirection> all = redirections(farm);
  for (const Redirection& one : all) {
    if (!one.redirects() || !is_unc(one.path().value)) continue;
    check_account(one, findings);
    const Text user = one.text("userName");
    if (user.value.empty()) continue;
    if (first == nullptr) first = &one;
    const Text other = first->text("userName");
    if (iequals(user.value, other.value)) continue;
    Finding& finding =
        findings.add(user.at,
                     "{} reads the share as {}, {} as {}: when one password expires, "
                     "only some nodes lose their configuration",
                     one.node->name.value, user.value, first->node->name.value, other.value);
    finding.as(Severity::Note).subject.node = one.node->name.value;
    finding.note(other.at, "{}'s account", first->node->name.value);
  }
}

}  // namespace

extern constinit const Rule redirection_credentials{
    .name = "redirection-credentials",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "The account with which a node reads the share is doubtful.",
    .rationale =
        "Every node logs on to the share with the account in its redirection.config. A name "
        "without "
        "a domain means an account of that machine, and without any name the computer account must "
        "have the right. If the logon fails, the node has no configuration: no site starts, and "
        "IIS Manager cannot open to mend it.",
    .remediation =
        "Use one domain account with a password that does not expire, and write it with its "
        "domain.",
    .evidence = Evidence::Redirection,
    .check = check,
};

}  // namespace farmlint::rules
