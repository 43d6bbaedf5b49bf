// What a rule is: a name, the words a user reads, and one function.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint {

// What a rule needs to know. The engine runs a rule only where its evidence is there, and records
// it as not checked elsewhere. Those from Records on need a manifest, too, and are there node by
// node: the rule itself looks only at nodes that have it, and only at applications whose web.config
// is there.
enum class Evidence : std::uint8_t {
  Document,        // only files, readable or not
  Config,          // a configuration that can be read
  WebConfigs,      // and the web.config files of the sites, as far as they are there
  Manifest,        // a configuration and a farm manifest
  Records,         // the node's certificate records
  Certificates,    // these and the certificates that they name
  Inventory,       // the node's certificates
  ListenList,      // the addresses on which HTTP.sys listens
  StoreFiles,      // the files in the Central Certificate Store
  StoreSettings,   // the node's settings for the Central Certificate Store
  Redirection,     // the node's redirection.config
  Administration,  // administration.config
  AspNet,          // the web.config files of the sites, of the framework, and machine.config
};

// What a rule is about; also its folder under rules/.
enum class Subjects : std::uint8_t {
  Structure,
  Bindings,
  Farm,
  Certificates,
  Sharing,
  Pools,
  AspNet,
  Hygiene,
  Suppressions
};

constexpr std::array every_subject{
    Subjects::Structure,    Subjects::Bindings, Subjects::Farm,
    Subjects::Certificates, Subjects::Sharing,  Subjects::Pools,
    Subjects::AspNet,       Subjects::Hygiene,  Subjects::Suppressions};

constexpr std::string_view to_string(Subjects subject) {
  constexpr std::array<std::string_view, every_subject.size()> names{
      "structure", "bindings", "farm",    "certificates", "sharing",
      "pools",     "aspnet",   "hygiene", "suppressions"};
  return names.at(static_cast<std::size_t>(subject));
}

// Which files a rule makes sense for; elsewhere it says nothing.
enum class Suits : std::uint8_t {
  AnyFile,
  Servers,       // not IIS Express, whose paths, pools and log settings are a developer's own
  WholeServers,  // nor the excerpt that WAS writes for one application pool
};

enum class Runs : std::uint8_t {
  ByDefault,
  OnDemand,  // fires on healthy farms: with --profile all, by name, or where it is given a level
};

struct Rule {
  std::string_view name;  // kebab-case; names the fault; never reused
  Severity severity;
  Subjects subject;
  std::string_view summary;      // one sentence, present tense: what is wrong
  std::string_view rationale;    // what happens on the farm because of it
  std::string_view remediation;  // what to change
  Evidence evidence = Evidence::Config;
  Suits suits = Suits::AnyFile;
  Runs runs = Runs::ByDefault;
  // Changes nothing but `findings`: rules run side by side.
  void (*check)(const Farm& farm, Findings& findings);
};

}  // namespace farmlint
