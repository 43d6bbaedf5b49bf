#include <algorithm>
#include <array>

#include "lint/config/paths.h"
#include "lint/farm/path_uses.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::array<std::string_view, 6> profile_variables{
    "%userprofile%", "%appdata%", "%localappdata%", "%temp%", "%tmp%", "%homepath%"};

bool in_profile(std::string_view path) {
  const std::string normalized = normalized_path(path);
  if (std::ranges::any_of(profile_variables, [&](std::string_view variable) {
        return normalized.find(variable) != std::string::npos;
      }))
    return true;
  if (drive_of(path) == 0) return false;
  const std::string_view rest = std::string_view(normalized).substr(2);
  const bool everyone = rest.starts_with("\\users\\public\\");
  return !everyone &&
         (rest.starts_with("\\users\\") || rest.starts_with("\\documents and settings\\"));
}

void check(const Farm& farm, Findings& findings) {
  for (const PathUse& use : path_uses(farm)) {
    if (!in_profile(use.path.value)) continue;
    findings.add(use.path.at, "{} is in the profile of a user: \"{}\"", use.what, use.path.value)
        .about(use.subject)
        .note(use.path.at,
              "profiles exist only where that user has logged on, and nobody else may read them");
  }
}

}  // namespace

extern constinit const Rule path_user_profile{
    .name = "path-user-profile",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "Content or logs are in the profile of a user.",
    .rationale =
        "A profile exists on nodes where that user has logged on, its folders are closed to other "
        "accounts, and it goes when the user goes. What works on the machine of the admin fails on "
        "the next node.",
    .remediation = "Move it to a folder of its own that every node has.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
