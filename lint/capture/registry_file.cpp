#include "lint/capture/registry_file.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "lint/capture/capture_text.h"
#include "lint/decode.h"
#include "lint/text.h"

namespace farmlint::captures {
namespace {

constexpr std::string_view first_line = "Windows Registry Editor Version";
constexpr std::string_view first_line_of_ansi = "REGEDIT4";

std::string_view beginning(const SourceSet& sources, FileId file) {
  return trim_blanks(sources.text(file));
}

std::optional<std::uint32_t> from_hex(std::string_view digits) {
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, 16);
  if (error != std::errc() || stop != end || digits.empty()) return {};
  return value;
}

std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('\\') + 1);
}

// "3c,00,\" and more lines to bytes.
std::optional<std::string> parse_bytes(std::string_view list) {
  std::string bytes;
  std::string digits;
  for (const char c : list) {
    if (is_blank(c) || c == '\\') continue;
    if (c != ',') {
      digits += c;
      continue;
    }
    const auto byte = from_hex(digits);
    if (!byte || *byte > 0xFF) return {};
    bytes += static_cast<char>(*byte);
    digits.clear();
  }
  if (digits.empty() && bytes.empty()) return bytes;
  const auto byte = from_hex(digits);
  if (!byte || *byte > 0xFF) return {};
  bytes += static_cast<char>(*byte);
  return bytes;
}

class RegistryReader {
 public:
  RegistryReader(const SourceSet& sources, FileId file)
      : sources_(sources),
        file_(file),
        text_(beginning(sources, file)),
        ansi_(text_.starts_with(first_line_of_ansi)) {}

  CaptureOf<RegistryKey> read() {
    end_line();
    while (!text_.empty()) line();
    return std::move(result_);
  }

 private:
  void line();
  void key(std::string_view line);
  void value();
  std::optional<RegistryValue> read_value();
  bool read_data(RegistryValue& value);
  bool read_string(RegistryValue& value);
  bool read_bytes(RegistryValue& value, std::string_view type);
  std::optional<std::string> quoted();
  std::string decode_text(std::string bytes) const;

  // Takes the rest of the line and its end.
  std::string_view end_line() {
    const std::size_t end = std::min(text_.find_first_of("\r\n"), text_.size());
    const std::string_view line = text_.substr(0, end);
    text_.remove_prefix(end);
    while (!text_.empty() && (text_.front() == '\r' || text_.front() == '\n'))
      text_.remove_prefix(1);
    return line;
  }
  void problem(std::string_view part, std::string message) {
    result_.problems.push_back({place(sources_, file_, part), std::move(message)});
  }

  const SourceSet& sources_;
  FileId file_;
  std::string_view text_;  // what is not read yet
  bool ansi_;
  CaptureOf<RegistryKey> result_;
};

void RegistryReader::line() {
  while (const std::size_t length = blank_length(text_)) text_.remove_prefix(length);
  if (text_.empty()) return;
  if (text_.front() == '"' || text_.front() == '@') return value();
  const std::string_view line = trim_blanks(end_line());
  if (line.starts_with(';')) return;
  if (line.starts_with('[')) return key(line);
  problem(line, "this line is neither a key nor a value of a registry export");
}

void RegistryReader::key(std::string_view line) {
  if (!line.ends_with(']') || line.starts_with("[-"))
    return problem(line, "this is no key as an export of the registry writes it");
  const std::string_view path = line.substr(1, line.size() - 2);
  result_.items.push_back({std::string(path), place(sources_, file_, path), {}});
}

void RegistryReader::value() {
  const std::string_view start = text_;
  auto value = read_value();
  if (!value || !trim_blanks(text_.substr(0, text_.find_first_of("\r\n"))).empty()) {
    const std::string_view line = start.substr(0, start.find_first_of("\r\n"));
    end_line();
    return problem(line, "this value is not written as an export of the registry writes it");
  }
  end_line();
  if (result_.items.empty())
    return problem(start.substr(0, start.find_first_of("\r\n")), "this value belongs to no key");
  result_.items.back().values.push_back(std::move(*value));
}

