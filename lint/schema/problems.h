// Collects what the schema check finds, and adds what it breaks.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lint/schema/check.h"

namespace farmlint {

// What is being read when a problem is met.
struct CheckedPlace {
  std::string_view section{};         // full name; empty outside of sections
  const SectionInfo* info = nullptr;  // of that section
  std::string_view location{};        // the path of the <location> around it
};

class Problems {
 public:
  enum class Breaks : std::uint8_t { Section, File, Nothing };

  Problems(const XmlDocument& document, SchemaReport& report)
      : tree_(document.tree), report_(report) {}

  void enter(const CheckedPlace& place, ConfigKind kind);
  void breaks(Breaks what) { breaks_ = what; }
  const CheckedPlace& place() const { return place_; }

  // It may be amended until the next one is added. Beyond limits::findings of a fault it is only
  // counted.
  SchemaProblem& add(SchemaFault fault, Severity level, const Location& at,
                     const XmlElement& element, std::string message);
  // Whether something is already said about the element itself.
  bool concerns(const XmlElement& element) const;
  // Nothing in the element or below is judged, its text neither.
  void skip(const XmlElement& element);
  // Its section is filled in.
  void version(VersionUse use);

  // Adds stray texts, sorts.
  void finish(const std::vector<XmlStrayText>& texts);

 private:
  void add_consequence(SchemaProblem& problem) const;
  std::string lazy_consequence(SchemaFault fault) const;

  const XmlTree& tree_;
  SchemaReport& report_;
  std::map<SchemaFault, std::size_t> counts_;
  std::unordered_set<const XmlElement*> concerned_;
  SchemaProblem beyond_;  // what is amended in the place of one that is left out
  CheckedPlace place_;
  ConfigKind kind_ = ConfigKind::ApplicationHost;
  Breaks breaks_ = Breaks::Nothing;
};

// The name in a start tag.
Location name_at(const XmlElement& element);
// Some characters of an attribute's value; all of it if the value is not written literally.
Location part_at(const XmlAttribute& attribute, std::string_view part);
// `<site name="Shop">`: the element with its keys, or its name only.
std::string label(const XmlElement& element, const ElementType* type);
// `password` for a secret, `name="value"` otherwise.
std::string shown(const XmlAttribute& attribute, const AttributeType* type);
Fix rename(const XmlElement& element, std::string_view right);
Fix replace(const Location& at, std::string_view right);

// Gives problems that letter case alone makes, which are easily overlooked, a fault of their own.
void set_name_case_apart(SchemaReport& report);

// Notes where to read what the section may contain, for mistakes that reading mends.
void point_to_docs(const SchemaModel& model, SchemaReport& report);

}  // namespace farmlint
