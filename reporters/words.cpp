#include "reporters/words.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

#include <fmt/format.h>

namespace farmlint::reporters {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_alphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}
char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string plural(std::string_view noun) {
  const bool consonant_y =
      noun.size() > 1 && noun.ends_with('y') &&
      std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string::npos;
  if (consonant_y) return std::string(noun.substr(0, noun.size() - 1)) + "ies";
  return std::string(noun) + "s";
}

// "bindingInformation", "appcmd.exe" and "www.contoso.com" are names: their case means something.
bool starts_with_plain_word(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  return !word.empty() &&
         std::ranges::all_of(word, [](char c) { return is_lower(c) || c == '-' || c == ','; });
}

}  // namespace

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}", count, count == 1 ? std::string(noun) : plural(noun));
}

std::string sentence(std::string_view clause) {
  while (clause.ends_with(' ')) clause.remove_suffix(1);
  std::string text(clause);
  if (starts_with_plain_word(text)) text.front() = upper(text.front());
  const bool ended = text.ends_with('.') || text.ends_with('?') || text.ends_with('!');
  return ended ? text : text + ".";
}

std::string pascal_case(std::string_view kebab_case) {
  std::string name;
  bool word_starts = true;
  for (const char c : kebab_case) {
    if (c != '-') name += word_starts ? upper(c) : c;
    word_starts = c == '-';
  }
  return name;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  const std::string_view head = text.substr(0, limit - 3);
  if (const auto stop = head.rfind(". "); stop != std::string_view::npos && stop > limit / 2)
    return std::string(head.substr(0, stop + 1));
  std::size_t end = head.rfind(' ');
  if (end == std::string_view::npos || end < limit / 2) {
    end = head.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  return std::string(head.substr(0, end)) + "...";
}

std::string escaped(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') plain += '\\';
    plain += c;
  }
  return plain;
}

std::string uri(std::string_view path) {
  std::string encoded;
  for (const char c : path) {
    if (is_alphanumeric(c) || std::string_view("-._~/").find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string in_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\|*<`").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string place(const SourceSet& sources, const Location& at) {
  const Position start = sources.start_of(at);
  return fmt::format("{}:{}:{}", sources.path(at.file), start.line, start.column);
}

std::string not_used_words(const FarmReport& farm) {
  std::vector<std::string> order;
  std::map<std::string, std::size_t> elements;
  for (const NotUsed& entry : farm.not_used) {
    const auto slash = entry.element.rfind('/');
    const std::string name =
        slash == std::string::npos ? entry.element : entry.element.substr(slash + 1);
    const bool attribute = name.starts_with('@');
    // Certificates of nodes and of the farm are counted together.
    const auto [known, is_new] = elements.try_emplace(attribute ? entry.element : name, 0);
    known->second += entry.count;
    if (is_new) order.push_back(known->first);
  }
  std::vector<std::string> parts;
  for (const std::string& element : order) {
    const auto at = element.find("/@");
    parts.push_back(at == std::string::npos
                        ? counted(elements[element], element)
                        : fmt::format("{} on {}", element.substr(at + 2),
                                      counted(elements[element], element.substr(0, at))));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

const SourceSet& sources_of(const FarmReport& farm) {
  static const SourceSet nothing;
  return farm.sources ? *farm.sources : nothing;
}

}  // namespace farmlint::reporters
