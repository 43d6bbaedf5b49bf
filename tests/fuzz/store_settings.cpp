#include "tests/fuzz/capture.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_store_settings(const std::string& input) {
  fuzz::read(read_store_settings, input,
             [](const SourceSet& sources, const CentralStoreSettings& settings) {
               fuzz::require(is_registry_export(sources, settings.at.file));
             });
}
