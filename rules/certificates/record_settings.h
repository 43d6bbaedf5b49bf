// The settings of records, compared and put into words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lint/capture/record.h"

namespace farmlint::rules {

// The value if it can be compared: none if the capture does not say it, or says neither "on" nor
// "off" of what is one or the other.
std::optional<std::string_view> told(const SslRecord& record, RecordSetting setting);

// "on", "off", "12", "not set"
std::string_view value_words(std::string_view value);

// What users notice when nodes differ in it, a clause.
std::string_view difference_words(RecordSetting setting);

}  // namespace farmlint::rules
