#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Names = std::set<std::string, std::less<>>;

// The host that a file is for, "_.contoso.com" for a wildcard; empty for other files. Nobody knows
// whether the store wants A-labels or Unicode, so both are right.
std::string host_of(std::string_view file) {
  constexpr std::string_view ending = ".pfx";
  constexpr std::string_view wildcard = "_.";
  if (file.size() < ending.size() || !iequals(file.substr(file.size() - ending.size()), ending))
    return {};
  file.remove_suffix(ending.size());
  if (!file.starts_with(wildcard)) return canonical_host(file);
  return std::string(wildcard) + canonical_host(file.substr(wildcard.size()));
}

using Listing = std::vector<Located<std::string>>;

// What the nodes find in the store. They share it, so most listings are the same one.
class Stores {
 public:
  explicit Stores(const Farm& farm) {
    for (const NodeEvidence& evidence : farm.evidence)
      of_node_.push_back(evidence.store_files ? &names(*evidence.store_files) : nullptr);
  }

  // nullptr if nobody knows.
  const Names* of_node(std::size_t node) const { return of_node_[node]; }

 private:
  const Names& names(const Listing& files) {
    const auto known = std::ranges::find_if(stores_, [&files](const Store& store) {
      return std::ranges::equal(*store.files, files, {}, &Located<std::string>::value,
                                &Located<std::string>::value);
    });
    if (known != stores_.end()) return known->names;
    Store& store = stores_.emplace_back(Store{.files = &files, .names = {}});
    for (const Located<std::string>& file : files) store.names.insert(host_of(file.value));
    return store.names;
  }

  struct Store {
    const Listing* files = nullptr;
    Names names;
  };
  std::deque<Store> stores_;  // a deque: names do not move
  std::vector<const Names*> of_node_;
};

// "_.contoso.com" for shop.contoso.com and for *.contoso.com; empty for a host without a parent.
std::string wildcard_of(std::string_view host) {
  const auto dot = host.find('.');
  return dot == std::string_view::npos ? std::string() : "_" + std::string(host.substr(dot));
}

bool has_file(const Names& names, std::string_view host) {
  const std::string wildcard = wildcard_of(host);
  return names.contains(host) || (!wildcard.empty() && names.contains(wildcard));
}

struct Missing {
  std::vector<const Binding*> bindings;
  std::set<std::size_t> nodes;
};

std::string file_words(std::string_view host) {
  const std::string wildcard = wildcard_of(host);
  if (host.starts_with('*')) return fmt::format("no {}.pfx", wildcard);
  if (wildcard.empty()) return fmt::format("no {}.pfx", host);
  return fmt::format("neither {}.pfx nor {}.pfx", host, wildcard);
}

void report(const Farm& farm, const Site& site, std::string_view host, const Missing& missing,
            Findings& findings) {
  const Binding& first = *missing.bindings.front();
  const std::vector<std::size_t> nodes(missing.nodes.begin(), missing.nodes.end());
  Finding& finding =
      findings.add(first.information().at,
                   "{}: the Central Certificate Store has {} for {}, by the listing "
                   "of {}",
                   site.name().value, file_words(host), host, node_words(farm, nodes));
  finding.about(about(site, first));
  finding.note(first.information().at,
               "clients get the certificate of the record of all addresses, or a reset connection "
               "if there is none");
  for (std::size_t i = 1; i < missing.bindings.size(); ++i)
    finding.note(missing.bindings[i]->information().at, "this binding needs it, too");
  const auto& settings = farm.evidence[nodes.front()].store_settings;
  if (settings)
    finding.note(settings->at, "the store is {} on {}", settings->location,
                 farm.manifest->nodes[nodes.front()].name.value);
  name_nodes(finding, farm, nodes);
}

void check_site(const Farm& farm, const Site& site, const Stores& stores, Findings& findings) {
  std::map<std::string_view, Missing> by_host;
  for (const Binding& binding : site.bindings) {
    if (!binding.https() || !binding.central_store() || !expected_record(binding)) continue;
    const std::string_view host = binding.end_point()->host;
    std::set<std::size_t> nodes;
    std::map<const Names*, bool> lack{{nullptr, false}};
    for (const std::size_t n : live_nodes(farm, site, binding)) {
      const auto [known, is_new] = lack.try_emplace(stores.of_node(n));
      if (is_new) known->second = !has_file(*known->first, host);
      if (known->second) nodes.insert(n);
    }
    if (nodes.empty()) continue;
    Missing& missing = by_host[host];
    missing.bindings.push_back(&binding);
    missing.nodes.merge(nodes);
  }
  for (const auto& [host, missing] : by_host) report(farm, site, host, missing, findings);
}

void check(const Farm& farm, Findings& findings) {
  const Stores stores(farm);
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (site.starts && (wanted == nullptr || wanted->tls.value != "offloaded"))
      check_site(farm, site, stores, findings);
  }
}

}  // namespace

extern constinit const Rule ccs_file_missing{
    .name = "ccs-file-missing",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "The Central Certificate Store has no file for the host of a binding.",
    .rationale =
        "The store chooses the certificate by the name of the file: the host's own, "
        "shop.contoso.com.pfx, else the wildcard of its parent, _.contoso.com.pfx. Without either, "
        "HTTP.sys falls back to the record of all addresses, and browsers warn, or it resets the "
        "connection.",
    .remediation =
        "Put the .pfx into the store under the name of the host; a certificate for several hosts "
        "needs a file for each.",
    .evidence = Evidence::StoreFiles,
    .check = check,
};

}  // namespace farmlint::rules
