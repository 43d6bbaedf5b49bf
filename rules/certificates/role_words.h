// Which of the certificates that nodes present for one thing is right, who lags behind, and how
// messages list them.
#pragma once

#include <string>
#include <vector>

#include "lint/farm/tls_fix.h"
#include "rules/certificates/roles.h"

namespace farmlint::rules {

struct RightOne {
  std::string thumbprint;
  const PresentedCertificate* presented = nullptr;  // nullptr: only the manifest names it
  std::string description;                          // of the fix
};

// What the manifest pins, else the newest that serves the host today, else what most nodes present.
RightOne right_one(const Farm& farm, const Role& role);
RightCertificate right_on(const Farm& farm, const RightOne& right, std::size_t node);

// Who presents another one; never empty for a role that differs.
std::vector<Presenter> lagging_behind(const Role& role, const RightOne& right);

// One of each node, not more than a person reads.
std::vector<Presenter> presenters_to_note(const Role& role);

// "Site1", "Shop (shop.contoso.com)"
std::string role_name(const Role& role);

// "5E1C… (expires 2027-01-02) on ServerA and 99AB… on ServerB"
std::string certificates_words(const Farm& farm, const Role& role);

}  // namespace farmlint::rules
