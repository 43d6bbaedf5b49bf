// What rules ask about the records that the nodes hold: who needs them, and who made them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint::rules {

inline constexpr std::string_view no_application_id = "{00000000-0000-0000-0000-000000000000}";

// "{214124cd-…} (IIS Express)", or the id alone if nobody knows whose it is (iis.md §3.3).
std::string application_words(std::string_view id);

// Whether it is another program's. An id of zeros is no program's.
bool has_foreign_id(const SslRecord& record);

// A record of an active node.
struct NodeRecord {
  std::size_t node = 0;  // index into the manifest's nodes
  const SslRecord* record = nullptr;
};
// Those of captures: an <sslBinding> tells too little of a record to judge it.
std::vector<NodeRecord> captured_records(const Farm& farm);

// What the https bindings of all sites ask of HTTP.sys, whether the sites start or not. A binding
// that cannot be read asks for what it evidently means.
struct WantedRecords {
  std::set<RecordKey> keys;
  std::set<std::uint16_t> ports;
};
WantedRecords wanted_records(const Farm& farm);

// The first binding that needs each record which is there.
std::map<const SslRecord*, const TlsUse*> users_of_records(const Farm& farm);

Fix remove_record(const RecordKey& key, std::string_view node);

}  // namespace farmlint::rules
