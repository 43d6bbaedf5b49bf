#include "tests/fuzz/capture.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::read(read_certificates, data, size, [](const SourceSet&, const Certificate& one) {
    fuzz::require(!one.thumbprint.empty());
  });
}
