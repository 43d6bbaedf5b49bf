#include "lint/farm/record_table.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace farmlint {
namespace {

constexpr IpAddress any_v4{};
constexpr IpAddress any_v6{.v6 = true, .bytes = {}};

// "*.contoso.com" for "www.contoso.com"; empty if the host has no parent.
std::string wildcard_of(std::string_view host) {
  const auto dot = host.find('.');
  if (dot == std::string_view::npos || host.starts_with('*')) return {};
  return "*" + std::string(host.substr(dot));
}

}  // namespace

std::string_view to_string(RecordRank rank) {
  constexpr std::array<std::string_view, 7> names{
      "the record of the exact address",
      "the SNI record of the host name",
      "the scoped record of the Central Certificate Store",
      "the record of the Central Certificate Store",
      "the SNI record of the wildcard host name",
      "the record of all IPv6 addresses",
      "the record of all addresses"};
  return names.at(static_cast<std::size_t>(rank));
}

RecordTable::RecordTable(std::vector<SslRecord> records) : records_(std::move(records)) {
  for (std::size_t i = 0; i < records_.size(); ++i) by_key_.try_emplace(records_[i].key, i);
}

const SslRecord* RecordTable::find(const RecordKey& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &records_[found->second];
}

RecordAnswer RecordTable::answer(const IpAddress& address, std::uint16_t port,
                                 std::string_view host) const {
  RecordAnswer answer;
  const auto asks = [&](RecordRank rank, const RecordKey& key) {
    answer = {.record = find(key), .rank = rank};
    return answer.record != nullptr;
  };
  if (asks(RecordRank::AddressPort, address_record(address, port))) return answer;
  if (!host.empty()) {
    const std::string name(host);
    if (asks(RecordRank::Host, host_record(name, port))) return answer;
    if (asks(RecordRank::ScopedStore, scoped_store_record(name, port))) return answer;
    if (asks(RecordRank::Store, store_record(port))) return answer;
    const std::string wildcard = wildcard_of(host);
    if (!wildcard.empty() && asks(RecordRank::WildcardHost, host_record(wildcard, port)))
      return answer;
  }
  if (address.v6 && asks(RecordRank::AnyIpv6, address_record(any_v6, port))) return answer;
  if (asks(RecordRank::Any, address_record(any_v4, port))) return answer;
  return {};
}

}  // namespace farmlint
