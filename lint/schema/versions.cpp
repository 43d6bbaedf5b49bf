#include "lint/schema/versions.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace farmlint {
namespace {

constexpr std::array<IisVersion, 6> versions{{{"7.0", 6001, "IIS 7.0"},
                                              {"7.5", 7600, "IIS 7.5"},
                                              {"8.0", 9200, "IIS 8.0"},
                                              {"8.5", 9600, "IIS 8.5"},
                                              {"10.0", 14393, "IIS 10.0"},
                                              {"10.0.16299", 16299, "IIS 10.0 version 1709"}}};
constexpr unsigned first_windows_10 = 10240;

struct WindowsName {
  unsigned build = 0;
  std::string_view name{};
};
constexpr std::array<WindowsName, 18> windows{{{6001, "Server 2008"},
                                               {6002, "Server 2008"},
                                               {6003, "Server 2008"},
                                               {7600, "Server 2008 R2"},
                                               {7601, "Server 2008 R2"},
                                               {9200, "Server 2012"},
                                               {9600, "Server 2012 R2"},
                                               {14393, "Server 2016"},
                                               {16299, "Server version 1709"},
                                               {17134, "Server version 1803"},
                                               {17763, "Server 2019"},
                                               {18362, "Server version 1903"},
                                               {18363, "Server version 1909"},
                                               {19041, "Server version 2004"},
                                               {19042, "Server version 20H2"},
                                               {20348, "Server 2022"},
                                               {25398, "Server version 23H2"},
                                               {26100, "Server 2025"}}};

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

std::string windows_of_build(unsigned build) {
  const auto* const found = std::ranges::find(windows, build, &WindowsName::build);
  return found == windows.end() ? fmt::format("Windows build {}", build)
                                : fmt::format("Windows {}", found->name);
}

}  // namespace farmlint
