#include "tests/fuzz/capture.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::read(read_store_settings, data, size,
                    [](const SourceSet& sources, const CentralStoreSettings& settings) {
                      fuzz::require(is_registry_export(sources, settings.at.file));
                    });
}
