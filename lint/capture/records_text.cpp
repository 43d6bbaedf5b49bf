#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/capture/capture_text.h"
#include "lint/capture/record_line.h"
#include "lint/capture/record_values.h"
#include "lint/capture/records.h"
#include "lint/text.h"

namespace farmlint::captures {
namespace {

// The lines of a record behind its key (iis.md §3.4).
constexpr unsigned hash_line = 0;
constexpr unsigned application_line = 1;
constexpr unsigned first_setting_line = 3;  // behind the store
constexpr unsigned first_optional_line = 12;

struct OpenRecord {
  SslRecord record;
  unsigned next_line = hash_line;
  bool whole = true;  // false: lines are missing, so that counting them tells nothing
  bool only_key = true;
};

// "...", "[…]": somebody left lines out.
bool is_elision(std::string_view line) {
  const bool dots = has_part(line, "..") || has_part(line, "…");
  return dots && line.find_first_not_of(".…[]()<> ") == std::string_view::npos;
}

bool ends_with_colon(std::string_view line) {
  return line.ends_with(':') || line.ends_with("\uFF1A");
}

bool is_number(RecordSetting setting) {
  return setting == RecordSetting::RevocationFreshness ||
         setting == RecordSetting::UrlRetrievalTimeout;
}

bool is_text(RecordSetting setting) {
  return setting == RecordSetting::CtlIdentifier || setting == RecordSetting::CtlStore;
}

// Whether netsh can have printed such a value there. A switch may be in a language of its own.
bool fits(RecordSetting setting, Shape shape) {
  if (shape == Shape::Empty) return true;
  if (is_text(setting)) return shape != Shape::Switch;
  if (is_number(setting)) return shape == Shape::Number;
  return shape == Shape::Switch || shape == Shape::Text;
}

class TextReader {
 public:
  TextReader(const SourceSet& sources, FileId file)
      : sources_(sources), file_(file), lines_(lines_of(sources.text(file))) {}

  CaptureOf<SslRecord> read();

 private:
  void take(const Line& line);
  void title(std::string_view line);
  void start(const RecordKey& key, std::string_view written);
  void field(const Field& field, std::string_view line);
  void broken_key(std::string_view written);
  void identity(const Value& value, std::string_view line);
  void unshaped_identity(const Value& value);
  void base_setting(const Value& value);
  void optional_setting(const Field& field);
  void set(RecordSetting which, const Value& value);
  void close();

  std::optional<Field> split(std::string_view line) const;
  bool is_title(const Field& field) const;
  std::optional<RecordKey> key_of(const Field& field, const Line& line) const;
  bool application_follows() const;
  bool is_empty_table() const;

  void problem(std::string_view part, std::string message);
  void give_up(std::string_view part, std::string message);
  void foreign(std::string_view part, std::string_view what);

