#include "lint/capture/inventory_date.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "lint/text.h"

namespace farmlint {
namespace {

// The first and the last millisecond of .NET's DateTime.
constexpr std::int64_t first_millisecond = -62'135'596'800'000;
constexpr std::int64_t last_millisecond = 253'402'300'799'999;

// "+02:00" or "+0200"
std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (!text.starts_with('+') && !text.starts_with('-')) return {};
  std::string digits(text.substr(1));
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  if (digits.size() != 4) return {};
  unsigned value = 0;
  const char* end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, value).ptr != end) return {};
  if (value / 100 > 23 || value % 100 > 59) return {};
  const auto offset = std::chrono::hours(value / 100) + std::chrono::minutes(value % 100);
  return text.front() == '-' ? -offset : offset;
}

std::optional<TimePoint> parse_milliseconds(std::string_view text) {
  constexpr std::string_view head = "/Date(";
  constexpr std::string_view tail = ")/";
  if (!text.starts_with(head) || !text.ends_with(tail)) return {};
  text = text.substr(head.size(), text.size() - head.size() - tail.size());
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < first_millisecond || value > last_millisecond) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty() && !parse_offset(text)) return {};
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(value)));
}

std::optional<TimePoint> parse_iso(std::string_view text) {
  constexpr std::size_t to_seconds = std::string_view("2026-01-01T00:00:00").size();
  if (text.size() < to_seconds) return {};
  const auto time = parse_time(std::string(text.substr(0, to_seconds)) + 'Z');
  text.remove_prefix(to_seconds);
  if (text.starts_with('.')) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    if (end < 2 || end > 8) return {};
    text.remove_prefix(end);
  }
  if (!time || text.empty() || text == "Z") return time;
  const auto offset = parse_offset(text);
  if (!offset) return {};
  return *time - *offset;
}

}  // namespace

std::optional<TimePoint> parse_inventory_date(std::string_view text) {
  return text.starts_with('/') ? parse_milliseconds(text) : parse_iso(text);
}

}  // namespace farmlint
