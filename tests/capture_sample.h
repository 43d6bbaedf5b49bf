// What tests of captures share: text read as a capture, and a capture written out with its places.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "lint/capture/capture.h"

namespace farmlint::testing {

template <typename Item>
struct ReadCapture {
  SourceSet sources;
  FileId file{};
  CaptureOf<Item> capture;

  std::string_view text(const Location& at) const { return sources.text(at); }
  // "4:36"
  std::string place(const Location& at) const {
    const Position start = sources.start_of(at);
    return fmt::format("{}:{}", start.line, start.column);
  }
  std::string problems() const {
    std::string all;
    for (const CaptureProblem& problem : capture.problems)
      all += fmt::format("{}: {}\n", place(problem.at), problem.message);
    return all;
  }
};

template <typename Item>
ReadCapture<Item> read_as(CaptureOf<Item> (*reader)(const SourceSet&, FileId), std::string bytes) {
  ReadCapture<Item> read;
  read.file = read.sources.add_capture("capture", std::move(bytes));
  read.capture = reader(read.sources, read.file);
  return read;
}

inline ReadCapture<SslRecord> records(std::string bytes) {
  return read_as(read_records, std::move(bytes));
}

}  // namespace farmlint::testing