std::optional<RegistryValue> RegistryReader::read_value() {
  RegistryValue value;
  if (text_.starts_with('@')) {
    text_.remove_prefix(1);
  } else {
    auto name = quoted();
    if (!name) return {};
    value.name = std::move(*name);
  }
  if (!text_.starts_with('=')) return {};
  text_.remove_prefix(1);
  if (!read_data(value)) return {};
  return value;
}

bool RegistryReader::read_data(RegistryValue& value) {
  if (text_.starts_with('"')) return read_string(value);
  const std::size_t colon = text_.substr(0, text_.find_first_of("\r\n")).find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view type = text_.substr(0, colon);
  text_.remove_prefix(colon + 1);
  if (!iequals(type, "dword")) return read_bytes(value, type);
  const std::string_view digits = text_.substr(0, text_.find_first_of(" \t\r\n"));
  const auto number = from_hex(digits);
  if (!number) return false;
  value.data = *number;
  value.at = place(sources_, file_, digits);
  text_.remove_prefix(digits.size());
  return true;
}

bool RegistryReader::read_string(RegistryValue& value) {
  const std::string_view start = text_.substr(1);
  auto text = quoted();
  if (!text) return false;
  value.at = place(sources_, file_, start.substr(0, start.size() - text_.size() - 1));
  value.data = std::move(*text);
  return true;
}

bool RegistryReader::read_bytes(RegistryValue& value, std::string_view type) {
  if (!iequals(type.substr(0, 3), "hex")) return false;
  // A line that ends with '\' goes on.
  std::size_t end = 0;
  while (end < text_.size() && text_[end] != '\r' && text_[end] != '\n') {
    const bool goes_on = text_[end] == '\\';
    ++end;
    while (goes_on && end < text_.size() && is_blank(text_[end])) ++end;
  }
  const std::string_view list = trim_blanks(text_.substr(0, end));
  auto bytes = parse_bytes(list);
  if (!bytes) return false;
  text_.remove_prefix(end);
  value.at = place(sources_, file_, list);
  if (iequals(type, "hex(1)") || iequals(type, "hex(2)"))
    value.data = decode_text(std::move(*bytes));
  else
    value.data = RegistryBytes{std::move(*bytes)};
  return true;
}

// Takes a string in quotes, which may go over lines.
std::optional<std::string> RegistryReader::quoted() {
  std::string text;
  for (std::size_t i = 1; i < text_.size(); ++i) {
    if (text_[i] == '"') {
      text_.remove_prefix(i + 1);
      return text;
    }
    if (text_[i] == '\\') ++i;
    if (i < text_.size()) text += text_[i];
  }
  return {};
}

std::string RegistryReader::decode_text(std::string bytes) const {
  if (!ansi_) bytes.insert(0, "\xFF\xFE");
  const Decoded decoded = ansi_ ? decode_capture(bytes) : decode(bytes);
  std::string text(decoded.text());
  while (text.ends_with('\0')) text.pop_back();
  return text;
}

}  // namespace

std::string_view RegistryKey::name() const {
  return last_name(path);
}

std::string_view RegistryKey::parent() const {
  const auto slash = path.rfind('\\');
  if (slash == std::string::npos) return {};
  return last_name(std::string_view(path).substr(0, slash));
}

const RegistryValue* RegistryKey::value(std::string_view wanted) const {
  const auto found = std::ranges::find_if(
      values, [&](const RegistryValue& each) { return iequals(each.name, wanted); });
  return found == values.end() ? nullptr : &*found;
}

CaptureOf<RegistryKey> read_registry_file(const SourceSet& sources, FileId file) {
  return RegistryReader(sources, file).read();
}

}  // namespace farmlint::captures

namespace farmlint {

bool is_registry_export(const SourceSet& sources, FileId file) {
  const std::string_view text = captures::beginning(sources, file);
  return text.starts_with(captures::first_line) || text.starts_with(captures::first_line_of_ansi);
}

}  // namespace farmlint
