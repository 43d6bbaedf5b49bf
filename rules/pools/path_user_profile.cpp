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

// Other drives have no profiles, whatever their folders are called.
constexpr std::array<std::string_view, 4> profiles{"c:\\users", "%systemdrive%\\users",
                                                   "c:\\documents and settings",
                                                   "%systemdrive%\\documents and settings"};
constexpr std::array<std::string_view, 2> everybody{"\\public", "\\all users"};

bool in_profile(std::string_view path) {
  if (drive_of(path) != 'C' && path.find('%') == std::string_view::npos) return false;
  const std::string normalized = normalized_path(path);
  if (normalized.find('%') != std::string::npos &&
      std::ranges::any_of(profile_variables, [&](std::string_view variable) {
        return normalized.find(variable) != std::string::npos;
      }))
    return true;
  const auto* const around = std::ranges::find_if(
      profiles, [&](std::string_view folder) { return path_contains(folder, normalized); });
  if (around == profiles.end()) return false;
  const std::string_view below = std::string_view(normalized).substr(around->size());
  return std::ranges::none_of(everybody,
                              [below](std::string_view one) { return path_contains(one, below); });
}

void check(const Farm& farm, Findings& findings) {
  each_path_use(farm, [&](const PathUse& use) {
    if (!in_profile(use.path.value)) return;
    Finding& finding = findings.add(use.path.at, "\"{}\", for {}, lies in the profile of a user",
                                    use.path.value, use.what());
    finding.about(use.subject())
        .note(use.path.at,
              "a profile exists only on nodes where that user has logged on, and its folders are "
              "closed to the pool");
    // On a single server somebody would have noticed.
    if (active_nodes(farm).size() < 2) finding.as(Severity::Note);
  });
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
