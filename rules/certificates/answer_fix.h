// What to do about a handshake that presents the wrong certificate.
#pragma once

#include <optional>
#include <set>

#include "lint/farm/farm.h"
#include "lint/farm/tls_fix.h"
#include "lint/finding.h"

namespace farmlint::rules {

class AnswerFixes {
 public:
  explicit AnswerFixes(const Farm& farm) : farm_(farm) {}

  // Commands after which clients get `right`. If another record outranks the one of the binding, it
  // goes; unless a further binding of the configuration needs it, which then needs a certificate
  // for both.
  Fix of(const TlsUse& use, const Handshake& handshake, const RightCertificate& right) const;

 private:
  // The records that bindings need. Collected when the first is asked about: few farms have one
  // that outranks another.
  const std::set<RecordKey>& needed() const;

  const Farm& farm_;
  mutable std::optional<std::set<RecordKey>> needed_;
};

}  // namespace farmlint::rules
