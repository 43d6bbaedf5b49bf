// Records that bindings need and a node lacks, one for all the bindings that need it there.
#pragma once

#include <string_view>
#include <vector>

#include "rules/certificates/grouped_uses.h"

namespace farmlint::rules {

// By node and the record's key.
using MissingRecord = GroupedUses<std::pair<std::size_t, RecordKey>>::Group;

enum class Asks : std::uint8_t { Record, CentralStore };

// In the order in which the first binding of each stands in the configuration.
std::vector<MissingRecord> missing_records(const Farm& farm, Asks what);

// Says that the node has no `what`, and what clients get instead. The level is that of the
// handshake that goes worst.
Finding& report_missing(const Farm& farm, const MissingRecord& missing, std::string_view what,
                        Findings& findings);

}  // namespace farmlint::rules
