// What administration.config says: which assemblies IIS Manager loads.
#pragma once

#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace farmlint::rules {

// type="Some.Class, Microsoft.Web.Management.Iis, Version=10.0.0.0, …"
struct AssemblyUse {
  const XmlElement* element = nullptr;
  std::string_view name;
  std::string_view version;
  Location name_at;
  Location version_at;
};

std::vector<const Document*> administration_documents(const Farm& farm);

// In document order; types without an assembly are left out.
std::vector<AssemblyUse> assemblies(const XmlDocument& document);

}  // namespace farmlint::rules
