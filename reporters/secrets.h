// Passwords, keys and connection strings: where they stand, so that no report shows them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/source.h"
#include "reporters/secret_places.h"

namespace farmlint::reporters {

// The text with every character of a secret replaced by '*'.
std::string redacted(std::string_view text);

// The secrets of the files of one farm: values of attributes that hold them, and of "password=" in
// comments and connection strings. A file is searched around the places that are asked about.
class Secrets {
 public:
  explicit Secrets(const SourceSet& sources) : sources_(sources), files_(sources.size()) {}

  // Whether a character at the place belongs to a secret.
  bool touches(const Location& at) const;
  // The text there, redacted.
  std::string shown(const Location& at) const;
  // The finding as it may be printed: no text of it gives away a secret. Edits that would have to
  // are dropped: applied with asterisks they would do harm.
  Finding without_secrets(Finding finding) const;

 private:
  // Ascending. Those that start in a piece, known by its number; those that are not apart from the
  // place.
  const std::vector<Span>& starting_in(FileId file, std::size_t number) const;
  std::vector<Span> overlapping(FileId file, Span place) const;
  std::vector<std::string> values_at(const Location& at) const;

  const SourceSet& sources_;
  mutable std::vector<std::vector<std::optional<std::vector<Span>>>> files_;  // by file and piece
};

}  // namespace farmlint::reporters
