// What <configSections> registers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/schema/problems.h"
#include "lint/schema/tree_check.h"
#include "lint/xml.h"

namespace farmlint {

struct RegisteredSection {
  std::string path;
  const XmlElement* element = nullptr;
  bool location_allowed = true;    // in <location> elements
  bool deep_paths_allowed = true;  // for single sites
};

class Registration {
 public:
  // Reads and judges.
  void read(const XmlElement& config_sections, Problems& problems);
  // Whether nothing in it is damaged, so that what is missing is really missing.
  bool reliable() const { return reliable_; }

  const RegisteredSection* find(std::string_view path) const;
  bool has_below(std::string_view group) const;
  std::vector<std::string_view> names_below(std::string_view group) const;

 private:
  void group(const XmlElement& element, const std::string& path, Problems& problems);
  void section(const XmlElement& element, const std::string& path, Problems& problems);
  void unknown(const XmlElement& parent, const XmlElement& element, Problems& problems);
  void report_repeated(Problems& problems);

  std::vector<RegisteredSection> sections_;  // sorted by path
  bool reliable_ = true;
};

// The types of what is in every configuration file and in no schema file: "section",
// "sectionGroup" and "location".
const ElementType& frame_type(std::string_view name);

// Whether the .NET Framework's machine.config registers it, or IIS itself.
bool registered_elsewhere(std::string_view path);

}  // namespace farmlint
