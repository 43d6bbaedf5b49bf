#include "tests/fuzz/capture.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_certificates(const std::string& input) {
  fuzz::read(read_certificates, input, [](const SourceSet&, const Certificate& one) {
    fuzz::require(!one.thumbprint.empty());
  });
}
