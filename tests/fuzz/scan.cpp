#include "lint/scan.h"

#include "tests/fuzz/require.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceSet sources;
  const FileId file = sources.add("file", fuzz::text_of(data, size));
  const Scan scanned = scan(file, sources.text(file));
  fuzz::require_places(sources, file, scanned.tree);
  if (scanned.problem) fuzz::require_place(sources, file, scanned.problem->at);
  return 0;
}
