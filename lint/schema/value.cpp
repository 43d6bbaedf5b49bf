#include "lint/schema/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::size_t most_listed = 16;
constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t longest = std::numeric_limits<std::int64_t>::max() / day / 2 - 1;

struct Range {
  std::int64_t least;
  std::int64_t most;
};

Range range_of(ValueType type) {
  if (type == ValueType::Uint) return {0, std::numeric_limits<std::uint32_t>::max()};
  if (type == ValueType::Int) {
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  }
  return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
}

bool same(const AttributeType& type, std::string_view one, std::string_view other) {
  return type.case_sensitive ? one == other : iequals(one, other);
}

// Cold, so that a good value does not pay for the words about a bad one.
[[gnu::cold]] ValueFault fault(std::string expected, std::string_view part) {
  return {.expected = std::move(expected), .part = part};
}

// The digits at the front of `text`, taken away from it; 18 at most fit.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t most_digits) {
  std::size_t digits = 0;
  std::int64_t number = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (digits == most_digits) return std::nullopt;
    number = number * 10 + (text[digits] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool has_three_colons(std::string_view text) {
  return std::ranges::count(text, ':') == 3;
}

std::string listed(const std::vector<NamedValue>& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == most_listed) return fmt::format("{} and {} more", text, values.size() - i);
    if (i != 0) text += i + 1 == values.size() ? " or " : ", ";
    text += values[i].name;
  }
  return text;
}

void suggest(ValueFault& problem, const AttributeType& type) {
  const auto nearest = nearest_name(trim(problem.part), type.values, &NamedValue::name);
  if (!nearest) return;
  problem.suggestion = *nearest;
  problem.expected += fmt::format("; did you mean '{}'?", *nearest);
}

std::optional<ValueFault> check_bool(const AttributeType& type, std::string_view value) {
  const std::string_view word = trim(value);
  if (same(type, word, "true") || same(type, word, "false")) return std::nullopt;
  return fault("true or false is expected", value);
}

std::optional<ValueFault> check_enum(const AttributeType& type, std::string_view value) {
  const std::string_view word = trim(value);
  if (type.values.empty() || is_named(type, word)) return std::nullopt;
  const auto similar = std::ranges::find_if(
      type.values, [word](const NamedValue& named) { return iequals(named.name, word); });
  if (similar != type.values.end() && !type.case_sensitive) {
    return ValueFault{.level = Severity::Note,
                      .expected = fmt::format("the schema writes it '{}'", similar->name),
                      .part = word,
                      .suggestion = std::string(similar->name)};
  }
  const bool single = type.values.size() == 1;
  ValueFault problem =
      fault(fmt::format("{}{} is expected", single ? "" : "one of ", listed(type.values)), word);
  if (word.empty()) problem.part = value;
  suggest(problem, type);
  return problem;
}

// Flags mostly stand in the order of the schema, so the search goes on where the last ended.
bool take_flag(const AttributeType& type, std::string_view word, std::size_t& next) {
  for (std::size_t step = 0; step < type.values.size(); ++step) {
    if (next == type.values.size()) next = 0;
    if (same(type, type.values[next++].name, word)) return true;
  }
  return false;
}

std::optional<ValueFault> check_flags(const AttributeType& type, std::string_view value) {
  if (type.values.empty() || trim(value).empty()) return std::nullopt;
  std::size_t next = 0;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t comma = std::min(value.find(',', begin), value.size());
    const std::string_view word = trim(value.substr(begin, comma - begin));
    if (!take_flag(type, word, next)) {
      ValueFault problem = fault(
          word.empty() ? fmt::format("a flag is missing beside a comma; possible are {}",
                                     listed(type.values))
                       : fmt::format("'{}' is not one of its flags {}", word, listed(type.values)),
          word.empty() ? value : word);
      suggest(problem, type);
      return problem;
    }
    begin = comma + 1;
  }
  return std::nullopt;
}

std::string expected_integer(const AttributeType& type) {
  const Range whole = range_of(type.type);
  if (type.validator != Validator::IntegerRange) {
    return fmt::format("an integer from {} to {} is expected", whole.least, whole.most);
  }
  if (!type.exclude) {
    return fmt::format("an integer from {} to {} is expected", type.minimum, type.maximum);
  }
  if (type.minimum <= whole.least) {
    return fmt::format("an integer of at least {} is expected", type.maximum + 1);
  }
  return fmt::format("an integer below {} or above {} is expected", type.minimum, type.maximum);
}

bool allowed(const AttributeType& type, std::int64_t number) {
  const bool inside = number >= type.minimum && number <= type.maximum;
  return inside != type.exclude;
}

