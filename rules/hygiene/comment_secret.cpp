#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool is_wrapped(std::string_view value) {
  constexpr std::array<std::string_view, 6> brackets{"[]", "{}", "<>", "()", "%%", "__"};
  if (value.starts_with('$')) value.remove_prefix(1);
  return value.size() > 1 && std::ranges::any_of(brackets, [value](std::string_view pair) {
           return value.front() == pair.front() && value.back() == pair.back();
         });
}

// Encrypted ("[enc:…]"), masked ("***"), in the place of one ("[String]", "$(SqlPassword)"), or of
// an attribute such as requirePassword.
bool is_no_secret(std::string_view value) {
  constexpr std::array<std::string_view, 4> words{"true", "false", "AutoGenerate", "REDACTED"};
  const auto is_sign = [](char c) { return c == '*' || c == '.' || is_blank(c); };
  return std::ranges::all_of(value, is_sign) || is_wrapped(trim(value)) ||
         std::ranges::any_of(words,
                             [value](std::string_view word) { return iequals(word, value); });
}

// The value of `password="…"`, given what stands behind the name; empty if there is none.
std::string_view value_in(std::string_view rest) {
  rest = trim(rest);
  if (!rest.starts_with('=')) return {};
  rest = trim(rest.substr(1));
  if (!rest.starts_with('"') && !rest.starts_with('\'')) return {};
  const std::size_t end = rest.find(rest.front(), 1);
  return end == std::string_view::npos ? std::string_view() : rest.substr(1, end - 1);
}

// The name before the first password; empty if the comment has none.
std::string_view first_secret(const Farm& farm, std::string_view comment) {
  constexpr std::string_view name = "password";
  const auto same_letter = [](char a, char b) { return lower(a) == lower(b); };
  for (auto rest = comment; !rest.empty();) {
    const auto* const found =
        std::search(rest.begin(), rest.end(), name.begin(), name.end(), same_letter);
    if (found == rest.end()) return {};
    const auto at = static_cast<std::size_t>(found - rest.begin());
    const std::string_view value = value_in(rest.substr(at + name.size()));
    if (!is_no_secret(value) && !is_placeholder(farm, value)) return rest.substr(at, name.size());
    rest.remove_prefix(at + name.size());
  }
  return {};
}

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    if (!document.xml.readable()) continue;
    for (const XmlComment& comment : document.xml.tree.comments) {
      const std::string_view name = first_secret(farm, comment.text);
      if (name.empty()) continue;
      const auto offset = static_cast<std::uint32_t>(name.data() - comment.text.data());
      constexpr std::uint32_t opening = 4;  // "<!--"
      const auto begin = comment.at.begin + opening + offset;
      const auto end = begin + static_cast<std::uint32_t>(name.size());
      findings
          .add({.file = comment.at.file, .begin = begin, .end = end},
               "a comment has a password in clear text: whoever may read the share, its backups or "
               "its history knows it")
          .fix({.description = "delete the comment, and change the password",
                .edits = {{.at = comment.at, .text = {}}},
                .commands = {}});
    }
  }
}

}  // namespace

extern constinit const Rule comment_secret{
    .name = "comment-secret",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "A comment contains a password.",
    .rationale =
        "Comments are part of the file that lies on the share, in its history folders and in every "
        "copy, and nothing encrypts them. farmlint never prints the password.",
    .remediation = "Delete the comment, and change the password.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
