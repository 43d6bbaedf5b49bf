#include <map>

#include "lint/config/section_lock.h"
#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Declarations = std::map<std::string_view, const XmlElement*>;

void report(const Document& document, const XmlElement& section, std::string_view name,
            const SectionLock& lock, Findings& findings) {
  findings
      .add(section.at(), "web.config of {} sets {}, which is locked by {}=\"{}\"",
           document.location, section.name(),
           lock.by_location() ? "overrideMode" : "overrideModeDefault", lock.mode.value)
      .about({.object = std::string(name),
              .site = document.location.substr(0, document.location.find('/'))})
      .note(lock.mode.at, "locked here")
      .note(section.at(), "every request to {} fails with 500.19 (0x80070021)", document.location)
      .fix({.description = "allow the site to set the section",
            .edits = {},
            .commands = {{.tool = "appcmd",
                          .node = {},
                          .text = fmt::format("appcmd.exe unlock config \"{}\" /section:{}",
                                              document.location, name)}}});
}

void check_level(const Farm& farm, const Document& document, const XmlElement& level,
                 const std::string& path, const Declarations& declared, Findings& findings) {
  for (const XmlElement& child : level.children()) {
    const std::string name =
        path.empty() ? std::string(child.name()) : fmt::format("{}/{}", path, child.name());
    const auto found = declared.find(name);
    if (found == declared.end()) {
      check_level(farm, document, child, name, declared, findings);
      continue;
    }
    const SectionLock lock =
        section_lock(farm.config, normalize_location(document.location), name, *found->second);
    if (iequals(lock.mode.value, "Deny")) report(document, child, name, lock, findings);
  }
}

void check(const Farm& farm, Findings& findings) {
  Declarations declared;
  for (const SectionDeclaration& declaration : farm.config.declarations)
    declared.emplace(declaration.path, declaration.element);
  for (const Document& document : farm.documents)
    if (document.kind == ConfigKind::WebConfig && document.xml.readable() &&
        !document.location.empty())
      check_level(farm, document, document.xml.root(), {}, declared, findings);
}

}  // namespace

extern constinit const Rule locked_setting_overridden{
    .name = "locked-setting-overridden",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "A web.config sets a section that applicationHost.config locks.",
    .rationale =
        "IIS refuses the web.config (500.19, 0x80070021), so every request at and below its folder "
        "fails, on every node that has the file.",
    .remediation = "Unlock the section for the site, or take it out of the web.config.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
