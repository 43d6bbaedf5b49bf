#include "tests/fuzz/capture.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::read(read_listen_list, data, size,
                    [](const SourceSet& sources, const Located<IpAddress>& address) {
                      fuzz::require(parse_ip(sources.text(address.at)) == address.value);
                    });
}
