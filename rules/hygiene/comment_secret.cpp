#include <array>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::array<std::string_view, 2> encrypted{"[enc:", "***"};

// Where the value of `password="…"` stands, if it is a secret in clear text; else an empty range.
std::string_view value_after(std::string_view text, std::size_t name_end) {
  std::string_view rest = text.substr(name_end);
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  if (rest.empty() || rest.front() != '=') return {};
  rest.remove_prefix(1);
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return {};
  const char quote = rest.front();
  rest.remove_prefix(1);
  const std::string_view value = rest.substr(0, rest.find(quote));
  for (const std::string_view prefix : encrypted)
    if (value.starts_with(prefix)) return {};
  return value;
}

// The name before the first such value; empty if the comment has none.
std::string_view first_secret(std::string_view comment) {
  constexpr std::string_view name = "password";
  const std::string folded = lower(comment);
  if (folded.size() != comment.size()) return {};
  for (auto at = folded.find(name); at != std::string::npos; at = folded.find(name, at + 1))
    if (!value_after(comment, at + name.size()).empty()) return comment.substr(at, name.size());
  return {};
}

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    if (!document.xml.readable()) continue;
    for (const XmlComment& comment : document.xml.tree.comments) {
      const std::string_view name = first_secret(comment.text);
      if (name.empty()) continue;
      Location at = comment.at;
      const std::size_t text_begin = at.begin + std::string_view("<!--").size();
      at.begin = static_cast<std::uint32_t>(text_begin + (name.data() - comment.text.data()));
      at.end = at.begin + static_cast<std::uint32_t>(name.size());
      findings.add(at, "a comment contains a password in clear text")
          .note(at, "everybody who may read the share reads it, and so does each backup");
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
        "copy, and nothing encrypts them.",
    .remediation = "Delete the comment, and change the password.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
