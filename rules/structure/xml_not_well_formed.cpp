#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    if (document.xml.readable()) continue;
    const XmlProblem& problem = *document.xml.unreadable;
    findings.add_text(problem.at, problem.message)
        .note(problem.at,
              "WAS on every node stops with event 5005; a copy of the last good file lies in "
              "%SystemDrive%\\inetpub\\history\\CFGHISTORY_*");
  }
}

}  // namespace

extern constinit const Rule xml_not_well_formed{
    .name = "xml-not-well-formed",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "The file is not well-formed XML, or not an IIS configuration at all.",
    .rationale =
        "IIS parses the whole file before it reads any part of it. While it cannot, WAS stops with "
        "event "
        "5005 and no node that shares the file serves a request.",
    .remediation =
        "Repair the markup at the place named, or restore the file from "
        "%SystemDrive%\\inetpub\\history\\CFGHISTORY_* of a node.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
