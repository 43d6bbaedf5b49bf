// What the manifest's captures and entries tell about one node. What is not told is unknown, which
// is not the same as wrong.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/capture/capture.h"
#include "lint/farm/record_table.h"
#include "lint/text.h"

namespace farmlint {

struct Document;

struct NodeEvidence {
  // HTTP.sys's whole certificate table: a record that is not here does not exist.
  std::optional<RecordTable> records;
  // Certificates in the node's stores, and of files that the manifest gives for it. Sorted by
  // thumbprint; what describes one certificate is next to each other.
  std::vector<Certificate> certificates;
  // Stores whose content is known, because the inventory has an entry of them.
  std::set<std::string, IgnoreCase> stores;
  std::optional<std::vector<Located<IpAddress>>> listen_list;
  // Names of the files in the Central Certificate Store.
  std::optional<std::vector<Located<std::string>>> store_files;
  std::optional<CentralStoreSettings> store_settings;
  const Document* redirection = nullptr;  // nullptr: not captured, or not readable

  // The certificate, the one in `store` if several stores have it; nullptr if it is not known here.
  const Certificate* certificate(std::string_view thumbprint, std::string_view store = {}) const;
  // Whether the store has it. None: the content of that store is not known.
  std::optional<bool> installed(std::string_view thumbprint, std::string_view store) const;
};

}  // namespace farmlint
