// What every reader of captures promises.
#pragma once

#include "lint/capture/capture.h"
#include "tests/fuzz/require.h"

namespace farmlint::fuzz {

// Reads the bytes as a capture. Nothing is read from something without a place, and `check` sees
// every item.
template <typename Item, typename Check>
void read(CaptureOf<Item> (*reader)(const SourceSet&, FileId), const std::string& input,
          Check check) {
  SourceSet sources;
  // Not the first file, so that a place that nobody filled is seen.
  sources.add_capture("first", {});
  const FileId file = sources.add_capture("capture", input);
  const CaptureOf<Item> capture = reader(sources, file);
  for (const CaptureProblem& problem : capture.problems) {
    require_place(sources, file, problem.at);
    require(!problem.message.empty());
  }
  for (const Item& item : capture.items) {
    require_place(sources, file, item.at);
    check(sources, item);
  }
}

}  // namespace farmlint::fuzz
