// One program for all targets, since linking one takes as long as feeding it for a while.
// FARMLINT_FUZZ_TARGET in the environment names the one to feed; `run` sets it.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include "tests/fuzz/targets.h"

using namespace farmlint;

namespace {

using Feed = void (*)(const std::string& input);

constexpr std::array<std::pair<std::string_view, Feed>, 11> targets{{
    {"binding", fuzz::feed_binding},
    {"certificates", fuzz::feed_certificates},
    {"check", fuzz::feed_check},
    {"configuration", fuzz::feed_configuration},
    {"json", fuzz::feed_json},
    {"listen_list", fuzz::feed_listen_list},
    {"manifest", fuzz::feed_manifest},
    {"records", fuzz::feed_records},
    {"scan", fuzz::feed_scan},
    {"store_files", fuzz::feed_store_files},
    {"store_settings", fuzz::feed_store_settings},
}};

Feed chosen() {
  const char* const wanted = std::getenv("FARMLINT_FUZZ_TARGET");
  for (const auto& [name, feed] : targets)
    if (wanted != nullptr && name == wanted) return feed;
  std::cerr << "FARMLINT_FUZZ_TARGET is to be one of:";
  for (const auto& [name, feed] : targets) std::cerr << ' ' << name;
  std::cerr << '\n';
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Feed feed = chosen();
  const char* const bytes = reinterpret_cast<const char*>(data);
  feed({bytes, bytes + size});
  return 0;
}