  const SourceSet& sources_;
  FileId file_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::optional<OpenRecord> open_;
  bool in_properties_ = false;  // Extended Properties, which are not read
  bool given_up_ = false;       // the lines up to the next key or blank line are told already
  bool told_foreign_ = false;
  CaptureOf<SslRecord> result_;
};

CaptureOf<SslRecord> TextReader::read() {
  if (lines_.empty()) return {.items = {}, .problems = {empty_capture(file_)}};
  for (at_ = 0; at_ < lines_.size(); ++at_) take(lines_[at_]);
  close();
  if (result_.items.empty() && result_.problems.empty() && !is_empty_table())
    foreign(lines_.front().text, "no output of netsh http show sslcert");
  return std::move(result_);
}

void TextReader::take(const Line& line) {
  if (line.separated) {
    close();
    in_properties_ = false;
    given_up_ = false;
  }
  if (has_part(line.text, "netsh http")) return;
  if (parse_ip(line.text)) return foreign(line.text, "a list of addresses (show iplisten)");
  const auto field = split(line.text);
  if (!field || is_title(*field)) return title(line.text);
  if (has_part(field->label, "propertyid")) in_properties_ = true;
  if (const auto key = key_of(*field, line)) return start(*key, field->value.text);
  if (!in_properties_) this->field(*field, line.text);
}

std::optional<Field> TextReader::split(std::string_view line) const {
  if (auto field = split_field(line)) return field;
  return open_ ? split_tight_field(line) : std::nullopt;
}

// Values that may be blank belong to the lines that every Windows prints.
bool TextReader::is_title(const Field& field) const {
  if (field.value.shape != Shape::Empty) return false;
  return !open_ || !open_->whole || open_->next_line >= first_optional_line;
}

void TextReader::title(std::string_view line) {
  if (!open_) return;
  if (ends_with_colon(line)) in_properties_ = true;
  if (is_elision(line)) open_->whole = false;
}

// A bare number is the port of the Central Store if it begins a block, or if an id follows.
std::optional<RecordKey> TextReader::key_of(const Field& field, const Line& line) const {
  if (field.value.shape == Shape::Number) {
    const bool begins_block = line.separated && !in_properties_;
    return begins_block || application_follows() ? parse_store_port(field.value.text)
                                                 : std::nullopt;
  }
  if (field.value.shape != Shape::Key) return {};
  auto key = parse_record_key(field.value.text);
  if (key && names_central_store(field.label)) key = in_central_store(*key);
  return key;
}

// The application id is the second or third line of a record.
bool TextReader::application_follows() const {
  for (std::size_t i = at_ + 1; i < lines_.size() && i <= at_ + 2; ++i) {
    const auto field = split_field(lines_[i].text);
    if (lines_[i].separated || !field) return false;
    if (field->value.shape == Shape::AppId) return true;
    if (field->value.shape != Shape::Empty && field->value.shape != Shape::Null) return false;
  }
  return false;
}

void TextReader::start(const RecordKey& key, std::string_view written) {
  close();
  in_properties_ = false;
  given_up_ = false;
  open_.emplace();
  open_->record.key = key;
  open_->record.at = place(sources_, file_, written);
}

void TextReader::field(const Field& field, std::string_view line) {
  const Value& value = field.value;
  if (value.shape == Shape::BrokenKey) return broken_key(value.text);
  if (!open_)
    return give_up(line,
                   fmt::format("'{}' belongs to no record: no key is above it", excerpt(line)));
  open_->only_key = false;
  // A record of the Central Store may have no lines about a certificate.
  if (value.shape == Shape::Switch)
    open_->next_line = std::max(open_->next_line, first_setting_line);
  const bool counts = open_->whole && open_->next_line < first_optional_line;
  const bool names_list =
      counts && open_->next_line >= first_setting_line &&
      is_text(static_cast<RecordSetting>(open_->next_line - first_setting_line));
  const bool shaped = value.shape == Shape::Hash || value.shape == Shape::AppId;
  if (shaped && !names_list) return identity(value, line);
  if (!counts) return optional_setting(field);
  if (open_->next_line < first_setting_line) return unshaped_identity(value);
  base_setting(value);
}

void TextReader::broken_key(std::string_view written) {
  if (has_part(written, "://")) return foreign(written, "a list of URL reservations (show urlacl)");
  given_up_ = false;
  give_up(written, fmt::format("'{}' is no end point, which is address:port or host:port",
                               excerpt(written)));
}

void TextReader::identity(const Value& value, std::string_view line) {
  SslRecord& record = open_->record;
  const bool hash = value.shape == Shape::Hash;
  const bool known = hash ? record.hash_at != Location{} : !record.app_id.empty();
  const unsigned own_line = hash ? hash_line : application_line;
  const bool late = open_->whole && open_->next_line > own_line + 1;
  if (known || late)
    return give_up(
        line, fmt::format("'{}' belongs to another record, whose key is missing", excerpt(line)));
  if (hash)
    set_hash(record, value.text, place(sources_, file_, value.text));
  else
    record.app_id = parse_guid(value.text).value_or("");
  open_->next_line = own_line + 1;
}

void TextReader::unshaped_identity(const Value& value) {
  SslRecord& record = open_->record;
  const unsigned line = open_->next_line++;
  if (line == hash_line) return set_hash(record, value.text, place(sources_, file_, value.text));
  const bool nothing = value.shape == Shape::Empty || value.shape == Shape::Null;
  if (line == application_line && nothing) return;
  if (line == application_line && (value.shape != Shape::Text || value.text.starts_with('{')))
    return problem(value.text, fmt::format("'{}' is no application id", excerpt(value.text)));
  set_store(record, value.text);
  open_->next_line = first_setting_line;
}

void TextReader::base_setting(const Value& value) {
  const auto which = static_cast<RecordSetting>(open_->next_line++ - first_setting_line);
  if (fits(which, value.shape)) return set(which, value);
  open_->whole = false;
  problem(value.text, fmt::format("'{}' stands where netsh prints {}: a line above it is missing",
                                  excerpt(value.text), to_string(which)));
}

void TextReader::optional_setting(const Field& field) {
  auto which = setting_of_label(field.label);
  const std::string_view text = field.value.text;
  const bool rejects = open_->whole && open_->next_line == first_optional_line &&
                       (iequals(text, "enabled") || iequals(text, "disabled"));
  ++open_->next_line;
  if (!which && rejects) which = RecordSetting::RejectConnections;
  if (which && !open_->record.setting(*which)) set(*which, field.value);
}

void TextReader::set(RecordSetting which, const Value& value) {
  const bool nothing = value.shape == Shape::Empty || value.shape == Shape::Null;
  if (nothing && !is_text(which)) return;
  std::string_view text = nothing ? std::string_view() : value.text;
  if (!is_text(which) && !is_number(which)) text = parse_switch(text).value_or(text);
  open_->record.setting(which) = {std::string(text), place(sources_, file_, value.text)};
}

void TextReader::close() {
  if (!open_) return;
  SslRecord record = std::move(open_->record);
  const bool only_key = open_->only_key && !record.key.central_store();
  open_.reset();
  if (only_key) {
    const std::string_view key = sources_.text(record.at);
    return problem(key, fmt::format("the record of '{}' ends after its key", key));
  }
  complete(record);
  result_.items.push_back(std::move(record));
}

// Titles are in the language of the machine; "SSL" is not, and the dashes below it are not.
bool TextReader::is_empty_table() const {
  const bool rule = std::ranges::any_of(lines_, is_rule, &Line::text);
  return rule && has_part(sources_.text(file_), "ssl");
}

void TextReader::problem(std::string_view part, std::string message) {
  result_.problems.push_back({place(sources_, file_, part), std::move(message)});
}

void TextReader::give_up(std::string_view part, std::string message) {
  close();
  if (!given_up_) problem(part, std::move(message));
  given_up_ = true;
}

void TextReader::foreign(std::string_view part, std::string_view what) {
  close();
  given_up_ = true;
  if (!told_foreign_) problem(part, fmt::format("this is {}", what));
  told_foreign_ = true;
}

}  // namespace

CaptureOf<SslRecord> read_records_text(const SourceSet& sources, FileId file) {
  return TextReader(sources, file).read();
}

}  // namespace farmlint::captures
