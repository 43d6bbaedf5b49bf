#include "lint/rule.h"
#include "rules/certificates/missing_records.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const MissingRecord& missing : missing_records(farm, Asks::CentralStore)) {
    const std::string key = missing.key.second.text();
    report_missing(farm, missing,
                   fmt::format("HTTP.sys record {} for the Central Certificate Store", key),
                   findings)
        .as(Severity::Error);
  }
}

}  // namespace

extern constinit const Rule ccs_record_missing{
    .name = "ccs-record-missing",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A node does not use the Central Certificate Store on a port whose bindings do.",
    .rationale =
        "The Central Certificate Store answers on a port only if HTTP.sys has a record for it "
        "there, and every node keeps its own records. Where the record is missing, the files in "
        "the store are not even looked for: connections are reset during the handshake, or "
        "another record answers with its certificate.",
    .remediation =
        "Set up the Central Certificate Store on the node, in IIS Manager, and add the record.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
