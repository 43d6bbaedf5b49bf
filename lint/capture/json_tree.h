// JSON as a tree whose values know where they are written. No type of the JSON package passes
// through it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/capture/capture.h"

namespace farmlint::captures {

struct JsonValue {
  enum class Kind : std::uint8_t { Null, Boolean, Number, String, Array, Object };
  Kind kind = Kind::Null;
  std::string name;  // of a member of an object
  std::string text;  // of a string; numbers, true, false and null as they are written
  Location at;       // the characters between the quotes; an array or object with its brackets
  std::vector<JsonValue> children;

  bool is(Kind other) const { return kind == other; }
  // Null if there is none. Ignores letter case, as PowerShell does.
  const JsonValue* member(std::string_view wanted) const;
};

struct JsonTree {
  std::optional<JsonValue> root;
  std::optional<CaptureProblem> problem;  // why there is no root
};
JsonTree parse_json(const SourceSet& sources, FileId file);

}  // namespace farmlint::captures
