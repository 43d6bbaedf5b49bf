#include "lint/capture/record_line.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lint/capture/capture_text.h"
#include "lint/capture/record_values.h"
#include "lint/text.h"

namespace farmlint::captures {
namespace {

constexpr std::string_view wide_colon = "\uFF1A";

// "Enabled", "Not Set", … at the start of `text`; or nothing.
std::string_view switch_at(std::string_view text) {
  const std::string_view word = first_word(text);
  if (parse_switch(word)) return word;
  constexpr std::string_view not_set = "not set";
  const std::string_view two_words = text.substr(0, not_set.size());
  const bool ends = blank_length(text.substr(two_words.size())) != 0 || text == two_words;
  return ends && iequals(two_words, not_set) ? two_words : std::string_view();
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

// A value of a known shape, and whatever stands behind a blank after it. The text has no blanks
// around it.
Value known_value(std::string_view text) {
  if (text.empty()) return {Shape::Empty, text};
  const std::string_view word = first_word(text);
  if (is_hash(word)) return {Shape::Hash, word};
  if (parse_guid(word)) return {Shape::AppId, word};
  if (word == "(null)") return {Shape::Null, word};
  if (is_number(word)) return {Shape::Number, word};
  if (const std::string_view on_or_off = switch_at(text); !on_or_off.empty())
    return {Shape::Switch, on_or_off};
  if (parse_record_key(word)) return {Shape::Key, word};
  return {Shape::Text, text};
}

Value value_of(std::string_view text) {
  const Value value = known_value(text);
  if (value.shape != Shape::Text) return value;
  const std::string_view word = first_word(text);
  if (word.find(':') != std::string_view::npos) return {Shape::BrokenKey, word};
  // Names of stores have blanks in them, but not two in a row.
  return {Shape::Text, trim_blanks(text.substr(0, std::min(text.find("  "), text.find('\t'))))};
}

// Where a separator begins at or behind `from`, and where the text after it does.
using Separator = std::pair<std::size_t, std::size_t>;

std::optional<Separator> next_separator(std::string_view line, std::size_t from) {
  for (std::size_t i = from; i < line.size(); ++i) {
    if (i == 0 && line.front() == ':') return Separator(0, 1);
    const std::size_t blank = blank_length(line.substr(i));
    if (blank != 0 && line.substr(i + blank).starts_with(':')) return Separator(i, i + blank + 1);
  }
  return {};
}

struct Token {
  std::string_view text;
  RecordSetting setting;
};

// In the order of the search: other versions of TLS are legacy.
constexpr std::array<Token, 6> tokens{{{"http2", RecordSetting::DisableHttp2},
                                       {"quic", RecordSetting::DisableQuic},
                                       {"tls1.2", RecordSetting::DisableTls12},
                                       {"tls1.3", RecordSetting::DisableTls13},
                                       {"ocsp", RecordSetting::DisableOcspStapling},
                                       {"tls", RecordSetting::DisableLegacyTls}}};

}  // namespace

std::optional<Field> split_field(std::string_view line) {
  std::optional<Separator> last;
  for (auto next = next_separator(line, 0); next; next = next_separator(line, next->second)) {
    last = next;
    const Value value = known_value(trim_blanks(line.substr(next->second)));
    if (value.shape != Shape::Text && value.shape != Shape::Empty)
      return Field{trim_blanks(line.substr(0, next->first)), value};
  }
  if (!last) {
    const auto wide = line.rfind(wide_colon);
    if (wide == std::string_view::npos) return {};
    last = Separator(wide, wide + wide_colon.size());
  }
  return Field{trim_blanks(line.substr(0, last->first)),
               value_of(trim_blanks(line.substr(last->second)))};
}

std::optional<Field> split_tight_field(std::string_view line) {
  const auto colon = line.rfind(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view text = trim_blanks(line.substr(colon + 1));
  const Value value = known_value(text);
  if (value.shape == Shape::Text || value.shape == Shape::Empty || value.text != text) return {};
  return Field{trim_blanks(line.substr(0, colon)), value};
}

std::optional<RecordSetting> setting_of_label(std::string_view label) {
  std::string letters;
  for (const char c : label)
    if (is_digit(c) || c == '.' || (lower(c) >= 'a' && lower(c) <= 'z')) letters += lower(c);
  const auto* const found = std::ranges::find_if(
      tokens, [&](const Token& token) { return letters.find(token.text) != std::string::npos; });
  if (found == tokens.end()) return {};
  return found->setting;
}

bool names_central_store(std::string_view label) {
  return has_part(label, "central certificate store") ||
         label.find("CCS") != std::string_view::npos;
}

}  // namespace farmlint::captures
