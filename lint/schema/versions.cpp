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

struct WindowsServer {
  unsigned build = 0;
  std::string_view year{};
};

constexpr std::array<WindowsServer, 10> servers{{{6001, "2008"},
                                                 {6002, "2008"},
                                                 {7600, "2008 R2"},
                                                 {7601, "2008 R2"},
                                                 {9200, "2012"},
                                                 {9600, "2012 R2"},
                                                 {14393, "2016"},
                                                 {17763, "2019"},
                                                 {20348, "2022"},
                                                 {26100, "2025"}}};

}  // namespace

std::string windows_of_build(unsigned build) {
  const auto* const found = std::ranges::find(servers, build, &WindowsServer::build);
  return found == servers.end() ? fmt::format("Windows build {}", build)
                                : fmt::format("Windows Server {}", found->year);
}

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
