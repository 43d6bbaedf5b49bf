#include "reporters/secret_places.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/config/secrets.h"
#include "lint/text.h"

namespace farmlint::reporters {
namespace {

constexpr std::size_t longest_tag = 4096;

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

// Whether a tag is like <add key="DbPassword" value="…"/>.
bool is_secret_setting(std::string_view tag) {
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

// The tags around places of a text. One tag may have many places.
class Tags {
 public:
  explicit Tags(std::string_view text) : text_(text) {}

  bool is_setting_around(std::size_t place) {
    const std::size_t from = place > longest_tag ? place - longest_tag : 0;
    const auto start = text_.substr(from, place - from).rfind('<');
    if (start == std::string_view::npos) return false;
    if (from + start != known_) {
      known_ = from + start;
      setting_ = is_secret_setting(text_.substr(known_, longest_tag));
    }
    return setting_;
  }

 private:
  std::string_view text_;
  std::size_t known_ = std::string_view::npos;
  bool setting_ = false;
};

bool introduces_secret(std::string_view text, std::size_t separator, Names& names, Tags& tags) {
  const std::string_view name = name_before(text, separator);
  if (name.empty()) return false;
  if (names.are_secret(name)) return true;
  constexpr std::string_view value = "value";
  return text[separator] == '=' && name.size() == value.size() && iequals(name, value) &&
         tags.is_setting_around(separator);
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

// Whether places of a text, asked about one after the other, stand in a comment.
class Comments {
 public:
  explicit Comments(std::string_view text) : text_(text) {}

  bool contain(std::size_t place) {
    if (!started_) start_before(place);
    while (true) {
      const std::string_view mark = inside_ ? "-->" : "<!--";
      const auto found = text_.substr(0, place).find(mark, known_);
      if (found == std::string_view::npos) break;
      inside_ = !inside_;
      known_ = found + mark.size();
    }
    constexpr std::size_t part_of_mark = 3;  // may stand before the place
    if (place > known_ + part_of_mark) known_ = place - part_of_mark;
    return inside_;
  }

 private:
  void start_before(std::size_t place) {
    constexpr std::size_t longest = std::size_t{1} << 20U;  // no comment is expected to be longer
    const std::size_t from = place > longest ? place - longest : 0;
    const auto start = text_.substr(from, place - from).rfind("<!--");
    known_ = start == std::string_view::npos ? place : from + start;
    started_ = true;
  }

  std::string_view text_;
  bool started_ = false;
  std::size_t known_ = 0;  // up to here,
  bool inside_ = false;    // and whether a comment is open there
};

// "password: hunter2" in a comment is a secret, in a message an explanation follows.
bool explains(std::string_view text, std::size_t separator, Comments& comments) {
  const bool apart = separator + 1 == text.size() || is_blank(text[separator + 1]);
  return text[separator] == ':' && apart && !comments.contain(separator);
}

}  // namespace

std::vector<Span> find_secrets(std::string_view text, std::size_t from, std::size_t to) {
  std::vector<Span> found;
  Names names;
  Tags tags(text);
  Comments comments(text);
  Separators next(text, from);
  for (std::size_t i = next.here(); i < std::min(to, text.size()); i = next.here()) {
    next.skip_to(i + 1);
    if (!introduces_secret(text, i, names, tags) || explains(text, i, comments)) continue;
    const Span value = value_after(text, i);
    if (is_public(text.substr(value.begin, value.end - value.begin))) continue;
    found.push_back(value);
    next.skip_to(value.end);
  }
  return found;
}

}  // namespace farmlint::reporters
