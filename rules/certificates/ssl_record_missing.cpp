#include "lint/rule.h"
#include "rules/certificates/missing_records.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const MissingRecord& missing : missing_records(farm, Asks::Record))
    report_missing(farm, missing,
                   fmt::format("HTTP.sys certificate for {}", missing.key.second.text()), findings);
}

}  // namespace

extern constinit const Rule ssl_record_missing{
    .name = "ssl-record-missing",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A node has no certificate record for an https binding that is live on it.",
    .rationale =
        "Certificates are not part of the shared configuration: every node keeps its own records "
        "in HTTP.sys. Where the record of a binding is missing, HTTP.sys resets the connection "
        "during the handshake, or another record answers with its certificate. IIS logs nothing, "
        "and the other nodes work.",
    .remediation = "Import the certificate on the node and add the record there.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
