#include "lint/scan.h"

#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_scan(const std::string& input) {
  SourceSet sources;
  const FileId file = sources.add("file", input);
  const Scan scanned = scan(file, sources.text(file));
  fuzz::require_places(sources, file, scanned.tree);
  if (scanned.problem) fuzz::require_place(sources, file, scanned.problem->at);
}
