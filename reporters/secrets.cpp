#include "reporters/secrets.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "lint/config/secrets.h"
#include "lint/text.h"

namespace farmlint::reporters {
namespace {

constexpr std::size_t longest_tag = 4096;
// A file is searched piece by piece, where findings are. No secret is expected to be longer: a
// place belongs to one that starts in its own piece, or in the one before.
constexpr std::size_t piece = std::size_t{64} * 1024;

// Endings of names, in lower case and without '_', '-', '.' and ':'.
constexpr std::array<std::string_view, 14> secret_names{
    "password",   "passwd",        "pwd",        "passphrase",    "connectionstring",
    "sessionkey", "validationkey", "secret",     "decryptionkey", "encryptedvalue",
    "apikey",     "accesskey",     "accountkey", "signingkey"};

bool is_quote(char c) {
  return c == '"' || c == '\'';
}
constexpr std::array<bool, 256> name_characters = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    const char letter = lower(static_cast<char>(c));
    table[c] = (letter >= 'a' && letter <= 'z') || is_digit(letter) ||
               std::string_view("_-.").find(letter) != std::string_view::npos;
  }
  return table;
}();
bool in_name(char c) {
  return name_characters[static_cast<unsigned char>(c)];
}

// What a name is folded without.
constexpr std::string_view joints = "_-.:";

std::string folded(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (joints.find(c) == std::string_view::npos) plain += lower(c);
  return plain;
}

bool tell_whether_secret(std::string_view name) {
  const std::string plain = folded(name);
  if (std::ranges::any_of(secret_names, [&](auto ending) { return plain.ends_with(ending); }))
    return true;
  // A report about the name would show the value.
  return plain.starts_with('p') && edit_distance(plain, "password", 2) <= 2;
}

constexpr std::array<bool, 256> last_letters = [] {
  std::array<bool, 256> table{};
  for (const std::string_view name : secret_names)
    table[static_cast<unsigned char>(name.back())] = true;
  for (const char joint : joints) table[static_cast<unsigned char>(joint)] = true;
  return table;
}();

// Whether its first and last letter leave that open; most names are told apart here.
bool may_be_secret(std::string_view name) {
  const char first = lower(name.front());
  return last_letters[static_cast<unsigned char>(lower(name.back()))] || first == 'p' ||
         joints.find(first) != std::string_view::npos;
}

// A file has thousands of names, but few different ones.
class Names {
 public:
  bool are_secret(std::string_view name) {
    if (!may_be_secret(name)) return false;
    Known& known =
        known_.at((name.size() + std::size_t{31} * static_cast<unsigned char>(name.front()) +
                   std::size_t{7} * static_cast<unsigned char>(name.back())) %
                  known_.size());
    if (known.name != name) known = {name, tell_whether_secret(name)};
    return known.secret;
  }

 private:
  struct Known {
    std::string_view name;
    bool secret = false;
  };
  std::array<Known, 256> known_{};
};

// Names of variables and settings say it in more ways than those of attributes:
// publicKeyToken="…" is an attribute that everybody may read.
bool variable_names_secret(std::string_view name) {
  return tell_whether_secret(name) || folded(name).ends_with("token");
}

