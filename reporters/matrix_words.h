// The words of `farmlint matrix`: what stands in a cell, the marks of faults and their legend.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reporters/matrix_rows.h"
#include "reporters/palette.h"

namespace farmlint::reporters {

// "active"
std::string_view name_of(NodeState state);
// "WEB03 (draining)"
std::string heading_of(const Node& node);
// "https 443 www.contoso.com"
std::string words_of(const Want& want);

// "5E1C06A0… www.contoso.com +1, 240 days", with the addresses before it if others of the node get
// something else.
std::string certificate_of(const Farm& farm, const Answer& answer,
                           const Presentation& presentation);
// "? (no sslcert capture)", or nothing.
std::string reason_of(const Answer& answer);

// "EXPIRED", "OTHER RECORD 0.0.0.0:443 (all addresses)"
std::string fault_words(const Presentation& presentation, TlsFault fault);
Ink ink_of(TlsFault fault);
// "expired"; JSON has these names.
std::string_view name_of(TlsFault fault);

// What is shown, then one line for each mark that is there.
std::vector<std::string> legend(std::span<const Row> rows);

}  // namespace farmlint::reporters
