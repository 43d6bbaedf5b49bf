// Whether the text of an attribute is a value of its type, in IIS's terms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/finding.h"
#include "lint/schema/schema_model.h"
#include "lint/text.h"

namespace farmlint {

struct ValueFault {
  Severity level = Severity::Error;  // Note: IIS reads it, but writes it differently
  std::string expected;              // a clause: "an integer from 10 to 65535 is expected"
  std::string_view part{};           // the characters that are wrong; a view of the value
  bool disputed = false;             // the public documentation contradicts itself about it
  std::string suggestion{};          // what was probably meant instead of `part`, or empty
};

std::optional<ValueFault> check_value(const AttributeType& type, std::string_view value);

// Whether it is one of the values that an enum names, letter by letter.
bool is_named(const AttributeType& type, std::string_view value);

// What is_plain_value() asks of numbers, time spans, and strings with a validator of their own.
bool is_plain_number(const AttributeType& type, std::string_view value);
bool is_plain_time_span(const AttributeType& type, std::string_view value);
bool is_plain_text(const AttributeType& type, std::string_view value);
// Whether it is good beyond doubt, as most values are: check_value() has nothing to say of it.
inline bool is_plain_value(const AttributeType& type, std::string_view value) {
  switch (type.type) {
    case ValueType::Bool:
      return same_text(value, "true") || same_text(value, "false");
    case ValueType::Enum:
      return is_named(type, value);
    case ValueType::String:
      return type.validator == Validator::None ||
             (type.validator == Validator::NonEmptyString && !value.empty()) ||
             is_plain_text(type, value);
    case ValueType::Uint:
    case ValueType::Int:
    case ValueType::Int64:
      return is_plain_number(type, value);
    case ValueType::TimeSpan:
      return is_plain_time_span(type, value);
    default:
      return false;
  }
}

// A decimal or 0x… number that fits; blanks around it are ignored.
std::optional<std::int64_t> parse_integer(std::string_view text);
// [-][d.]hh:mm:ss[.fffffff], in seconds. What is behind the point of a second is dropped.
std::optional<std::int64_t> parse_time_span(std::string_view text);
// "1.05:00:00"
std::string format_time_span(std::int64_t seconds);

}  // namespace farmlint
