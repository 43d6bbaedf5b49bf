#include "lint/farm/address_faults.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const AddressFault& fault : address_faults(*farm.manifest)) {
    Subject subject;
    subject.object = fault.object;
    subject.node = fault.node;
    subject.site = fault.site;
    subject.address = fault.address;
    Finding& finding = findings.add_text(fault.at, fault.message).about(subject);
    if (fault.first) finding.note(*fault.first, "{}", fault.first_words);
  }
}

}  // namespace

extern constinit const Rule manifest_address_conflict{
    .name = "manifest-address-conflict",
    .severity = Severity::Error,
    .subject = Subjects::Farm,
    .summary = "The addresses in the manifest contradict each other, or are none.",
    .rationale =
        "Which node answers on which address is what all checks of bindings are made "
        "from: with an address in two places, their findings cannot be trusted.",
    .remediation = "Give each address to one node, and dedicate it to one site there.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
