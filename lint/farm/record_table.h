// The certificate table of one node, and which record answers a handshake there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "lint/capture/record.h"

namespace farmlint {

// The order in which HTTP.sys asks (iis.md §3.2, decision 27): the first record that is there wins.
enum class RecordRank : std::uint8_t {
  AddressPort,   // exactly this address
  Host,          // SNI, exactly this name
  ScopedStore,   // Central Certificate Store for this name
  Store,         // Central Certificate Store of the port
  WildcardHost,  // SNI, *.parent
  AnyIpv6,       // [::]
  Any,           // 0.0.0.0
};

// "the record of the exact address", for messages that explain why a record wins.
std::string_view to_string(RecordRank rank);

struct RecordAnswer {
  const SslRecord* record = nullptr;  // nullptr: nothing answers, the handshake is reset
  RecordRank rank = RecordRank::AddressPort;
};

class RecordTable {
 public:
  RecordTable() = default;
  // Of two records with one key the first counts: HTTP.sys holds one.
  explicit RecordTable(std::vector<SslRecord> records);

  std::span<const SslRecord> all() const { return records_; }
  // nullptr if there is none.
  const SslRecord* find(const RecordKey& key) const;

  // RECORD of iis.md §5.0: what a client gets that connects to `address` and asks for `host`
  // (canonical; empty: a client without SNI).
  RecordAnswer answer(const IpAddress& address, std::uint16_t port, std::string_view host) const;

 private:
  std::vector<SslRecord> records_;
  std::map<RecordKey, std::size_t> by_key_;
};

}  // namespace farmlint
