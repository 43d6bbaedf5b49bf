#include <algorithm>
#include <array>
#include <map>

#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// Passwords are not compared: each machine encrypts them with a key of its own.
struct Field {
  std::string_view words;
  std::string (*value)(const CentralStoreSettings&);
};

constexpr std::array<Field, 3> fields{
    {{"the folder", [](const CentralStoreSettings& has) { return has.location; }},
     {"the account", [](const CentralStoreSettings& has) { return has.user_name; }},
     {"the polling interval in seconds",
      [](const CentralStoreSettings& has) { return fmt::format("{}", has.polling_interval); }}}};

// As Windows compares it.
std::string key_of(const Field& field, const CentralStoreSettings& settings) {
  std::string key = lower(field.value(settings));
  while (key.ends_with('\\') || key.ends_with('/')) key.pop_back();
  return key;
}

using Nodes = std::vector<std::size_t>;

const CentralStoreSettings& settings_of(const Farm& farm, std::size_t node) {
  return *farm.evidence[node].store_settings;
}

std::string_view name_of(const Farm& farm, std::size_t node) {
  return farm.manifest->nodes[node].name.value;
}

Subject about(const Farm& farm, std::size_t node) {
  Subject subject;
  subject.object = fmt::format("node[{}]/centralStore", name_of(farm, node));
  subject.node = name_of(farm, node);
  return subject;
}

// For each field the first node that has it like most of them.
std::array<std::size_t, fields.size()> usual(const Farm& farm, const Nodes& nodes) {
  std::array<std::size_t, fields.size()> result{};
  for (std::size_t f = 0; f < fields.size(); ++f) {
    std::map<std::string, std::size_t> counts;
    for (const std::size_t n : nodes) ++counts[key_of(fields.at(f), settings_of(farm, n))];
    result.at(f) = *std::ranges::max_element(nodes, {}, [&](std::size_t n) {
      return counts[key_of(fields.at(f), settings_of(farm, n))];
    });
  }
  return result;
}

std::string shown(const std::string& value) {
  return value.empty() ? "not set" : value;
}

void compare(const Farm& farm, const Nodes& nodes, Findings& findings) {
  if (nodes.size() < 2) return;
  const auto norm = usual(farm, nodes);
  for (const std::size_t n : nodes) {
    std::vector<std::string> words;
    std::size_t other = n;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const Field& field = fields.at(f);
      const CentralStoreSettings& wanted = settings_of(farm, norm.at(f));
      if (key_of(field, settings_of(farm, n)) == key_of(field, wanted)) continue;
      other = norm.at(f);
      words.push_back(fmt::format("{} is {} ({}: {})", field.words,
                                  shown(field.value(settings_of(farm, n))), name_of(farm, other),
                                  shown(field.value(wanted))));
    }
    if (words.empty()) continue;
    findings
        .add(settings_of(farm, n).at,
             "{}'s settings of the Central Certificate Store differ from other nodes': {}",
             name_of(farm, n), enumeration(words))
        .about(about(farm, n))
        .note(settings_of(farm, other).at, "{} has it here", name_of(farm, other));
  }
}

void report_off(const Farm& farm, std::size_t node, Findings& findings) {
  findings
      .add(settings_of(farm, node).at,
           "the Central Certificate Store is switched off on {}, and bindings there need it",
           name_of(farm, node))
      .about(about(farm, node));
}

// Only if the manifest lists features at all.
bool lacks_feature(const Node& node) {
  return !node.features.empty() && std::ranges::none_of(node.features, [](const Text& feature) {
    return iequals(feature.value, "ccs") || iequals(feature.value, "Web-CertProvider");
  });
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<bool> concerned = nodes_with(farm, Serving::CentralStore);
  Nodes enabled;
  for (std::size_t n = 0; n < concerned.size(); ++n) {
    if (!concerned[n]) continue;
    const Node& node = farm.manifest->nodes[n];
    const auto& settings = farm.evidence[n].store_settings;
    if (settings && settings->enabled) {
      enabled.push_back(n);
    } else if (settings) {
      report_off(farm, n, findings);
    } else if (lacks_feature(node)) {
      findings
          .add(node.features.front().at,
               "{} lacks the feature Web-CertProvider, and bindings there need the Central "
               "Certificate Store",
               node.name.value)
          .about(about(farm, n));
    }
  }
  compare(farm, enabled, findings);
}

}  // namespace

extern constinit const Rule ccs_provider_drift{
    .name = "ccs-provider-drift",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "The Central Certificate Store is not set up alike on all nodes.",
    .rationale =
        "The bindings are shared, but where the store is, and whether it is used at all, stands "
        "in each node's registry. A node that reads another folder, or none, presents old "
        "certificates or resets the connection, while the other nodes work.",
    .remediation =
        "Set up the store on that node like on the others (IIS Manager, Centralized Certificates; "
        "Install-WindowsFeature Web-CertProvider where the feature is missing).",
    .evidence = Evidence::StoreSettings,
    .check = check,
};

}  // namespace farmlint::rules
