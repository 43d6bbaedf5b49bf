// What clients get where https bindings answer, and what is wrong with it: the cases that the rules
// about certificates report and that `farmlint matrix` marks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "lint/farm/farm.h"

namespace farmlint {

enum class TlsFault : std::uint8_t {
  NoRecord,       // nothing answers: the handshake is reset
  OtherRecord,    // the binding's own record is missing or outranked
  NoCertificate,  // the record names none
  NotInstalled,   // its store on the node does not have it
  NoKey,
  Expired,
  NotYetValid,
  Expiring,    // within minDays of the manifest's certificate, else the farm's expiry days
  WrongName,   // does not cover the binding's host, or without one the endpoint's clients
  Unexpected,  // the manifest names another one for the endpoint
  Differs,     // as many nodes, or more, present another one for this site, port and host
};
inline constexpr std::size_t tls_fault_count = 11;

// Whether the record that answers is the one the binding is meant to be answered by.
bool own_record(const TlsUse& use, const RecordAnswer& answer);

// Whole days until the certificate ends, negative once it has. None: its end is not known.
std::optional<std::int64_t> days_left(const Certificate& certificate, TimePoint now);

// Judges what farm.tls presents. Views the farm; made once, because to compare the nodes takes an
// index of all of them.
class Presented {
 public:
  explicit Presented(const Farm& farm);

  // In the order of TlsFault; what is not known is no fault. That a record is missing keeps no
  // other fault from being told: rules leave those to ssl-record-missing (judged(), decision 30).
  std::vector<TlsFault> faults_of(const TlsUse& use, const RecordAnswer& answer) const;

 private:
  // Nodes are compared by what clients ask for, because records hold each node's own addresses.
  using Role = std::tuple<const Site*, std::uint16_t, std::string_view>;
  static Role role_of(const TlsUse& use);
  bool differs(const TlsUse& use, std::string_view thumbprint) const;

  const Farm& farm_;
  struct Comparison {
    std::set<std::size_t> nodes;
    std::map<std::string_view, std::set<std::size_t>> nodes_of;  // by thumbprint
  };
  std::map<Role, Comparison> roles_;
};

}  // namespace farmlint
