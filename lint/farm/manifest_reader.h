// The steps of reading a manifest: elements into the model, then references and values.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "lint/farm/manifest.h"

namespace farmlint::manifest_reader {

// Collects what is wrong with a manifest.
class Errors {
 public:
  explicit Errors(std::vector<Finding>& out) : out_(out) {}

  template <typename... Args>
  Finding& add(const Location& at, fmt::format_string<Args...> text, Args&&... args) {
    Finding& error = out_.emplace_back();
    error.at = at;
    error.message = fmt::format(text, std::forward<Args>(args)...);
    return error;
  }

 private:
  std::vector<Finding>& out_;
};

// The words between blanks, each with its own place.
std::vector<Text> split(const Text& list);
bool is_thumbprint(std::string_view text);
std::optional<std::uint16_t> parse_port(std::string_view text);

// "; did you mean 'x'?", or nothing.
std::string did_you_mean(std::optional<std::string_view> nearest);

// Takes every element it knows; leaves references as they are written.
Manifest read_elements(const XmlElement& root);

// Fills indices of nodes, live addresses and the index.
void resolve_references(Manifest& manifest, Errors& errors);

// Values that the schema takes as text.
void check_values(const Manifest& manifest, Errors& errors);

void check_rule_names(const Manifest& manifest, std::span<const Rule* const> rules, Errors& errors);

// Fills Capture::paths; a file that is missing or cannot be read is an error.
void resolve_captures(Manifest& manifest, const std::filesystem::path& folder, Errors& errors);

}  // namespace farmlint::manifest_reader
