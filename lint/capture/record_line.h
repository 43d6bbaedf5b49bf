// One line of `netsh http show sslcert`, taken apart by the shape of its value: labels are in the
// language of the machine, values are not (iis.md §3.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lint/capture/record.h"

namespace farmlint::captures {

enum class Shape : std::uint8_t {
  Empty,
  Key,        // an end point
  BrokenKey,  // there is a ':' in it
  Hash,
  AppId,
  Null,  // "(null)"
  Number,
  Switch,
  Text,
};

struct Value {
  Shape shape = Shape::Empty;
  std::string_view text;  // without what somebody noted behind it
};

struct Field {
  std::string_view label;
  Value value;
};

// Behind the last ':' that has a blank before it: "Nom du magasin :       : MY". A value of a known
// shape may come earlier, and a note with colons behind it. None: the line is a title.
std::optional<Field> split_field(std::string_view line);
// The same where the blank is missing, for values of a known shape.
std::optional<Field> split_tight_field(std::string_view line);

// The setting that a label means in every language, if it is one that not every Windows prints:
// protocols keep their names.
std::optional<RecordSetting> setting_of_label(std::string_view label);

// "Central Certificate Store", "CCS:port", "Scoped CCS:port"
bool names_central_store(std::string_view label);

}  // namespace farmlint::captures
