#include "rules/certificates/missing_records.h"

#include <map>
#include <utility>

namespace farmlint::rules {

std::vector<MissingRecord> missing_records(const Farm& farm, Asks what) {
  std::vector<MissingRecord> missing;
  std::map<std::pair<std::size_t, RecordKey>, std::size_t> known;
  for (const TlsUse& use : farm.tls) {
    if (!use.missing() || use.binding->central_store() != (what == Asks::CentralStore)) continue;
    const auto [entry, is_new] = known.try_emplace({use.node, use.expected}, missing.size());
    if (is_new) missing.push_back({.key = use.expected, .uses = {}});
    missing[entry->second].uses.push_back(&use);
  }
  return missing;
}

}  // namespace farmlint::rules
