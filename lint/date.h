// Calendar days in UTC, as manifests and --now write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace farmlint {

using TimePoint = std::chrono::sys_seconds;

// "2026-11-23"; a day that the calendar lacks is none.
std::optional<std::chrono::sys_days> parse_date(std::string_view text);
// A date, or "2026-11-23T10:20:30Z".
std::optional<TimePoint> parse_time(std::string_view text);
std::string to_string(std::chrono::sys_days day);
// "2026-11-23T10:20:30Z"
std::string to_string(TimePoint time);

}  // namespace farmlint
