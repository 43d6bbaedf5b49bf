#include "rules/certificates/record_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/commands.h"

namespace farmlint::rules {
namespace {

void want(const Binding& binding, WantedRecords& wanted) {
  const EndPoint* const end_point = binding.text.meant();
  if (end_point == nullptr) return;
  wanted.ports.insert(end_point->port);
  const auto key = expected_record(*end_point, binding.ssl_flags);
  if (!key) return;
  wanted.keys.insert(*key);
  if (key->central_store())
    wanted.keys.insert(scoped_store_record(std::string(end_point->host), end_point->port));
}

}  // namespace

std::string application_words(std::string_view id) {
  using Known = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Known, 3> applications{
      {{"{214124cd-d05b-4309-9af9-9caa44b2b74a}", "IIS Express"},
       {"{5d89a20c-beab-4389-9447-324788eb944a}", "AD FS"},
       {"{00112233-4455-6677-8899-aabbccddeeff}", "an example that people copy"}}};
  const auto* const found = std::ranges::find(applications, id, &Known::first);
  return found == applications.end() ? std::string(id) : fmt::format("{} ({})", id, found->second);
}

bool has_foreign_id(const SslRecord& record) {
  return !record.app_id.empty() && record.app_id != iis_application_id &&
         record.app_id != no_application_id;
}

std::vector<NodeRecord> captured_records(const Farm& farm) {
  std::vector<NodeRecord> found;
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    if (!farm.manifest->nodes[n].active() || !farm.evidence[n].records) continue;
    for (const SslRecord& record : farm.evidence[n].records->all())
      if (!record.from_manifest) found.push_back({.node = n, .record = &record});
  }
  return found;
}

WantedRecords wanted_records(const Farm& farm) {
  WantedRecords wanted;
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      if (binding.https()) want(binding, wanted);
  return wanted;
}

std::map<const SslRecord*, const TlsUse*> users_of_records(const Farm& farm) {
  std::map<const SslRecord*, const TlsUse*> users;
  for (const TlsUse& use : farm.tls)
    if (judged(use)) users.try_emplace(use.expected_record, &use);
  return users;
}

Fix remove_record(const RecordKey& key, std::string_view node) {
  Fix fix{.description = "delete the record"};
  fix.commands.push_back(netsh_delete_sslcert(key, node));
  return fix;
}

}  // namespace farmlint::rules
