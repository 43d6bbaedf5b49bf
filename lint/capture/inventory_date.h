// Dates as ConvertTo-Json writes them.
#pragma once

#include <optional>
#include <string_view>

#include "lint/date.h"

namespace farmlint {

// PowerShell 5.1: "/Date(1767225600000)/", with an offset at most that does not change the
// instant. PowerShell 7: "2026-01-01T00:00:00.1234567+02:00"; UTC without an offset. None for
// "19.07.2022 13:07:28", which depends on the machine that wrote it.
std::optional<TimePoint> parse_inventory_date(std::string_view text);

}  // namespace farmlint
