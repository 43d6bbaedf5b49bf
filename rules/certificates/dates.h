// When certificates in use begin and end, counted in days from the farm's now.
#pragma once

#include <cstdint>
#include <string>

#include "rules/certificates/in_use.h"

namespace farmlint::rules {

enum class Validity : std::uint8_t { Fine, Expired, NotYetValid, Expiring };

// The days before its end on which a renewal is due: the manifest's minDays for this certificate,
// else the farm's (decision 31).
int min_days(const Farm& farm, const CertificateEntry* entry);

// Exactly one of them. A certificate without dates is fine.
Validity validity(const Farm& farm, const CertificateInUse& in_use);

// "12 days ago, on 2026-11-19", "today, on 2026-12-01", "in 9 days, on 2026-12-10". Days are those
// of the calendar, UTC.
std::string when(TimePoint time, TimePoint now);

// Reports the certificates in use of that validity. `words` tells what is the matter with one:
// "expired 12 days ago, on 2026-11-19".
void report_dates(const Farm& farm, Findings& findings, Validity which,
                  std::string (*words)(const Certificate& certificate, TimePoint now));

}  // namespace farmlint::rules
