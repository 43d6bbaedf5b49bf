#include "rules/certificates/grouped_uses.h"

namespace farmlint::rules {

void note_further(Finding& finding, std::span<const TlsUse* const> uses, std::string_view says) {
  constexpr std::size_t most = 5;
  std::size_t told = 0;
  for (const TlsUse* use : uses.subspan(1)) {
    const Location at = use->binding->information().at;
    if (told++ == most) {
      finding.note(at, "and so on, {} bindings in all", uses.size());
      return;
    }
    finding.note(at, "this binding of {} {}, too", use->site->name().value, says);
  }
}

}  // namespace farmlint::rules
