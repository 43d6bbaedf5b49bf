#include "lint/config/paths.h"

#include <algorithm>

#include "lint/text.h"

namespace farmlint {
namespace {

bool is_slash(char c) {
  return c == '\\' || c == '/';
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

// "\\?\D:\…": what follows is for the file system as it is.
bool is_device(std::string_view path) {
  return path.size() > 3 && is_slash(path[0]) && is_slash(path[1]) &&
         (path[2] == '?' || path[2] == '.') && is_slash(path[3]);
}

}  // namespace

bool is_unc(std::string_view path) {
  return path.size() > 2 && is_slash(path[0]) && is_slash(path[1]) && !is_slash(path[2]) &&
         !is_device(path);
}

char drive_of(std::string_view path) {
  if (path.size() < 2 || path[1] != ':' || !is_letter(path[0])) return 0;
  return static_cast<char>(lower(path[0]) - 'a' + 'A');
}

bool is_absolute(std::string_view path) {
  if (is_unc(path) || is_device(path)) return true;
  if (path.starts_with('%')) {
    const auto end = path.find('%', 1);
    return end != std::string_view::npos && end > 1;
  }
  return drive_of(path) != 0 && path.size() > 2 && is_slash(path[2]);
}

std::string normalized_path(std::string_view path) {
  std::string result = lower(path);
  std::ranges::replace(result, '/', '\\');
  while (result.size() > 1 && result.back() == '\\') result.pop_back();
  return result;
}

std::string share_of(std::string_view path) {
  if (!is_unc(path)) return {};
  std::string whole = normalized_path(path);
  const auto server_end = whole.find('\\', 2);
  if (server_end == std::string::npos) return whole;
  return whole.substr(0, whole.find('\\', server_end + 1));
}

bool path_contains(std::string_view outer, std::string_view inner) {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '\\');
}

}  // namespace farmlint
