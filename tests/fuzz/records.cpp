#include "tests/fuzz/capture.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::read(read_records, data, size,
                    [](const SourceSet& sources, const SslRecord& record) {
                      fuzz::require(record.key.port != 0 && !sources.text(record.at).empty());
                      fuzz::require(record.thumbprint.empty() || record.raw_hash.empty());
                      fuzz::require_place(sources, record.at.file, record.hash_at);
                      for (const auto& setting : record.settings)
                        if (setting) fuzz::require_place(sources, record.at.file, setting->at);
                    });
}
