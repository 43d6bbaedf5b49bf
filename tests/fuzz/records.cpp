#include "tests/fuzz/capture.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_records(const std::string& input) {
  fuzz::read(read_records, input, [](const SourceSet& sources, const SslRecord& record) {
    fuzz::require(record.key.port != 0 && !sources.text(record.at).empty());
    fuzz::require(record.thumbprint.empty() || record.raw_hash.empty());
    fuzz::require_place(sources, record.at.file, record.hash_at);
    for (const auto& setting : record.settings)
      if (setting) fuzz::require_place(sources, record.at.file, setting->at);
  });
}
