#include "lint/date.h"

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

// Exactly `width` digits at `begin`; from_chars would take fewer.
std::optional<unsigned> digits(std::string_view text, std::size_t begin, std::size_t width) {
  if (begin + width > text.size()) return {};
  unsigned value = 0;
  for (const char c : text.substr(begin, width)) {
    if (!is_digit(c)) return {};
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

// "10:20:30", within one day.
std::optional<std::chrono::seconds> parse_clock(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return {};
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  const auto second = digits(text, 6, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return {};
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

}  // namespace

std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year == 0) return {};
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  if (!date.ok()) return {};
  return std::chrono::sys_days(date);
}

std::optional<TimePoint> parse_time(std::string_view text) {
  const auto day = parse_date(text.substr(0, 10));
  if (!day) return {};
  if (text.size() == 10) return *day;
  if (text[10] != 'T' || text.back() != 'Z') return {};
  const auto clock = parse_clock(text.substr(11, text.size() - 12));
  if (!clock) return {};
  return *day + *clock;
}

std::string to_string(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_string(TimePoint time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(day), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

}  // namespace farmlint
