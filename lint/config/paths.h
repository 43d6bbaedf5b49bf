// Windows paths as configurations write them, with %VAR% left as it is: each node has its own.
#pragma once

#include <string>
#include <string_view>

namespace farmlint {

// "\\server\share\…", with either slash.
bool is_unc(std::string_view path);
// The letter of "D:\…" in upper case, 0 for a path without.
char drive_of(std::string_view path);
// UNC, "D:\…", or a variable in front. "C:", "C:web", "web" and "\web" are not.
bool is_absolute(std::string_view path);
// Lower case, '\' for '/', no trailing '\'.
std::string normalized_path(std::string_view path);
// "\\server\share" of a UNC path, normalized; empty for another one.
std::string share_of(std::string_view path);
// Whether `inner`, normalized, is `outer` or lies in it.
bool path_contains(std::string_view outer, std::string_view inner);

}  // namespace farmlint
