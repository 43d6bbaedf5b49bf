// JSON as a tree with places. No type of the JSON library passes through it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/capture/capture.h"
#include "lint/source.h"

namespace farmlint {

enum class JsonKind : std::uint8_t { Null, Boolean, Number, String, Array, Object };

struct JsonValue {
  JsonKind kind = JsonKind::Null;
  Location at;                      // of a string: what stands between the quotes
  std::string text;                 // a string without escapes; a number or "true" as it is written
  Located<std::string> name;        // of a member of an object
  std::vector<JsonValue> children;  // items of an array, members of an object

  bool is(JsonKind which) const { return kind == which; }
  // The first member of that name, in any letter case.
  const JsonValue* find(std::string_view member) const;
};

// None and one problem if the text is not JSON, or is nested deeper than any command prints.
std::optional<JsonValue> parse_json(const SourceSet& sources, FileId file,
                                    std::vector<CaptureProblem>& problems);

}  // namespace farmlint
