#include "reporters/secrets.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

namespace farmlint::reporters {
namespace {

// A file is searched piece by piece, where findings are. No secret is expected to be longer: a
// place belongs to one that starts in its own piece, or in the one before.
constexpr std::size_t piece = std::size_t{64} * 1024;

std::string with_entities_resolved(std::string_view text) {
  struct Entity {
    std::string_view name;
    char character;
  };
  constexpr std::array entities{Entity{"&lt;", '<'}, Entity{"&gt;", '>'}, Entity{"&amp;", '&'},
                                Entity{"&quot;", '"'}, Entity{"&apos;", '\''}};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto* const entity = std::ranges::find_if(
        entities, [&](const Entity& e) { return text.substr(i).starts_with(e.name); });
    plain += entity == entities.end() ? text[i] : entity->character;
    i += entity == entities.end() ? 1 : entity->name.size();
  }
  return plain;
}

// One asterisk for each character, so that columns stay where they are.
std::string stars(std::string_view secret) {
  const auto characters = std::ranges::count_if(
      secret, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return fmt::format("{:*>{}}", "", characters);
}

// Replaces the value where it stands alone, not as part of a longer word.
void replace_word(std::string& text, std::string_view value) {
  const auto joins = [](char a, char b) {
    return std::isalnum(static_cast<unsigned char>(a)) != 0 &&
           std::isalnum(static_cast<unsigned char>(b)) != 0;
  };
  const std::string mask = stars(value);
  for (auto at = text.find(value); at != std::string::npos; at = text.find(value, at + 1)) {
    const std::size_t end = at + value.size();
    if (at > 0 && joins(text[at - 1], text[at])) continue;
    if (end < text.size() && joins(text[end - 1], text[end])) continue;
    text.replace(at, value.size(), mask);
  }
}

}  // namespace

std::string redacted(std::string_view text) {
  std::string shown;
  std::size_t done = 0;
  for (const Span& secret : find_secrets(text, 0, text.size())) {
    shown += text.substr(done, secret.begin - done);
    shown += stars(text.substr(secret.begin, secret.end - secret.begin));
    done = secret.end;
  }
  return shown += text.substr(done);
}

const std::vector<Span>& Secrets::starting_in(FileId file, std::size_t number) const {
  auto& known = files_.at(static_cast<std::size_t>(file)).at(number);
  if (!known) known = find_secrets(sources_.text(file), number * piece, (number + 1) * piece);
  return *known;
}

std::vector<Span> Secrets::overlapping(FileId file, Span place) const {
  auto& pieces = files_.at(static_cast<std::size_t>(file));
  if (pieces.empty()) pieces.resize(sources_.text(file).size() / piece + 1);
  std::vector<Span> found;
  const std::size_t first = std::max<std::size_t>(place.begin / piece, 1) - 1;
  for (std::size_t i = first; i < pieces.size() && i * piece < place.end; ++i) {
    const auto& starting = starting_in(file, i);
    for (auto next = std::ranges::upper_bound(starting, place.begin, {}, &Span::end);
         next != starting.end() && next->begin < place.end; ++next) {
      if (!found.empty() && next->begin < found.back().end)
        found.back().end = std::max(found.back().end, next->end);
      else
        found.push_back(*next);
    }
  }
  return found;
}

bool Secrets::touches(const Location& at) const {
  return !overlapping(at.file, {at.begin, std::max(at.end, at.begin + 1)}).empty();
}

std::string Secrets::shown(const Location& at) const {
  const std::string_view all = sources_.text(at.file);
  const std::size_t end = std::min<std::size_t>(at.end, all.size());
  std::size_t done = std::min<std::size_t>(at.begin, end);
  std::string text;
  for (const Span& secret : overlapping(at.file, {done, end})) {
    const std::size_t from = std::max(secret.begin, done);
    const std::size_t to = std::min(secret.end, end);
    text += all.substr(done, from - done);
    text += stars(all.substr(from, to - from));
    done = to;
  }
  return text += all.substr(done, end - done);
}

std::vector<std::string> Secrets::values_at(const Location& at) const {
  std::vector<std::string> values;
  const std::string_view all = sources_.text(at.file);
  for (const Span& secret : overlapping(at.file, {at.begin, at.end})) {
    const std::string_view raw = all.substr(secret.begin, secret.end - secret.begin);
    values.emplace_back(raw);
    values.push_back(with_entities_resolved(raw));
    // Of a secret that breaks the XML a message may name a part.
    const std::size_t from = std::max<std::size_t>(secret.begin, at.begin);
    const std::size_t to = std::min<std::size_t>(secret.end, at.end);
    values.emplace_back(all.substr(from, to - from));
  }
  return values;
}

Finding Secrets::without_secrets(Finding finding) const {
  std::vector<std::string> values = values_at(finding.at);
  for (const Note& note : finding.notes)
    for (std::string& value : values_at(note.at)) values.push_back(std::move(value));
  const auto clean = [&](std::string& text) {
    std::string shown = redacted(text);
    for (const std::string& value : values) replace_word(shown, value);
    const bool same = shown == text;
    text = std::move(shown);
    return same;
  };
  clean(finding.message);
  Subject& subject = finding.subject;
  for (std::string* text : {&subject.object, &subject.site, &subject.node, &subject.binding,
                            &subject.pool, &subject.path})
    clean(*text);
  for (Note& note : finding.notes) clean(note.message);
  for (Fix& fix : finding.fixes) {
    clean(fix.description);
    for (Command& command : fix.commands) clean(command.text);
    const auto holds_secret = [&](TextEdit& edit) { return !clean(edit.text); };
    if (std::ranges::any_of(fix.edits, holds_secret)) fix.edits.clear();
  }
  return finding;
}

}  // namespace farmlint::reporters