std::optional<ValueFault> check_integer(const AttributeType& type, std::string_view value) {
  const auto number = parse_integer(value);
  const Range whole = range_of(type.type);
  const bool fits = number && *number >= whole.least && *number <= whole.most &&
                    (type.validator != Validator::IntegerRange || allowed(type, *number));
  if (fits) return std::nullopt;
  return fault(expected_integer(type), value);
}

std::string expected_span(const AttributeType& type) {
  const bool text = type.time_span_format == TimeSpanFormat::Clock;
  const bool ranged = type.validator == Validator::TimeSpanRange;
  const std::string_view word = type.allow_infinite ? ", or Infinite" : "";
  if (text && !ranged) return fmt::format("a time span hh:mm:ss{} is expected", word);
  if (text) {
    return fmt::format("a time span {} {} {}{} is expected",
                       type.exclude ? "hh:mm:ss outside of" : "hh:mm:ss from",
                       format_time_span(type.minimum),
                       fmt::format("to {}", format_time_span(type.maximum)), word);
  }
  const bool minutes = type.time_span_format == TimeSpanFormat::Minutes;
  const std::string_view unit = minutes ? "minutes" : "seconds";
  if (!ranged) return fmt::format("a number of {}{} is expected", unit, word);
  const std::int64_t factor = minutes ? minute : 1;
  return fmt::format("a number of {} from {} to {}{} is expected", unit, type.minimum / factor,
                     type.maximum / factor, word);
}

std::optional<std::int64_t> span_seconds(const AttributeType& type, std::string_view value) {
  if (type.time_span_format == TimeSpanFormat::Clock) return parse_time_span(value);
  const auto number = parse_integer(value);
  if (!number || *number < 0 || *number > std::numeric_limits<std::uint32_t>::max()) {
    return std::nullopt;
  }
  return type.time_span_format == TimeSpanFormat::Minutes ? *number * minute : *number;
}

// Counted from the minimum, or from 0 where the minimum is only there to forbid 0.
bool is_multiple(const AttributeType& type, std::int64_t seconds) {
  const std::int64_t from = type.minimum == 1 ? 0 : type.minimum;
  return type.granularity <= 1 || (seconds - from) % type.granularity == 0;
}

std::optional<ValueFault> check_time_span(const AttributeType& type, std::string_view value) {
  if (type.allow_infinite && iequals(trim(value), "Infinite")) return std::nullopt;
  const auto seconds = span_seconds(type, value);
  if (!seconds) return fault(expected_span(type), value);
  if (type.validator != Validator::TimeSpanRange) return std::nullopt;
  if (!allowed(type, *seconds)) {
    ValueFault problem = fault(expected_span(type), value);
    problem.disputed = *seconds == 0 && !type.exclude;
    return problem;
  }
  if (is_multiple(type, *seconds)) return std::nullopt;
  return ValueFault{
      .level = Severity::Warning,
      .expected = fmt::format("a multiple of {} is expected", format_time_span(type.granularity)),
      .part = value};
}

std::optional<ValueFault> check_date(std::string_view value) {
  constexpr std::array<int, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::string_view rest = value;
  const auto year = take_number(rest, 4);
  const bool long_year = rest.size() + 4 == value.size() && take(rest, '-');
  const auto month = take_number(rest, 2);
  const bool long_month = rest.size() == 3 && take(rest, '-');
  const auto date = take_number(rest, 2);
  bool good = year && long_year && month && long_month && date && rest.empty() && *month >= 1 &&
              *month <= 12 && *date >= 1 && *date <= days[static_cast<std::size_t>(*month - 1)];
  if (good && *month == 2 && *date == 29) {
    good = *year % 4 == 0 && (*year % 100 != 0 || *year % 400 == 0);
  }
  if (good) return std::nullopt;
  return fault("a date YYYY-MM-DD is expected", value);
}

constexpr CharacterSet not_in_pool_names(R"(|<>&\"/[]+=;:,?*@)");
constexpr CharacterSet not_in_site_names(R"(/?\)");

std::optional<ValueFault> check_characters(std::string_view value, const CharacterSet& forbidden,
                                           std::string_view whose) {
  const std::size_t at = forbidden.first_in(value);
  if (at == std::string_view::npos) return std::nullopt;
  return fault(fmt::format("'{}' is not allowed in the name of {}", value[at], whose),
               value.substr(at, 1));
}

