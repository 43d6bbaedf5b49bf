// What `farmlint matrix` shows: for each site and what it must answer, what answers on each node,
// and which certificate clients get there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/farm/coverage.h"
#include "lint/farm/presented.h"

namespace farmlint::reporters {

// What clients get on those addresses of a node where one record answers.
struct Presentation {
  const TlsUse* use = nullptr;
  RecordAnswer answer;
  std::vector<IpAddress> addresses;
  const Certificate* certificate = nullptr;  // nullptr: not known
  std::vector<TlsFault> faults;
};

struct Answer {
  const Binding* binding = nullptr;
  std::vector<Presentation> presented;
  // Why nothing is known about certificates; empty if something is, or the binding needs none.
  std::string_view reason;
};

// What answers for one want on one node. All empty: nothing is wanted there.
struct Cell {
  std::vector<const Binding*> bindings;  // one for each address that the site must answer on
  std::vector<Answer> answers;           // of these bindings, each once
  std::vector<std::string> missing;
};

struct Row {
  const Site* site = nullptr;
  Want want;                // of any of the nodes: they differ in the address only
  std::vector<Cell> cells;  // by node
};

// The reason of a site with tls="offloaded", which is no gap in what is known.
inline constexpr std::string_view tls_ends_before = "TLS ends before IIS";

// Rows of one site follow each other. Needs a manifest; the result views the farm.
std::vector<Row> rows_of(const Farm& farm);

}  // namespace farmlint::reporters
