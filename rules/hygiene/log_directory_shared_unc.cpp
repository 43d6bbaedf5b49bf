#include <algorithm>
#include <array>
#include <set>

#include "lint/config/paths.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view log_section = "system.applicationHost/log";

// Whether all nodes mean the same folder by the path: on a server that is not each node itself, and
// without a variable, which each node may have its own value for.
bool is_shared(std::string_view path) {
  constexpr std::array<std::string_view, 4> each_node{R"(\\.)", R"(\\?)", R"(\\localhost)",
                                                      R"(\\127.0.0.1)"};
  if (!is_unc(path) || path.find('%') != std::string_view::npos) return false;
  const std::string share = share_of(path);
  return std::ranges::find(each_node, share.substr(0, share.find('\\', 2))) == each_node.end();
}

class Logs {
 public:
  Logs(const Farm& farm, Findings& findings) : farm_(farm), findings_(findings) {}

  void check() {
    const Effective mode =
        farm_.sections.value("", {.section = log_section, .attribute = "centralLogFileMode"});
    if (mode.is("CentralBinary")) check_central("centralBinaryLogFile");
    if (mode.is("CentralW3C")) check_central("centralW3CLogFile");
    for (const Site& site : farm_.config.sites) {
      if (!site.starts || nodes_of(farm_, site).size() < 2) continue;
      if (mode.is("Site")) check_site(site, "logFile", "logs");
      check_site(site, "traceFailedRequestsLogging", "failed-request traces");
    }
  }

 private:
  void check_central(std::string_view element) {
    const SectionAttribute enabled{
        .section = log_section, .attribute = "enabled", .child = element};
    if (active_nodes(farm_).size() < 2 || farm_.sections.value("", enabled).is("false")) return;
    report("the central logs",
           farm_.sections.value(
               "", {.section = log_section, .attribute = "directory", .child = element}),
           {.object = std::string(log_section)});
  }

  void check_site(const Site& site, std::string_view element, std::string_view what) {
    const Effective folder = site.layers().value("directory", element);
    if (!site.layers().value("enabled", element).is("true")) return;
    if (folder.origin == Origin::Own)
      report(fmt::format("{}'s {}", site.name().value, what), folder, about(site));
    else
      report(fmt::format("the {} of all sites", what), folder, {.object = "sites/siteDefaults"});
  }

  void report(std::string_view what, const Effective& folder, Subject subject) {
    if (!is_shared(folder.value) || !told_.insert(folder.at).second) return;
    std::string_view path = folder.value;
    while (path.ends_with('\\') || path.ends_with('/')) path.remove_suffix(1);
    findings_
        .add(folder.at, "all nodes write {} to {}, into files of the same names", what,
             folder.value)
        .about(std::move(subject))
        .note(folder.at, "the nodes compete for one file: lines are lost, or a node stops logging")
        .fix({.description = "a folder for each node",
              .edits = {{.at = folder.at, .text = fmt::format(R"({}\%COMPUTERNAME%)", path)}}})
        .fix({.description = "a local folder",
              .edits = {{.at = folder.at, .text = R"(%SystemDrive%\inetpub\logs)"}}});
  }

  const Farm& farm_;
  Findings& findings_;
  std::set<Location> told_;
};

void check(const Farm& farm, Findings& findings) {
  Logs(farm, findings).check();
}

}  // namespace

extern constinit const Rule log_directory_shared_unc{
    .name = "log-directory-shared-unc",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "All nodes write their logs to one folder on a share.",
    .rationale =
        "Logs of a site have the same name on every node (W3SVC with its id, the day), so the "
        "nodes compete for one file on the share. Lines are lost, or logging stops.",
    .remediation = "Log to a local folder, or put %COMPUTERNAME% into the path.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
