// What every reader of captures promises, whatever the bytes are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lint/capture/capture.h"

namespace farmlint::fuzz {

inline void require(bool kept) {
  if (!kept) std::abort();
}

inline void require_place(const SourceSet& sources, FileId file, const Location& at) {
  require(at.file == file && at.begin <= at.end && at.end <= sources.text(file).size());
}

// Reads the bytes as a capture. Nothing is read from something without a place, and `check` sees
// every item.
template <typename Item, typename Check>
int read(CaptureOf<Item> (*reader)(const SourceSet&, FileId), const std::uint8_t* data,
         std::size_t size, Check check) {
  SourceSet sources;
  // Not the first file, so that a place that nobody filled is seen.
  sources.add_capture("first", {});
  const char* const bytes = reinterpret_cast<const char*>(data);
  const FileId file = sources.add_capture("capture", std::string(bytes, bytes + size));
  const CaptureOf<Item> capture = reader(sources, file);
  for (const CaptureProblem& problem : capture.problems) {
    require_place(sources, file, problem.at);
    require(!problem.message.empty());
  }
  for (const Item& item : capture.items) {
    require_place(sources, file, item.at);
    check(sources, item);
  }
  return 0;
}

}  // namespace farmlint::fuzz
