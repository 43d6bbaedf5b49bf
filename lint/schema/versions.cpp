#include "lint/schema/versions.h"

#include <algorithm>
#include <array>

namespace farmlint {
namespace {

constexpr std::array<IisVersion, 6> versions{{{"7.0", 6001, "IIS 7.0"},
                                              {"7.5", 7600, "IIS 7.5"},
                                              {"8.0", 9200, "IIS 8.0"},
                                              {"8.5", 9600, "IIS 8.5"},
                                              {"10.0", 14393, "IIS 10.0"},
                                              {"10.0.16299", 16299, "IIS 10.0 version 1709"}}};
constexpr unsigned first_windows_10 = 10240;

}  // namespace

const IisVersion* iis_version(std::string_view since) {
  const auto* const found = std::ranges::find(versions, since, &IisVersion::since);
  return found == versions.end() ? nullptr : found;
}

std::string_view iis_of_build(unsigned build) {
  if (build >= first_windows_10) return "IIS 10.0";
  std::string_view name = versions.front().name;
  for (const IisVersion& version : versions) {
    if (version.build <= build) name = version.name;
  }
  return name;
}

}  // namespace farmlint
