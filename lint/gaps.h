// Where a rule cannot be checked for want of evidence, and the command that would give it: a green
// run must not hide an unchecked rule.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/report.h"
#include "lint/rule.h"

namespace farmlint {

// What a kind of evidence is called, in words and in JSON.
std::string_view evidence_name(Evidence evidence);
std::string_view evidence_words(Evidence evidence);

struct Gap {
  const Node* node = nullptr;  // nullptr: nowhere, or not for some applications
  std::string reason;          // "no sslcert capture"
  std::string_view command{};
  bool partial = false;  // other applications can be checked
};

class Gaps {
 public:
  Gaps(const Farm& farm, const FarmReport& report) : farm_(farm), report_(report) {}

  // Where the evidence is missing although something there needs it.
  const std::vector<Gap>& of(Evidence evidence);

 private:
  std::vector<Gap> find(Evidence evidence) const;

  const Farm& farm_;
  const FarmReport& report_;
  std::map<Evidence, std::vector<Gap>> known_;
};

// Whether the gaps leave nothing to check.
bool nowhere(const std::vector<Gap>& gaps);

}  // namespace farmlint
