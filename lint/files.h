// Files as a whole: read within limits, written whole or not at all.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "lint/bytes.h"

namespace farmlint {

// farmlint cannot do its work (as opposed to: the configuration is wrong). Caught once, in main.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The path as reports print it: relative to `root`, with '/', links resolved. A path outside of
// `root` keeps its leading "..".
std::string report_path(const std::filesystem::path& path, const std::filesystem::path& root);

// The bytes of a file or a pipe, or of standard input for "-". Throws Error, also for a pipe that
// nobody writes to, a device, and what is larger than limits::file_bytes.
Bytes read_file(const std::filesystem::path& path);

// Replaces the file in one step, so that nobody ever sees a part of it. A pipe or a device is
// written to. Throws Error.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace farmlint
