// What the manifest's captures and entries tell about one node. What is not told is unknown, which
// is not the same as wrong.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
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
  // thumbprint, so what describes one certificate stands together.
  std::vector<Certificate> certificates;
  // Indices of the certificates that list a name.
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name;
  // Stores whose content is known, because the inventory has an entry of them.
  std::set<std::string, IgnoreCase> stores;
  std::optional<std::vector<Located<IpAddress>>> listen_list;
  // Names of the files in the Central Certificate Store.
  std::optional<std::vector<Located<std::string>>> store_files;
  std::optional<CentralStoreSettings> store_settings;
  const Document* redirection = nullptr;  // nullptr: not captured, or not readable

  // Sorts the certificates, completes each by what is told of it elsewhere, and makes `by_name`.
  void arrange_certificates();

  // Those that list exactly this name.
  std::vector<const Certificate*> naming(std::string_view name) const;
  // The certificate, the one in `store` if several stores have it; nullptr if it is not known here.
  const Certificate* certificate(std::string_view thumbprint, std::string_view store = {}) const;
  // Whether the store has it. None: the content of that store is not known.
  std::optional<bool> installed(std::string_view thumbprint, std::string_view store) const;
};

}  // namespace farmlint
