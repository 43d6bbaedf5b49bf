#include "reporters/matrix_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace farmlint::reporters {
namespace {

using Key = std::tuple<Scheme, std::uint16_t, std::optional<std::string_view>>;

class Rows {
 public:
  explicit Rows(const Farm& farm) : farm_(farm), presented_(farm) {
    for (const TlsUse& use : farm.tls) uses_[{use.binding, use.node}] = &use;
  }

  std::vector<Row> all() {
    const Site* site = nullptr;
    for (const NodeCoverage& where : coverage(farm_)) {
      if (where.site != site) rows_of_site_.clear();
      site = where.site;
      for (const CoverageCell& found : where.cells) add(where, found);
    }
    return std::move(rows_);
  }

 private:
  void add(const NodeCoverage& where, const CoverageCell& found) {
    Cell& cell = row_for(*where.site, found.want).cells[where.node];
    const Binding* const binding = found.answered_by;
    if (binding == nullptr) {
      cell.missing.push_back(found.want.proposal.information());
      return;
    }
    cell.bindings.push_back(binding);
    Answer& answer = answer_by(*binding, cell);
    if (!binding->https()) return;
    const auto use = uses_.find({binding, where.node});
    if (use != uses_.end()) add_presented(*use->second, found.want, answer);
    answer.reason =
        answer.presented.empty() ? reason(*where.site, *binding, where.node) : std::string_view();
  }

  Row& row_for(const Site& site, const Want& want) {
    const auto [row, is_new] =
        rows_of_site_.try_emplace({want.scheme, want.port, want.host}, rows_.size());
    if (!is_new) return rows_[row->second];
    return rows_.emplace_back(
        Row{.site = &site, .want = want, .cells = std::vector<Cell>(farm_.manifest->nodes.size())});
  }

  static Answer& answer_by(const Binding& binding, Cell& cell) {
    const auto known = std::ranges::find(cell.answers, &binding, &Answer::binding);
    if (known != cell.answers.end()) return *known;
    return cell.answers.emplace_back(Answer{.binding = &binding, .presented = {}, .reason = {}});
  }

  void add_presented(const TlsUse& use, const Want& want, Answer& answer) const {
    for (const Handshake& handshake : use.handshakes) {
      if (want.dedicated && handshake.address != *want.dedicated) continue;
      const auto known = std::ranges::find_if(answer.presented, [&](const Presentation& candidate) {
        return candidate.answer.record == handshake.answer.record;
      });
      if (known != answer.presented.end()) {
        known->addresses.push_back(handshake.address);
        continue;
      }
      answer.presented.push_back({.use = &use,
                                  .answer = handshake.answer,
                                  .addresses = {handshake.address},
                                  .certificate = presented(farm_, use, handshake),
                                  .faults = presented_.faults_of(use, handshake.answer)});
    }
  }

  std::string_view reason(const Site& site, const Binding& binding, std::size_t node) const {
    const ManifestSite* const wanted = declared(farm_, site);
    if (wanted != nullptr && wanted->tls.value == "offloaded") return tls_ends_before;
    if (!site.starts) return "the site does not start";
    if (!expected_record(binding)) return "its sslFlags need a host name";
    if (!farm_.evidence[node].records) return "no sslcert capture";
    return "other bindings have its addresses";
  }

  const Farm& farm_;
  const Presented presented_;
  std::map<std::pair<const Binding*, std::size_t>, const TlsUse*> uses_;
  std::vector<Row> rows_;
  std::map<Key, std::size_t> rows_of_site_;
};

}  // namespace

std::vector<Row> rows_of(const Farm& farm) {
  return Rows(farm).all();
}

}  // namespace farmlint::reporters
