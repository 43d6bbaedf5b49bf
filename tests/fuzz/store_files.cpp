#include "tests/fuzz/capture.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::read(read_store_files, data, size,
                    [](const SourceSet& sources, const Located<std::string>& name) {
                      fuzz::require(sources.text(name.at) == name.value && !name.value.empty());
                    });
}
