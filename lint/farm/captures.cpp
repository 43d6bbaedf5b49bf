#include <algorithm>
#include <fstream>
#include <system_error>

#include "lint/farm/manifest_reader.h"

namespace farmlint::manifest_reader {
namespace {

namespace fs = std::filesystem;

bool is_pattern(std::string_view name) {
  return name.find_first_of("*?") != std::string_view::npos;
}

// Manifests are written on Windows, too.
fs::path path_of(const fs::path& folder, std::string_view file) {
  std::string text(file);
  std::ranges::replace(text, '\\', '/');
  return folder / text;
}

bool can_be_read(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && std::ifstream(path, std::ios::binary).good();
}

// The files of one folder that match the last part of `pattern`, by name.
std::vector<std::string> matches(const fs::path& pattern) {
  std::vector<std::string> found;
  std::error_code error;
  const std::string name = pattern.filename().string();
  for (const auto& entry : fs::directory_iterator(pattern.parent_path(), error)) {
    if (!entry.is_regular_file(error)) continue;
    if (glob_match(name, entry.path().filename().string()))
      found.push_back(entry.path().generic_string());
  }
  std::ranges::sort(found);
  return found;
}

void resolve(Capture& capture, const fs::path& folder, Errors& errors) {
  if (capture.file.value.empty()) return;
  const fs::path path = path_of(folder, capture.file.value);
  if (is_pattern(path.filename().string())) {
    capture.paths = matches(path);
    if (capture.paths.empty())
      errors.add(capture.file.at, "no file matches '{}'", capture.file.value);
  } else {
    capture.paths = {path.generic_string()};
  }
  for (const std::string& file : capture.paths) {
    if (can_be_read(file)) continue;
    std::error_code error;
    const bool there = fs::exists(file, error);
    errors.add(capture.file.at, "the capture '{}' {}", capture.file.value,
               there ? "cannot be read" : "does not exist");
  }
}

}  // namespace

void resolve_captures(Manifest& manifest, const fs::path& folder, Errors& errors) {
  for (Node& node : manifest.nodes) {
    for (Capture& capture : node.captures) resolve(capture, folder, errors);
  }
}

}  // namespace farmlint::manifest_reader
