// A report made by hand, for the tests of the reporters: farms whose findings point into texts.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/report.h"

namespace farmlint::test {

inline constinit const Rule missing_rule{
    .name = "site-missing-node-binding",
    .severity = Severity::Error,
    .subject = Subjects::Farm,
    .summary = "A site does not answer on one of its nodes.",
    .rationale = "Requests that the load balancer sends to the node fail.",
    .remediation = "Add the binding that the message names.",
    .evidence = Evidence::Manifest,
    .check = nullptr,
};

inline constinit const Rule star_rule{
    .name = "binding-host-star",
    .severity = Severity::Warning,
    .subject = Subjects::Bindings,
    .summary = "The host of a binding is a star.",
    .rationale = "IIS takes the star for any host, other tools take it for a name.",
    .remediation = "Leave the host empty.",
    .evidence = Evidence::Config,
    .check = nullptr,
};

inline constinit const Rule note_rule{
    .name = "site-not-in-manifest",
    .severity = Severity::Note,
    .subject = Subjects::Farm,
    .summary = "A site of the configuration is not in the manifest.",
    .rationale = "It is expected on every node, which may not be meant.",
    .remediation = "Add the site to the manifest.",
    .evidence = Evidence::Manifest,
    .check = nullptr,
};

inline constexpr std::array sample_rules{&star_rule, &missing_rule, &note_rule};

// One farm under construction.
class SampleFarm {
 public:
  explicit SampleFarm(std::string name) {
    farm_.name = std::move(name);
    farm_.sources = sources_;
    farm_.rules = 3;
  }

  FileId file(std::string path, std::string bytes) {
    return sources_->add(std::move(path), std::move(bytes));
  }
  // The first place where the file says `text`.
  Location at(FileId file, std::string_view text) const {
    const auto begin = sources_->text(file).find(text);
    if (begin == std::string_view::npos) throw std::invalid_argument(std::string(text));
    return {file, static_cast<std::uint32_t>(begin),
            static_cast<std::uint32_t>(begin + text.size())};
  }
  Finding& add(const Rule& rule, const Location& where, std::string message) {
    return Findings(rule, farm_.findings).add_text(where, std::move(message));
  }

  const FarmReport& report() const { return farm_; }
  FarmReport& operator*() { return farm_; }
  FarmReport* operator->() { return &farm_; }

 private:
  std::shared_ptr<SourceSet> sources_ = std::make_shared<SourceSet>();
  FarmReport farm_;
};

inline constexpr std::string_view contoso_config =
    "<configuration>\n"
    "  <system.applicationHost>\n"
    "    <sites>\n"
    "      <site name=\"Site1\" id=\"1\">\n"
    "        <bindings>\n"
    "          <binding protocol=\"https\" bindingInformation=\"10.10.10.1:443:\" />\n"
    "          <binding protocol=\"http\" bindingInformation=\"*:80:*\" />\n"
    "        </bindings>\n"
    "      </site>\n"
    "    </sites>\n"
    "  </system.applicationHost>\n"
    "</configuration>\n";

inline constexpr std::string_view contoso_manifest =
    "<farm xmlns=\"urn:farmlint:farm:1\" name=\"contoso\">\n"
    "  <site name=\"Site1\"><at node=\"ServerB\" ip=\"10.10.10.3\"/></site>\n"
    "</farm>\n";

// The founding case in small: an error with everything, a warning with an edit, one ignored note.
inline FarmReport contoso() {
  SampleFarm farm("contoso");
  const FileId manifest = farm.file("farm.xml", std::string(contoso_manifest));
  const FileId config = farm.file("applicationHost.config", std::string(contoso_config));
  farm->manifest = "farm.xml";
  farm->configuration = "applicationHost.config";
  farm->nodes = 2;
  farm->sites = 1;
  farm->bindings = 2;
  const Location binding = farm.at(config, "10.10.10.1:443:");
  farm.add(missing_rule, binding,
           "Site1 has no https binding for 10.10.10.3, its address on ServerB")
      .about({.object = "sites/site[Site1]/bindings",
              .site = "Site1",
              .node = "ServerB",
              .binding = "https 10.10.10.3:443:",
              .pool = {},
              .path = {},
              .address = {}})
      .note(binding, "Site1 answers https only here")
      .note(farm.at(manifest, "10.10.10.3"), "ServerB's address for Site1 is declared here")
      .fix({.description = "add the binding",
            .edits = {},
            .commands = {{"appcmd", "", "appcmd.exe set site /site.name:\"Site1\""},
                         {"netsh", "ServerB", "netsh http add sslcert ipport=10.10.10.3:443"}}});
  const Location star = farm.at(config, "*\" />");
  farm.add(star_rule, {config, star.begin, star.begin + 1}, "the host of '*:80:*' is a star")
      .about({.object = "sites/site[Site1]/bindings/binding[http,*:80:*]",
              .site = "Site1",
              .node = {},
              .binding = "http *:80:*",
              .pool = {},
              .path = {},
              .address = {}})
      .fix({.description = "leave the host empty",
            .edits = {{{config, star.begin, star.begin + 1}, ""}},
            .commands = {}});
  Finding ignored{.rule = &note_rule,
                  .level = Severity::Note,
                  .at = farm.at(config, "name=\"Site1\""),
                  .message = "site 'Site1' is not in the manifest",
                  .subject = {},
                  .notes = {},
                  .fixes = {}};
  ignored.subject.site = "Site1";
  farm->suppressed.push_back({.finding = ignored, .reason = "never started", .in_source = true});
  farm->not_checked = {{"ssl-record-missing", "ServerA", "no sslcert capture"},
                       {"ssl-record-missing", "ServerB", "no sslcert capture"}};
  farm->not_used = {{"capture", 2}, {"certificate", 1}};
  return *farm;
}

inline Report report_of(std::vector<FarmReport> farms) {
  return {.farms = std::move(farms), .rules = sample_rules};
}

}  // namespace farmlint::test
