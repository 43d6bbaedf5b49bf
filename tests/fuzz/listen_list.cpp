#include "tests/fuzz/capture.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_listen_list(const std::string& input) {
  fuzz::read(read_listen_list, input,
             [](const SourceSet& sources, const Located<IpAddress>& address) {
               fuzz::require(parse_ip(sources.text(address.at)) == address.value);
             });
}
