#include "lint/farm/manifest.h"

#include <algorithm>

#include "lint/farm/manifest_reader.h"
#include "lint/farm/read_manifest.h"
#include "lint/schema/check.h"
#include "lint/schemas.h"

namespace farmlint {
namespace {

constexpr std::string_view manifest_namespace = "urn:farmlint:farm:1";

bool root_is_farm(const XmlElement& root, manifest_reader::Errors& errors) {
  if (root.name() != "farm") {
    errors.add(root.at(), "the root element of a farm manifest is <farm>, not <{}>", root.name());
    return false;
  }
  const Text written = root.value("xmlns");
  if (written.value == manifest_namespace) return true;
  if (!root.has("xmlns")) {
    errors.add(root.at(), "<farm> lacks xmlns=\"{}\"", manifest_namespace);
  } else {
    errors.add(written.at, "the namespace of a farm manifest is '{}', not '{}'", manifest_namespace,
               written.value);
  }
  return false;
}

void add_schema_errors(const XmlDocument& document, std::vector<Finding>& errors) {
  const SchemaReport report = check_tree(document, *manifest_schema().root());
  for (const SchemaProblem& problem : report.problems) {
    Finding& error = errors.emplace_back();
    error.at = problem.at;
    error.message = problem.message;
    error.notes = problem.notes;
    error.fixes = problem.fixes;
  }
}

}  // namespace

bool Node::has(const IpAddress& ip) const {
  return live_index.contains(ip);
}

bool Node::has_v6() const {
  return std::ranges::any_of(live, &IpAddress::v6);
}

bool WantedEndpoint::wanted_on(std::size_t node) const {
  return !limited || std::ranges::binary_search(on, node);
}

bool CertificateEntry::lists(std::string_view thumbprint) const {
  return std::ranges::any_of(thumbprints,
                             [&](const Text& listed) { return iequals(listed.value, thumbprint); });
}

bool ManifestSite::is_alternate(std::string_view site) const {
  if (iequals(trim(alternates_text.value), site)) return true;
  return std::ranges::any_of(words(alternates_text.value),
                             [&](std::string_view word) { return iequals(word, site); });
}

const Node* Manifest::node(std::string_view wanted) const {
  const auto found = index.nodes.find(wanted);
  return found == index.nodes.end() ? nullptr : &nodes[found->second];
}

const Node* Manifest::node_at(std::string_view host) const {
  if (const Node* const named = node(host)) return named;
  const auto ip = parse_ip(host);
  if (!ip) return node(host.substr(0, host.find('.')));
  const auto found = index.nodes_of.find(*ip);
  return found == index.nodes_of.end() ? nullptr : &nodes[found->second.front()];
}

const ManifestSite* Manifest::site(std::string_view wanted) const {
  return wanted.empty() ? nullptr : index.sites.find(sites, name_of_site, wanted);
}

const ManifestSite* Manifest::owner(const IpAddress& ip, std::size_t node) const {
  const auto found = index.dedicated.find({ip, node});
  return found == index.dedicated.end() ? nullptr : &sites[found->second.front()];
}

const FrontEnd* Manifest::front_end(const IpAddress& ip) const {
  const auto has = [&](const NodeAddress& vip) { return vip.ip == ip; };
  const auto found = std::ranges::find_if(front_ends, [&](const FrontEnd& front_end) {
    return std::ranges::any_of(front_end.vips, has);
  });
  return found == front_ends.end() ? nullptr : &*found;
}

bool Manifest::belongs_to_farm(const IpAddress& ip) const {
  const FrontEnd* const virtual_one = front_end(ip);
  if (virtual_one != nullptr && virtual_one->reaches_nodes()) return true;
  const auto found = index.nodes_of.find(ip);
  return found != index.nodes_of.end() &&
         std::ranges::any_of(found->second, [&](std::size_t n) { return nodes[n].active(); });
}

ReadManifest read_manifest(const XmlDocument& document, const std::filesystem::path& folder,
                           std::span<const Rule* const> rules) {
  ReadManifest result;
  manifest_reader::Errors errors(result.errors);
  const XmlElement& root = document.root();
  if (!root_is_farm(root, errors)) return result;
  add_schema_errors(document, result.errors);
  result.manifest = manifest_reader::read_elements(root);
  manifest_reader::resolve_references(result.manifest, errors);
  manifest_reader::check_values(result.manifest, errors);
  manifest_reader::check_rule_names(result.manifest, rules, errors);
  manifest_reader::resolve_captures(result.manifest, folder, errors);
  std::ranges::stable_sort(result.errors, {}, &Finding::at);
  return result;
}

}  // namespace farmlint
