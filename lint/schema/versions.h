// Versions of IIS and the Windows builds that bring them.
#pragma once

#include <string>
#include <string_view>

namespace farmlint {

struct IisVersion {
  std::string_view since{};  // as facts write it: "8.0", "10.0.16299"
  unsigned build = 0;        // the first of a server that has it
  std::string_view name{};   // "IIS 10.0 version 1709"
};

// nullptr for a version that is not in the table.
const IisVersion* iis_version(std::string_view since);
// "IIS 8.5"
std::string_view iis_of_build(unsigned build);
// "Server 2019 (17763)"; "build 12345" for one that no server has.
std::string windows_of_build(unsigned build);

}  // namespace farmlint