// The name before a '=' or ':', which blanks and a closing quote may precede.
std::string_view name_before(std::string_view text, std::size_t separator) {
  constexpr std::size_t longest_name = 64;
  std::size_t end = separator;
  while (end > 0 && is_blank(text[end - 1]) && separator - end < longest_name) --end;
  if (end > 0 && is_quote(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && in_name(text[begin - 1]) && end - begin < longest_name) --begin;
  return text.substr(begin, end - begin);
}

std::size_t after_entity(std::string_view text, std::size_t ampersand) {
  constexpr std::size_t longest_entity = 10;
  const auto end = text.substr(0, ampersand + longest_entity).find(';', ampersand);
  return end == std::string_view::npos ? ampersand + 1 : end + 1;
}

Span until(std::string_view text, std::size_t begin, std::string_view terminator) {
  const auto end = text.find(terminator, begin);
  return {begin, std::min(end, text.size())};
}

// Whether a quote ends nothing, because what stands behind it follows no value: it is part of a
// secret that nobody has escaped.
bool goes_on_after(std::string_view text, std::size_t quote) {
  std::size_t next = quote + 1;
  while (next < text.size() && is_blank(text[next])) ++next;
  if (next == text.size()) return false;
  if (next == quote + 1) return in_name(text[next]) || text[next] == '!' || text[next] == '#';
  std::size_t end = next;
  while (end < text.size() && (in_name(text[end]) || is_blank(text[end]))) ++end;
  return end > next && end < text.size() && text[end] != '=' && text[end] != ':';
}

Span quoted_value(std::string_view text, std::size_t begin) {
  const std::string_view quote = text.substr(begin - 1, 1);
  Span value = until(text, begin, quote);
  while (value.end < text.size() && goes_on_after(text, value.end)) {
    const Span more = until(text, value.end + 1, quote);
    const std::string_view added = text.substr(value.end, more.end - value.end);
    if (more.end == text.size() || added.find_first_of("\r\n<>") != std::string_view::npos) break;
    value.end = more.end;
  }
  return value;
}

// What follows `separator`. Unquoted, a value ends where a connection string or the text around it
// goes on; a command's ("/password:x") at a blank too.
Span value_after(std::string_view text, std::size_t separator) {
  std::size_t begin = separator + 1;
  while (begin < text.size() && is_blank(text[begin])) ++begin;
  if (begin == text.size()) return {begin, begin};
  if (is_quote(text[begin])) return quoted_value(text, begin + 1);
  for (const std::string_view quote : {"&quot;", "&apos;", "&#34;", "&#39;"})
    if (text.substr(begin).starts_with(quote)) return until(text, begin + quote.size(), quote);
  const std::string_view stops = text[separator] == ':' ? ";\"'<>\r\n \t" : ";\"'<>\r\n";
  std::size_t end = begin;
  while (end < text.size() && stops.find(text[end]) == std::string_view::npos)
    end = text[end] == '&' ? after_entity(text, end) : end + 1;
  return {begin, std::min(end, text.size())};
}

bool is_public(std::string_view value) {
  const SecretForm form = read_secret(value).form;
  const bool encrypted = form == SecretForm::Encrypted || form == SecretForm::Empty;
  const bool masked = value.find_first_not_of('*') == std::string_view::npos;  // or empty
  const std::string plain = folded(value.substr(0, 16));
  return encrypted || masked || plain.starts_with("autogenerate") || plain == "true" ||
         plain == "false";
}

// Whether the tag around `offset` is like <add key="DbPassword" value="…"/>.
bool in_secret_setting(std::string_view text, std::size_t offset) {
  const std::size_t from = offset > longest_tag ? offset - longest_tag : 0;
  const auto start = text.substr(from, offset - from).rfind('<');
  if (start == std::string_view::npos) return false;
  const std::string_view tag = text.substr(from + start, longest_tag);
  const std::string_view inside = tag.substr(0, tag.find('>'));
  for (auto equals = inside.find('='); equals != std::string_view::npos;
       equals = inside.find('=', equals + 1)) {
    const std::string name = folded(name_before(inside, equals));
    if (name != "name" && name != "key") continue;
    const Span value = value_after(inside, equals);
    if (variable_names_secret(inside.substr(value.begin, value.end - value.begin))) return true;
  }
  return false;
}

bool introduces_secret(std::string_view text, std::size_t separator, Names& names) {
  const std::string_view name = name_before(text, separator);
  if (name.empty()) return false;
  if (names.are_secret(name)) return true;
  constexpr std::string_view value = "value";
  return text[separator] == '=' && name.size() == value.size() && iequals(name, value) &&
         in_secret_setting(text, separator);
}

// The places of '=' and ':' in a text, one after the other; past its end there are none.
class Separators {
 public:
  Separators(std::string_view text, std::size_t from)
      : text_(text), equals_(next('=', from)), colon_(next(':', from)) {}
  std::size_t here() const { return std::min(equals_, colon_); }
  void skip_to(std::size_t place) {
    if (equals_ < place) equals_ = next('=', place);
    if (colon_ < place) colon_ = next(':', place);
  }

 private:
  std::size_t next(char separator, std::size_t from) const {
    return std::min(text_.find(separator, from), text_.size());
  }

  std::string_view text_;
  std::size_t equals_;
  std::size_t colon_;
};

bool in_comment(std::string_view text, std::size_t offset) {
  const auto start = text.rfind("<!--", offset);
  return start != std::string_view::npos &&
         text.substr(start, offset - start).find("-->") == std::string_view::npos;
}

// "password: hunter2" in a comment is a secret, in a message an explanation follows.
bool explains(std::string_view text, std::size_t separator) {
  const bool apart = separator + 1 == text.size() || is_blank(text[separator + 1]);
  return text[separator] == ':' && apart && !in_comment(text, separator);
}

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

// The values of attributes that hold secrets, and of "password=" in comments and connection
// strings, whose separator stands in [from, to); ascending. Encrypted values ("[enc:…:enc]") and
// empty ones are none.
std::vector<Span> find_secrets(std::string_view text, std::size_t from, std::size_t to) {
  std::vector<Span> found;
  Names names;
  Separators next(text, from);
  for (std::size_t i = next.here(); i < std::min(to, text.size()); i = next.here()) {
    next.skip_to(i + 1);
    if (!introduces_secret(text, i, names) || explains(text, i)) continue;
    const Span value = value_after(text, i);
    if (is_public(text.substr(value.begin, value.end - value.begin))) continue;
    found.push_back(value);
    next.skip_to(value.end);
  }
  return found;
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
