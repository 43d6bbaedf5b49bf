// What cannot be said because IIS's schema refuses something there: a binding under a misspelt
// name is no missing binding. One mistake, one finding.
#pragma once

#include <array>
#include <cstdint>
#include <set>

#include "lint/config/config_model.h"
#include "lint/schema/check.h"

namespace farmlint {

class Doubts {
 public:
  Doubts() = default;
  explicit Doubts(const SchemaReport& report);

  // Whether the file may mean sites or pools that the model does not have.
  bool of_sites() const { return everywhere_.at(Sites); }
  bool of_pools() const { return everywhere_.at(Pools); }
  // Whether the site may have bindings, or applications and virtual directories, that the model
  // does not have.
  bool of_bindings(const Site& site) const { return about(Bindings, site); }
  bool of_applications(const Site& site) const { return about(Applications, site); }

 private:
  enum What : std::uint8_t { Sites, Pools, Bindings, Applications, Count };

  bool about(What what, const Site& site) const;
  void add(const SchemaProblem& problem);
  void mark(What what, const XmlElement* site);

  std::array<bool, Count> everywhere_{};
  std::array<std::set<const XmlElement*>, Count> sites_;
};

}  // namespace farmlint
