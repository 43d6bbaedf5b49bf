#include "reporters/matrix_json.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/report.h"
#include "reporters/matrix_words.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

std::string_view rank_name(RecordRank rank) {
  constexpr std::array<std::string_view, 7> names{"addressPort",  "host",    "scopedStore", "store",
                                                  "wildcardHost", "anyIpv6", "any"};
  return names.at(static_cast<std::size_t>(rank));
}

// What is not known is null.
template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}
Json or_null(std::string_view text) {
  return text.empty() ? Json() : Json(text);
}

void add_certificate(Json& object, const Certificate* certificate, TimePoint now) {
  const bool known = certificate != nullptr;
  object["names"] = known && certificate->names_known ? Json(certificate->names) : Json();
  object["notAfter"] =
      known && certificate->not_after ? Json(to_string(*certificate->not_after)) : Json();
  object["daysLeft"] = known ? or_null(days_left(*certificate, now)) : Json();
}

// One for each address: the reader may want to look one up.
void add_records(Json& records, const Farm& farm, const Presentation& presentation) {
  const auto& [record, rank] = presentation.answer;
  Json object = {{"address", nullptr}};
  object["record"] = record == nullptr ? Json() : Json(record->key.text());
  object["rank"] = record == nullptr ? Json() : Json(rank_name(rank));
  object["expected"] = own_record(*presentation.use, presentation.answer);
  object["needed"] = presentation.use->expected.text();
  object["thumbprint"] = record == nullptr ? Json() : or_null(record->thumbprint);
  const bool stored = record != nullptr && !record->thumbprint.empty();
  object["store"] = stored ? Json(record->effective_store()) : Json();
  add_certificate(object, presentation.certificate, farm.now);
  object["faults"] = Json::array();
  for (const TlsFault fault : presentation.faults) object["faults"].push_back(name_of(fault));
  for (const IpAddress& address : presentation.addresses) {
    object["address"] = to_string(address);
    records.push_back(object);
  }
}

Json cell_of(const Farm& farm, const Row& row, std::size_t node) {
  const Cell& cell = row.cells[node];
  Json object = {{"node", farm.manifest->nodes[node].name.value},
                 {"bindings", Json::array()},
                 {"missing", cell.missing}};
  for (const Binding* binding : cell.bindings)
    object["bindings"].push_back(binding->information().value);
  if (row.want.scheme != Scheme::Https) return object;
  object["records"] = Json::array();
  for (const Answer& answer : cell.answers) {
    for (const Presentation& presentation : answer.presented)
      add_records(object["records"], farm, presentation);
    if (!answer.reason.empty()) object["reason"] = answer.reason;
  }
  return object;
}

Json farm_of(const Farm& farm) {
  Json object = {{"name", farm.name}, {"nodes", Json::array()}, {"rows", Json::array()}};
  for (const Node& node : farm.manifest->nodes)
    object["nodes"].push_back({{"name", node.name.value}, {"state", name_of(node.state)}});
  for (const Row& row : rows_of(farm)) {
    Json entry = {{"site", row.site->name().value},
                  {"protocol", to_string(row.want.scheme)},
                  {"port", row.want.port}};
    if (row.want.host) entry["host"] = *row.want.host;
    entry["cells"] = Json::array();
    for (std::size_t node = 0; node < row.cells.size(); ++node) {
      const Cell& cell = row.cells[node];
      if (cell.bindings.empty() && cell.missing.empty()) continue;
      entry["cells"].push_back(cell_of(farm, row, node));
    }
    object["rows"].push_back(std::move(entry));
  }
  return object;
}

}  // namespace

std::string matrix_as_json(std::span<const Farm* const> farms) {
  Json document = {{"format", "farmlint/1"}, {"version", version}, {"farms", Json::array()}};
  for (const Farm* farm : farms) document["farms"].push_back(farm_of(*farm));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace farmlint::reporters
