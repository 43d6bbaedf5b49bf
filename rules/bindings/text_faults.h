// What is wrong with the text of a binding, reported by one rule per kind; and what mends it.
#pragma once

#include <string_view>

#include "lint/rule.h"

namespace farmlint::rules {

// Every binding that has the fault. `part` is what the fault is of: "address"; empty for the whole
// text. The finding has the level of the rule.
void report_text_faults(const Farm& farm, BindingFault fault, std::string_view part,
                        Findings& findings);

// Writes `information` instead. No fix if the site has that binding already: to repeat it would
// make the whole section unreadable.
void offer_information(Finding& finding, const Site& site, const Binding& binding,
                       std::string_view information);

// What becomes of a site whose binding cannot be registered.
void note_deactivation(Finding& finding, const Site& site, const Binding& binding);

}  // namespace farmlint::rules
