// What applicationHost.config says, as rules see it: sites, bindings, pools, sections, locations,
// each value with its place. Views of the document it was made from.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/arena.h"
#include "lint/by_name.h"
#include "lint/config/binding_text.h"
#include "lint/config/effective.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

// There are more of them than of anything else. What rules ask of every object is inlined, as they
// mostly want the value only: the compiler then leaves the place out.
struct Binding {
  const XmlElement* element = nullptr;
  std::uint32_t ssl_flags = 0;
  Scheme scheme = Scheme::Other;
  bool inherited = false;  // from siteDefaults
  BindingText text;

  [[gnu::always_inline]] Text protocol() const { return element->value("protocol"); }
  Text information() const { return element->value("bindingInformation"); }
  bool sni() const { return (ssl_flags & 1U) != 0; }
  bool central_store() const { return (ssl_flags & 2U) != 0; }
  // The protocol in lower case, whichever it is.
  std::string_view scheme_name() const;
  bool https() const { return scheme == Scheme::Https; }
  // http, https or ftp: what a site answers on, and what a manifest can ask for.
  bool web() const {
    return scheme == Scheme::Http || scheme == Scheme::Https || scheme == Scheme::Ftp;
  }
  const EndPoint* end_point() const { return text.end_point(); }
  // Empty where the text does not have the parts that the protocol wants.
  WrittenParts written() const;
  // "https 10.0.0.1:443:"
  std::string label() const;
  // The place of a part of the information, given as a range of its text.
  Location part(std::size_t begin, std::size_t end) const;
};

// What an object of a list is made of: the rest is asked of its element.
struct ConfigObject {
  const XmlElement* element;
  const Defaults* defaults;  // in ConfigModel::defaults

  ConfigObject(const XmlElement& object, const Defaults& around)
      : element(&object), defaults(&around) {}
  Layers layers() const { return {*element, *defaults}; }
};

class VirtualDirectory : public ConfigObject {
 public:
  VirtualDirectory(const ConfigObject& object, const Effective& physical_path)
      : ConfigObject(object), physical_path_(physical_path) {}

  [[gnu::always_inline]] Text path() const { return element->value("path"); }
  const Effective& physical_path() const { return physical_path_; }

 private:
  Effective physical_path_;  // many rules ask for it
};

struct Application : ConfigObject {
  using ConfigObject::ConfigObject;

  std::optional<std::uint32_t> pool_index;  // its pool, or the default one, in ConfigModel::pools
  std::span<const VirtualDirectory> virtual_directories;

  [[gnu::always_inline]] Text path() const { return element->value("path"); }
  Effective pool() const { return layers().filled_value("applicationPool"); }
};

struct Site : ConfigObject {
  using ConfigObject::ConfigObject;

  std::span<const Binding> bindings;  // effective: siteDefaults' first, cleared ones gone
  const XmlElement* bindings_element = nullptr;  // the site's own <bindings>, if it has one
  std::span<const Application> applications;
  bool clears_bindings = false;
  bool starts = true;  // effective serverAutoStart

  [[gnu::always_inline]] Text name() const { return element->value("name"); }
  Text id() const { return element->value("id"); }
  // Where it is said whether the site starts.
  Location starts_at() const { return layers().value("serverAutoStart").at; }
  // Where to point when the fault is that a binding is missing: the <bindings> tag, else the site.
  Location bindings_at() const;
};

struct ApplicationPool : ConfigObject {
  using ConfigObject::ConfigObject;

  [[gnu::always_inline]] Text name() const { return element->value("name"); }
};

struct SectionDeclaration {
  std::string path;  // "system.webServer/security/access"
  const XmlElement* element = nullptr;
};

// One <location>.
struct ConfigLocation {
  const XmlElement* element = nullptr;

  [[gnu::always_inline]] Text path() const { return element->value("path"); }
  // Lower case, no trailing '/'; "." and absent are "".
  std::string normalized() const;
  // Whether it is about all sites.
  bool everywhere() const;
  // The name of the site in it, as it is written; empty for all sites.
  std::string_view site() const;
};

struct ConfigModel {
  const XmlElement* root = nullptr;
  const XmlElement* sites_element = nullptr;
  const XmlElement* pools_element = nullptr;
  const XmlElement* site_defaults = nullptr;
  const XmlElement* config_sections = nullptr;
  std::vector<Site> sites;
  std::vector<ApplicationPool> pools;
  std::vector<SectionDeclaration> declarations;
  std::vector<ConfigLocation> locations;       // the <location> elements, in order
  std::vector<const XmlElement*> host_groups;  // <system.applicationHost>, of all sites
  std::span<const Binding> default_bindings;   // of siteDefaults
  std::deque<Defaults> defaults;
  BindingStore binding_store;
  Arena arena;               // what sites and applications list
  bool iis_express = false;  // paths name IIS_BIN, IIS_USER_HOME or IIS_EXPRESS

  // Whether it has sites and no pools, like the excerpt that WAS writes for each pool
  // (inetpub\\temp\\appPools): whatever else is missing in it says nothing.
  bool per_pool() const { return sites_element != nullptr && pools_element == nullptr; }
  std::size_t binding_count() const;                         // of all sites
  const ApplicationPool* pool(std::string_view name) const;  // ignores case
  const Site* site(std::string_view name) const;             // ignores case

  // Made by read_config.
  ByName sites_by_name;
  ByName pools_by_name;
};

// Reads a well-formed <configuration>; the result views both arguments. Takes what it understands
// and skips the rest; what is wrong with the rest is the schema check's to say. Empty if the root
// element is another one.
ConfigModel read_config(const XmlDocument& document, const SchemaModel& schema);

// "sites/site[Site1]/bindings": the element's way from its section, items with their key.
std::string object_path(const XmlElement& element);

}  // namespace farmlint
