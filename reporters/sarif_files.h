// The files of a SARIF log: its artifacts, and places in them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/report.h"
#include "reporters/line_hash.h"
#include "reporters/secrets.h"

namespace farmlint::reporters {

using Json = nlohmann::ordered_json;

class SarifFiles {
 public:
  explicit SarifFiles(const Report& report);

  Json artifacts() const;
  Json artifact_location(std::string_view path) const;
  // The fingerprint of the line; empty where GitHub would compute another one.
  std::string line_hash(const Source& source, std::uint32_t line);

 private:
  std::vector<const Source*> files_;
  std::map<std::string_view, std::size_t> index_;
  std::unordered_map<const Source*, LineHashes> hashes_;
};

// Places in the files of one farm.
struct SarifPlaces {
  SarifFiles& files;
  const SourceSet& sources;
  const Secrets& secrets;

  // startLine, startColumn, endLine, endColumn.
  Json range(const Location& at) const;
  // The file and the region with its text.
  Json physical(const Location& at) const;
  // The same with the lines around it.
  Json physical_in_context(const Location& at) const;
  // The fingerprint of the line on which the place starts; empty if it has none to show.
  std::string line_hash(const Location& at) const;

 private:
  // The lines of the place and up to two before and behind, as far as they hold no secret.
  Location context(const Location& at) const;
  Location lines(FileId file, std::uint32_t first, std::uint32_t last) const;
  Json region(const Location& at) const;
};

}  // namespace farmlint::reporters
