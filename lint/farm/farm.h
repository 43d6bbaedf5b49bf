// The one thing a rule looks at: a configuration, the farm that shares it, and what follows from
// both.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/config/config_model.h"
#include "lint/config/doubts.h"
#include "lint/config/secrets.h"
#include "lint/config/section_values.h"
#include "lint/date.h"
#include "lint/farm/evidence.h"
#include "lint/farm/manifest.h"
#include "lint/farm/tls.h"
#include "lint/schema/check.h"
#include "lint/source.h"
#include "lint/xml.h"

namespace farmlint {

// One configuration file with what its schema check says.
struct Document {
  ConfigKind kind = ConfigKind::ApplicationHost;
  std::string location;  // of a web.config: the path it is for, "Shop/api"; empty: the root one
  const Node* node = nullptr;  // of a redirection.config: the node that it was copied from
  XmlDocument xml;
  SchemaReport schema;
  std::vector<Secret> secrets;  // in document order
};

// What an export puts into the folder of the configuration (iis.md §4.2). Where neither is there,
// or a redirection.config is, the folder is no copy of the share and tells nothing.
struct BesideConfiguration {
  bool administration = false;  // administration.config
  bool keys = false;            // configEncKey.key
};

struct Farm {
  std::string name;
  std::deque<Document> documents;  // the first is the configuration
  ConfigModel config;              // empty if the configuration cannot be read
  BesideConfiguration beside;
  Doubts doubts;           // about what the configuration has
  SectionValues sections;  // of the configuration and of the sites' web.config files
  std::optional<Manifest> manifest;
  std::optional<XmlDocument> manifest_document;
  std::vector<const ManifestSite*> declared;  // by site of `config`; empty without a manifest
  std::vector<NodeEvidence> evidence;         // by node of the manifest
  std::vector<TlsUse> tls;                    // views all of the above
  const SourceSet* sources = nullptr;         // the characters of all of them; for edits
  TimePoint now;
  int expiry_days = 30;  // a certificate that ends sooner is reported

  const Document& configuration() const { return documents.front(); }
  bool config_readable() const { return config.root != nullptr; }
};

// What the readable documents say. `schema` is the one they were read with.
SectionValues section_values(const Farm& farm, const SchemaModel& schema);

// LIVE: whether requests to the node can reach the binding. ANY is live everywhere, "[::]" on
// nodes with an IPv6 address, loopback everywhere (IIS ignores a binding whose address the
// node lacks: KB 2548832).
bool live(const BindingAddress& address, const Node& node);

// Indices of the active nodes where it is live, ascending. Empty without a manifest.
std::vector<std::size_t> live_nodes(const Farm& farm, const BindingAddress& address);

// Whether some active node has both; without a manifest, or for equal ANY addresses: true.
bool live_together(const Farm& farm, const Binding& a, const Binding& b);

// What the manifest says of each site, nullptr for nothing: Farm::declared.
std::vector<const ManifestSite*> declared_sites(const Manifest& manifest,
                                                const ConfigModel& config);

// The manifest's words on a site of the farm's configuration; nullptr if it has none (or there is
// no manifest).
const ManifestSite* declared(const Farm& farm, const Site& site);

// Indices of the active nodes on which the site is expected, ascending. Empty without a manifest.
std::vector<std::size_t> nodes_of(const Farm& farm, const Site& site);

// Whether one of the two sites is declared the alternate (blue/green twin) of the other.
bool alternates(const Farm& farm, const Site& a, const Site& b);

// Alternates that neither the manifest nor the configuration has: mistakes of the manifest like
// those of read_manifest, which cannot know the configuration. Empty without one.
std::vector<Finding> unknown_alternates(const Farm& farm);

// The subjects of findings about a site, one of its bindings or applications, and about a pool.
Subject about(const Site& site);
Subject about(const Site& site, const Binding& binding);
Subject about(const Site& site, const Application& application);
Subject about(const ApplicationPool& pool);
// And about any element: the site, the application or the pool that it stands in.
Subject about(const XmlElement& element);

// Whether a deployment replaces the text: it has one of the policy's template markers.
bool is_placeholder(const Farm& farm, std::string_view text);

// The active and draining nodes; empty without a manifest.
std::vector<const Node*> active_nodes(const Farm& farm);

}  // namespace farmlint
