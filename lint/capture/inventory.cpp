#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "lint/capture/certificate_readers.h"
#include "lint/capture/distinguished_name.h"
#include "lint/capture/inventory_date.h"
#include "lint/capture/json_tree.h"
#include "lint/text.h"

namespace farmlint {
namespace {

using Members = std::initializer_list<std::string_view>;

// The first of these members that is there and says something.
const JsonValue* member(const JsonValue& value, Members names) {
  for (const std::string_view name : names) {
    const JsonValue* found = value.find(name);
    if (found != nullptr && !found->is(JsonKind::Null)) return found;
  }
  return nullptr;
}

// "Server Authentication (1.3.6.1.5.5.7.3.1)", "münchen.example (xn--mnchen-3ya.example)": what
// PowerShell makes of an object that is nested too deep for ConvertTo-Json.
std::string_view without_friendly_name(std::string_view text) {
  const auto open = text.rfind('(');
  if (!text.ends_with(')') || open == std::string_view::npos) return text;
  return text.substr(open + 1, text.size() - open - 2);
}

// A string, or what an object says in one of these members.
std::optional<std::string_view> text_of(const JsonValue& value, Members names) {
  const JsonValue* text = value.is(JsonKind::Object) ? member(value, names) : &value;
  if (text == nullptr || !text->is(JsonKind::String)) return {};
  return without_friendly_name(text->text);
}

// A list is also null, {} for an empty one, its only item, or {"value": […], "Count": 2}.
std::vector<const JsonValue*> items_of(const JsonValue& list) {
  std::vector<const JsonValue*> items;
  const JsonValue* value = list.find("value");
  if (value != nullptr && value->is(JsonKind::Array)) return items_of(*value);
  if (list.is(JsonKind::Null) || (list.is(JsonKind::Object) && list.children.empty())) return items;
  if (!list.is(JsonKind::Array)) return {&list};
  for (const JsonValue& item : list.children)
    if (!item.is(JsonKind::Null)) items.push_back(&item);
  return items;
}

bool is_oid(std::string_view text) {
  return text.find('.') != std::string_view::npos && is_digit(text.front()) &&
         is_digit(text.back()) && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_hex(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
}

// Whether a code page that lacks some characters was between PowerShell and the file.
bool lacks_characters(std::string_view text) {
  return text.find('?') != std::string_view::npos ||
         text.find("\xEF\xBF\xBD") != std::string_view::npos;
}

bool is_rsa(std::string_view algorithm) {
  return iequals(algorithm, "RSA") || algorithm == "1.2.840.113549.1.1.1" ||
         algorithm == "1.2.840.113549.1.1.10";
}

// Reads one entry of the list.
class EntryReader {
 public:
  EntryReader(const SourceSet& sources, const JsonValue& entry, CapturedCertificates& out)
      : sources_(sources), entry_(entry), out_(out) {}

  void read() {
    const JsonValue* thumbprint = member(entry_, {"Thumbprint"});
    if (thumbprint == nullptr)
      return problem({entry_.at.file, entry_.at.begin, entry_.at.begin + 1},
                     "the entry is no certificate: it has no Thumbprint");
    if (thumbprint->text.size() != 40 || !is_hex(thumbprint->text))
      return refuse(*thumbprint, "is not 40 hexadecimal digits");
    certificate_.at = certificate_.not_after_at = thumbprint->at;
    certificate_.thumbprint = lower(thumbprint->text);
    certificate_.subject = text({"Subject"});
    certificate_.issuer = text({"Issuer"});
    certificate_.serial = serial();
    certificate_.store = store();
    read_dates();
    read_names();
    read_usages();
    read_key();
    certificate_.signature_algorithm = oid({"Sig", "SignatureAlgorithm"});
    out_.items.push_back(std::move(certificate_));
  }

 private:
  void problem(const Location& at, std::string message) {
    out_.problems.push_back({at, std::move(message)});
  }
  void refuse(const JsonValue& value, std::string_view why) {
    const bool nested = value.is(JsonKind::Array) || value.is(JsonKind::Object);
    problem(value.at, nested ? fmt::format("this {}", why)
                             : fmt::format("'{:.60}' {}", sources_.text(value.at), why));
  }

  std::string text(Members names) {
    const JsonValue* value = member(entry_, names);
    if (value == nullptr) return {};
    if (value->is(JsonKind::String)) return value->text;
    refuse(*value, "is not a text");
    return {};
  }

  std::string serial() {
    const JsonValue* value = member(entry_, {"Serial", "SerialNumber"});
    if (value == nullptr) return {};
    if (value->is(JsonKind::String) && is_hex(value->text)) return lower(value->text);
    refuse(*value, "is not a serial number in hexadecimal digits");
    return {};
  }

  // "Microsoft.PowerShell.Security\Certificate::LocalMachine\My", "Cert:\LocalMachine\My", "My"
  std::string store() {
    const Members names = {"Store", "PSParentPath"};
    const std::string path = text(names);
    if (lower(path).find("currentuser\\") != std::string::npos)
      refuse(*member(entry_, names), "is a store of one user, which HTTP.sys does not use");
    return path.substr(path.find_last_of("\\/:") + 1);
  }

  void read_dates() {
    if (const JsonValue* value = member(entry_, {"NotBefore"}))
      certificate_.not_before = date(*value);
    if (const JsonValue* value = member(entry_, {"NotAfter"})) {
      certificate_.not_after_at = date_text(*value).at;
      certificate_.not_after = date(*value);
    }
  }
  // PowerShell 5.1 also writes {"value":"\/Date(…)\/","DateTime":"…"}.
  static const JsonValue& date_text(const JsonValue& value) {
    const JsonValue* inner = value.find("value");
    return inner == nullptr ? value : *inner;
  }
  std::optional<TimePoint> date(const JsonValue& value) {
    const JsonValue& text = date_text(value);
    const auto time = text.is(JsonKind::String) ? parse_inventory_date(text.text) : std::nullopt;
    if (!time)
      refuse(text, "is not a date that means the same everywhere, as ConvertTo-Json writes it");
    return time;
  }

  void read_names() {
    const JsonValue* list = entry_.find("Dns");
    if (list == nullptr) list = entry_.find("DnsNameList");
    certificate_.names_known = list != nullptr;
    if (list == nullptr) return;
    for (const JsonValue* item : items_of(*list)) {
      const auto name = text_of(*item, {"Punycode", "Unicode"});
      if (name)
        add_name_of_list(*name);
      else
        refuse(*item, "is not the name of a host");
    }
    if (certificate_.names.empty()) add_name_of_subject(certificate_);
    if (std::ranges::any_of(certificate_.names, lacks_characters)) certificate_.names_known = false;
  }
  void add_name_of_list(std::string_view name) {
    // Somebody joined the list; but it begins with the CN, host or not, if the subject is no more.
    const bool joined = name.find_first_of(",; ") != std::string_view::npos;
    if (joined && certificate_.subject != fmt::format("CN={}", name))
      certificate_.names_known = false;
    add_name(certificate_, name);
  }

  void read_usages() {
    const JsonValue* list = member(entry_, {"Eku", "EnhancedKeyUsageList"});
    if (list == nullptr) return;
    std::vector<std::string> usages;
    for (const JsonValue* item : items_of(*list)) usages.push_back(oid_of(*item));
    const bool known = !usages.empty() && std::ranges::find(usages, "") == usages.end();
    if (known) certificate_.usages = std::move(usages);
  }

  std::string oid(Members names) {
    const JsonValue* value = member(entry_, names);
    return value == nullptr ? std::string() : oid_of(*value);
  }
  std::string oid_of(const JsonValue& value) {
    const auto text = text_of(value, {"ObjectId", "Value"});
    if (text && is_oid(*text)) return std::string(*text);
    // What stands in the place of an object that is nested too deep says nothing.
    if (!text || *text != "System.Security.Cryptography.Oid")
      refuse(value, "is not an object identifier");
    return {};
  }

  void read_key() {
    if (const JsonValue* value = member(entry_, {"HasPrivateKey"})) {
      if (iequals(value->text, "true") || iequals(value->text, "false"))
        certificate_.private_key = iequals(value->text, "true");
      else
        refuse(*value, "is neither true nor false");
    }
    const JsonValue* size = member(entry_, {"KeySize", "Bits"});
    if (size == nullptr) return;
    unsigned bits = 0;
    const char* end = size->text.data() + size->text.size();
    const auto [stop, error] = std::from_chars(size->text.data(), end, bits);
    if (error != std::errc() || stop != end) return refuse(*size, "is not a number of bits");
    if (is_rsa_size(bits)) certificate_.rsa_bits = bits;
  }
  // Sizes of elliptic curves are no RSA sizes.
  bool is_rsa_size(unsigned bits) const {
    if (const JsonValue* algorithm = member(entry_, {"KeyAlgorithm"}))
      return is_rsa(text_of(*algorithm, {"Value", "FriendlyName"}).value_or(""));
    return bits > 521;
  }

  const SourceSet& sources_;
  const JsonValue& entry_;
  CapturedCertificates& out_;
  Certificate certificate_;
};

// Why the text cannot be an inventory, without a look at its grammar.
std::optional<std::string_view> why_no_inventory(std::string_view text) {
  if (text.empty()) return "the file is empty; [] stands for no certificates";
  if (text.front() == '<') return "this is XML; an inventory is what ConvertTo-Json prints";
  if (text.front() == '[' || text.front() == '{' || text == "null") return {};
  return "this is no list in JSON; an inventory is what ConvertTo-Json prints";
}

// The first line that is not blank.
Location first_line(const SourceSet& sources, FileId file) {
  const std::string_view text = sources.text(file);
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

void read_inventory(const SourceSet& sources, FileId file, CapturedCertificates& out) {
  const auto refusal = why_no_inventory(trim(sources.text(file)));
  if (refusal && !sources.source(file).broken) {
    out.problems.push_back({first_line(sources, file), std::string(*refusal)});
    return;
  }
  const auto root = parse_json(sources, file, out.problems);
  if (!root) return;
  const std::vector<const JsonValue*> entries = items_of(*root);
  const bool inventory =
      entries.empty() || std::ranges::any_of(entries, [](const JsonValue* entry) {
        return entry->find("Thumbprint") != nullptr;
      });
  if (!inventory) {
    out.problems.push_back({first_line(sources, file),
                            "this is not a list of certificates: nothing has a Thumbprint"});
    return;
  }
  for (const JsonValue* entry : entries) EntryReader(sources, *entry, out).read();
}

}  // namespace farmlint
