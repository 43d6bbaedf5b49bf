<<<<<<< HEAD
// JSON as a tree with places. No type of the JSON library passes through it.
=======
// JSON as a tree whose values know where they are written. No type of the JSON package passes
// through it.
>>>>>>> records
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/capture/capture.h"
<<<<<<< HEAD
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
=======

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
>>>>>>> records
