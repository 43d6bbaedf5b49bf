#include "lint/rule.h"

namespace farmlint::rules {
namespace {

std::string_view consequence(ConfigKind kind) {
  switch (kind) {
    case ConfigKind::Administration:
      return "IIS Manager cannot open a server that shares this file";
    case ConfigKind::Redirection:
      return "the node does not find the shared configuration, and WAS does not start there";
    case ConfigKind::WebConfig:
      return "every request at and below the file's folder fails with 500.19 (0x8007000d)";
    case ConfigKind::MachineConfig:
      return ".NET does not start on the node, so every managed application fails there";
    case ConfigKind::ApplicationHost:
      break;
  }
  return "WAS on every node stops with event 5005; a copy of the last good file lies in "
         "%SystemDrive%\\inetpub\\history\\CFGHISTORY_*";
}

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    if (document.xml.readable()) continue;
    const XmlProblem& problem = *document.xml.unreadable;
    findings.add_text(problem.at, problem.message)
        .note(problem.at, "{}", consequence(document.kind));
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
