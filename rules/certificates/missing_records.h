// Records that bindings need and a node lacks, one for all the bindings that need it there.
#pragma once

#include <vector>

#include "lint/farm/farm.h"

namespace farmlint::rules {

struct MissingRecord {
  RecordKey key;
  std::vector<const TlsUse*> uses;  // at least one, all of one node
};

enum class Asks : std::uint8_t { Record, CentralStore };

// In the order in which the first binding of each stands in the configuration.
std::vector<MissingRecord> missing_records(const Farm& farm, Asks what);

}  // namespace farmlint::rules
