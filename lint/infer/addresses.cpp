#include "lint/infer/addresses.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace farmlint::inference {
namespace {

// Addresses of one family on which one site answers the same.
using Row = std::vector<IpAddress>;

void add_rows(const Site& site, std::vector<Row>& rows) {
  using Answer = std::tuple<Scheme, std::uint16_t, std::string_view, bool>;
  std::map<Answer, std::size_t> row_of;
  for (const EndPoint& end_point : node_end_points(site)) {
    const IpAddress& ip = end_point.address.ip;
    const auto [row, is_new] =
        row_of.try_emplace({end_point.scheme, end_point.port, end_point.host, ip.v6}, rows.size());
    if (is_new) rows.emplace_back();
    Row& addresses = rows[row->second];
    if (std::ranges::find(addresses, ip) == addresses.end()) addresses.push_back(ip);
  }
}

// The first column that none of the row's other addresses is in.
std::size_t free_column(const Row& row, const std::map<IpAddress, std::size_t>& column_of) {
  std::set<std::size_t> taken;
  for (const IpAddress& ip : row)
    if (const auto known = column_of.find(ip); known != column_of.end())
      taken.insert(known->second);
  std::size_t column = 0;
  while (taken.contains(column)) ++column;
  return column;
}

struct Claimants {
  std::vector<std::size_t> told;
  std::vector<std::size_t> guessed;
};

std::map<IpAddress, Claimants> claimants(const std::vector<Claim>& claims) {
  std::map<IpAddress, Claimants> found;
  for (std::size_t n = 0; n < claims.size(); ++n) {
    for (const IpAddress& ip : claims[n].told) found[ip].told.push_back(n);
    for (const IpAddress& ip : claims[n].guessed) found[ip].guessed.push_back(n);
  }
  return found;
}

// In the order of the claim; what is both told and guessed is there once.
std::vector<IpAddress> owned_by(std::size_t node, const Claim& claim,
                                std::map<IpAddress, std::size_t>& owners) {
  std::vector<IpAddress> own;
  for (const auto* list : {&claim.told, &claim.guessed}) {
    for (const IpAddress& ip : *list) {
      const auto owner = owners.find(ip);
      if (owner == owners.end() || owner->second != node) continue;
      own.push_back(ip);
      owners.erase(owner);
    }
  }
  return own;
}

}  // namespace

bool belongs_to_one_machine(const IpAddress& ip) {
  return !ip.loopback() && !ip.unspecified() && !ip.multicast() && !ip.broadcast();
}

std::vector<EndPoint> node_end_points(const Site& site) {
  std::vector<EndPoint> found;
  for (const Binding& binding : site.bindings) {
    const EndPoint* const meant = binding.text.meant();
    if (meant != nullptr && meant->address.specific() && belongs_to_one_machine(meant->address.ip))
      found.push_back(*meant);
  }
  return found;
}

std::set<IpAddress> bound_addresses(const ConfigModel& config) {
  std::set<IpAddress> found;
  for (const Site& site : config.sites)
    for (const EndPoint& end_point : node_end_points(site)) found.insert(end_point.address.ip);
  return found;
}

std::vector<Column> columns(const ConfigModel& config) {
  std::vector<Row> rows;
  for (const Site& site : config.sites) add_rows(site, rows);
  // Long rows know best which addresses are different nodes'.
  std::ranges::stable_sort(rows, std::ranges::greater(), &Row::size);
  std::map<IpAddress, std::size_t> column_of;
  std::vector<Column> found;
  for (const Row& row : rows) {
    for (const IpAddress& ip : row) {
      if (column_of.contains(ip)) continue;
      const std::size_t column = free_column(row, column_of);
      column_of.emplace(ip, column);
      if (column >= found.size()) found.resize(column + 1);
      found[column].addresses.insert(ip);
      if (row.size() == 1) found[column].alone.insert(ip);
    }
  }
  return found;
}

Distribution distribute(const std::vector<Claim>& claims, const std::set<IpAddress>& several) {
  Distribution result{.own = {}, .shared = {}};
  std::map<IpAddress, std::size_t> owners;
  for (const auto& [ip, by] : claimants(claims)) {
    const std::vector<std::size_t>& nodes = by.told.empty() ? by.guessed : by.told;
    if (nodes.size() == 1) {
      owners.emplace(ip, nodes.front());
    } else if (!by.told.empty() || !several.contains(ip)) {
      result.shared.push_back(ip);
    }
  }
  for (std::size_t n = 0; n < claims.size(); ++n)
    result.own.push_back(owned_by(n, claims[n], owners));
  return result;
}

}  // namespace farmlint::inference
