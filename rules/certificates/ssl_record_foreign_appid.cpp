#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/grouped_uses.h"
#include "rules/certificates/record_facts.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  GroupedUses<const SslRecord*> records;
  for (const TlsUse& use : farm.tls)
    if (judged(use) && has_foreign_id(*use.expected_record)) records.add(use.expected_record, use);
  for (const auto& [record, uses] : records.all()) {
    const TlsUse& first = *uses.front();
    const std::string_view node = farm.manifest->nodes[first.node].name.value;
    Finding& finding = findings.add(
        first.binding->information().at,
        "{} on {} ({}) has the application id {} instead of that of IIS; it works, but IIS Manager "
        "and other tools may take it for another program's",
        record->key.text(), node, sites_words(uses), application_words(record->app_id));
    finding.about(about(farm, first)).note(record->at, "the record stands here");
    note_further(finding, uses, "needs the record");
    finding.fix(renew_record(*record, node));
  }
}

}  // namespace

extern constinit const Rule ssl_record_foreign_appid{
    .name = "ssl-record-foreign-appid",
    .severity = Severity::Note,
    .subject = Subjects::Certificates,
    .summary = "The certificate record of an https binding carries another program's id.",
    .rationale =
        "The id in a record says which program made it. HTTP.sys does not ask for it, but "
        "tools do: they leave the record alone when a certificate is renewed, or remove it "
        "together with the program that it seems to belong to.",
    .remediation = "Replace the record by one with the id of IIS.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