std::optional<ValueFault> check_path(std::string_view value) {
  if (!value.starts_with('/')) return fault("a path that starts with '/' is expected", value);
  if (value == "/") return std::nullopt;
  if (value.ends_with('/')) return fault("a path without '/' at its end is expected", value);
  for (std::size_t begin = 1; begin <= value.size();) {
    const std::size_t end = std::min(value.find('/', begin), value.size());
    const std::string_view segment = value.substr(begin, end - begin);
    if (segment.empty() || segment == "." || segment == "..") {
      return fault("a path without empty, '.' and '..' segments is expected", value);
    }
    begin = end + 1;
  }
  return std::nullopt;
}

std::optional<ValueFault> check_string(const AttributeType& type, std::string_view value) {
  switch (type.validator) {
    case Validator::NonEmptyString:
      if (value.empty()) return fault("a value is expected", value);
      return std::nullopt;
    case Validator::ApplicationPoolName:
      return check_characters(value, not_in_pool_names, "an application pool");
    case Validator::SiteName:
      return check_characters(value, not_in_site_names, "a site");
    case Validator::ApplicationPath:
    case Validator::VirtualDirectoryPath:
      return check_path(value);
    case Validator::RequireTrimmedString:
      if (!has_outer_blanks(value)) return std::nullopt;
      return fault("a value without blanks at its ends is expected", value);
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_named(const AttributeType& type, std::string_view value) {
  return std::ranges::any_of(
      type.values, [value](const NamedValue& named) { return same_text(named.name, value); });
}

bool is_plain_number(const AttributeType& type, std::string_view value) {
  constexpr std::size_t digits_of_any = 9;
  const auto number = take_number(value, digits_of_any);
  return number && value.empty() &&
         (type.validator != Validator::IntegerRange || allowed(type, *number));
}

bool is_plain_time_span(const AttributeType& type, std::string_view value) {
  const auto seconds = span_seconds(type, value);
  return seconds && (type.validator != Validator::TimeSpanRange ||
                     (allowed(type, *seconds) && is_multiple(type, *seconds)));
}

bool is_plain_text(const AttributeType& type, std::string_view value) {
  switch (type.validator) {
    case Validator::ApplicationPoolName:
      return not_in_pool_names.first_in(value) == std::string_view::npos;
    case Validator::SiteName:
      return not_in_site_names.first_in(value) == std::string_view::npos;
    case Validator::ApplicationPath:
    case Validator::VirtualDirectoryPath:
      return same_text(value, "/");
    default:
      return false;
  }
}

std::optional<ValueFault> check_value(const AttributeType& type, std::string_view value) {
  switch (type.type) {
    case ValueType::Bool:
      return check_bool(type, value);
    case ValueType::Enum:
      return check_enum(type, value);
    case ValueType::Flags:
      return check_flags(type, value);
    case ValueType::Uint:
    case ValueType::Int:
    case ValueType::Int64:
      if (type.allow_infinite && iequals(trim(value), "Infinite")) return std::nullopt;
      return check_integer(type, value);
    case ValueType::TimeSpan:
      return check_time_span(type, value);
    case ValueType::Date:
      return check_date(value);
    case ValueType::String:
      break;
  }
  return check_string(type, value);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  text = trim(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  }
  // A second sign must not get through to from_chars.
  if (text.empty() || text.front() == '-') return std::nullopt;
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc{} || stop != end) return std::nullopt;
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  if (number > most + (negative ? 1U : 0U)) return std::nullopt;
  if (!negative) return static_cast<std::int64_t>(number);
  return number > most ? std::numeric_limits<std::int64_t>::min()
                       : -static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> parse_time_span(std::string_view text) {
  text = trim(text);
  const bool negative = take(text, '-');
  constexpr std::size_t most_digits = 15;
  const auto first = take_number(text, most_digits);
  if (!first) return std::nullopt;
  std::int64_t days = 0;
  std::int64_t hours = *first;
  if (text.starts_with('.') || has_three_colons(text)) {
    text.remove_prefix(1);
    const auto next = take_number(text, most_digits);
    if (!next) return std::nullopt;
    days = *first;
    hours = *next;
  }
  if (!take(text, ':')) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!minutes || *minutes >= 60 || !take(text, ':')) return std::nullopt;
  const auto seconds = take_number(text, 2);
  if (!seconds || *seconds >= 60) return std::nullopt;
  if (take(text, '.') && !take_number(text, 7)) return std::nullopt;
  if (!text.empty() || days > longest || hours > longest) return std::nullopt;
  const std::int64_t total = days * day + hours * hour + *minutes * minute + *seconds;
  return negative ? -total : total;
}

std::string format_time_span(std::int64_t seconds) {
  const std::string clock = fmt::format("{:02}:{:02}:{:02}", seconds % day / hour,
                                        seconds % hour / minute, seconds % minute);
  return seconds >= day ? fmt::format("{}.{}", seconds / day, clock) : clock;
}

}  // namespace farmlint
