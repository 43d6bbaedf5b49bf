// Records are printed in ways that netsh, consoles, mails and code pages might choose, and must
// come back as they were. Labels are nonsense: nothing may depend on them.
#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode.h"
#include "lint/text.h"
#include "tests/capture_sample.h"

namespace farmlint::testing {
namespace {

struct Layout {
  std::string indent;
  std::string quote;
  std::string line_end;
  std::string separator;
  std::size_t width = 0;  // of labels
  bool notes = false;
  bool blank_lines = false;  // between records
  bool properties = false;
};

// What is read back, and the characters it has to be found in.
struct Printed {
  SslRecord record;
  std::string key;
  std::array<std::string, record_setting_count> settings;
};

class Printer {
 public:
  explicit Printer(unsigned seed) : random_(seed) {
    layout_ = {.indent = pick({"", " ", "    ", "\t", "\u00A0\u00A0"}),
               .quote = pick({"", "", "> ", ">> "}),
               .line_end = pick({"\n", "\r\n", "\r", "\r\r\n"}),
               .separator = pick({" : ", " :", "\t: ", " :       : "}),
               .width = below(40),
               .notes = below(3) == 0,
               .blank_lines = below(4) != 0,
               .properties = below(2) == 0};
  }

  // A whole capture; what it says is in `records` then.
  std::string print() {
    if (below(2) == 0) line("C:\\Users\\x>netsh http show sslcert");
    line(pick({"SSL:", "SSL 证书绑定:", "Привязки SSL :"}));
    line(pick({"-----", "————", "–––-"}));
    blank_line();
    const unsigned count = 1 + below(5);
    for (unsigned i = 0; i < count; ++i) print_record(i);
    if (below(2) == 0) line("C:\\Users\\x>");
    return encode(text_);
  }

  std::vector<Printed> records;

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  std::string pick(const std::vector<std::string>& from) {
    return from[below(static_cast<unsigned>(from.size()))];
  }
  std::string hex(std::size_t size) {
    std::string digits(size, '1');
    for (char& digit : digits) digit = "0123456789abcdefABCDEF"[below(22)];
    return digits;
  }
  std::string label() {
    return pick({"Hachage", "证书哈希", "IP:porta", "Nom de l'autre", "ID", "Überprüfung", "x.y"}) +
           pick({"", " der Sperrung", " :", " 端口", " (client)"});
  }

  void line(const std::string& text) { text_ += layout_.quote + text + layout_.line_end; }
  void blank_line() { text_ += layout_.quote + layout_.line_end; }
  void field(std::string name, const std::string& value, bool may_have_note = true) {
    name.resize(std::max(name.size(), layout_.width), ' ');
    std::string all = layout_.indent + name + layout_.separator + value;
    if (layout_.notes && may_have_note && !value.empty() && below(3) == 0)
      all += pick({"  <-- note", "\t# a : b", "   ★注意：次", "  10.0.0.1:1"});
    line(all);
  }
  void setting(Printed& printed, RecordSetting which, const std::string& name,
               const std::string& written, std::string_view value) {
    const bool free_text =
        which == RecordSetting::CtlIdentifier || which == RecordSetting::CtlStore;
    field(name, written, !free_text);
    printed.record.setting(which) = {std::string(value), {}};
    printed.settings.at(static_cast<std::size_t>(which)) = written;
  }
  void print_switch(Printed& printed, RecordSetting which, const std::string& name,
                    const std::array<std::string, 2>& words) {
    const bool on = below(2) == 0;
    setting(printed, which, name, words.at(on ? 0 : 1), on ? "on" : "off");
  }

  void print_key(Printed& printed, unsigned number) {
    const std::string port = std::to_string(1 + below(65535));
    const std::string host = pick({"www", "*.shop", "a_b", "bücher"}) + std::to_string(number);
    switch (below(4)) {
      case 0:
        return key(printed, pick({"10.0.0.", "192.168.7."}) + std::to_string(number) + ":" + port);
      case 1:
        return key(printed, "[2001:DB8::" + std::to_string(number) + "]:" + port);
      case 2:
        return key(printed, host + ".Contoso.com:" + port);
      default:
        return key(printed, pick({"", "*:"}) + port);
    }
  }
  void key(Printed& printed, const std::string& written) {
    printed.key = written;
    SslRecord& record = printed.record;
    const bool port_only = written.find(':') == std::string::npos;
    record.key = parse_record_key(port_only ? "*:" + written : written).value();
    if (record.key.kind == RecordKind::HostPort && below(3) == 0)
      record.key = scoped_store_record(record.key.host, record.key.port);
    field(label(), written);
  }

  void print_identity(SslRecord& record) {
    const bool central = record.key.central_store();
    if (!central) record.thumbprint = hex(below(5) == 0 ? 64 : 40);
    // A bare number is known as a port by the id behind it, so no note may separate them.
    if (!central || below(2) == 0)
      field(label(), central ? pick({"", "(null)"}) : record.thumbprint);
    record.app_id = "{" + hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12) + "}";
    field(label(), record.app_id);
    record.store = central ? "" : pick({"MY", "WebHosting", "Remote Desktop"});
    record.store_null = record.store.empty() && below(2) == 0;
    if (!record.store.empty()) field(label(), record.store, false);
    if (record.store_null) field(label(), "(null)");
  }

  void print_base(Printed& printed) {
    for (std::size_t i = 0; i < 9; ++i) {
      const auto which = static_cast<RecordSetting>(i);
      const bool number = which == RecordSetting::RevocationFreshness ||
                          which == RecordSetting::UrlRetrievalTimeout;
      if (number) {
        const std::string text = std::to_string(below(70000));
        setting(printed, which, label(), text, text);
      } else if (which == RecordSetting::CtlIdentifier || which == RecordSetting::CtlStore) {
        const std::string text = pick({"(null)", "", "Partners", hex(40)});
        setting(printed, which, label(), text, text == "(null)" ? "" : text);
      } else {
        print_switch(printed, which, label(), {"Enabled", "Disabled"});
      }
    }
  }

  void print_tail(Printed& printed) {
    using Tail = std::pair<std::string, std::optional<RecordSetting>>;
    const std::vector<Tail> tail{{"", RecordSetting::RejectConnections},
                                 {"HTTP2", RecordSetting::DisableHttp2},
                                 {pick({"QUIC", "QUIC x"}), RecordSetting::DisableQuic},
                                 {pick({"TLS1.2", "TLS 1.2"}), RecordSetting::DisableTls12},
                                 {pick({"TLS1.3", "TLS 1.3"}), RecordSetting::DisableTls13},
                                 {"OCSP", RecordSetting::DisableOcspStapling},
                                 {"Token", {}},
                                 {"TLS", RecordSetting::DisableLegacyTls},
                                 {"Ticket", {}}};
    const unsigned count = below(static_cast<unsigned>(tail.size()) + 1);
    for (unsigned i = 0; i < count; ++i) {
      const auto& [name, which] = tail[i];
      if (i == 0)
        print_switch(printed, *which, label(), {"Enabled", "Disabled"});
      else if (which)
        print_switch(printed, *which, label() + " " + name, {"Set", "Not Set"});
      else
        field(label() + " " + name, "Not Set");
    }
  }

  void print_record(unsigned number) {
    if (number > 0 && layout_.blank_lines) blank_line();
    Printed& printed = records.emplace_back();
    print_key(printed, number);
    print_identity(printed.record);
    print_base(printed);
    print_tail(printed);
    if (layout_.properties) {
      line(pick({" Properties:", " Propriétés :"}));
      line("    PropertyId                   : 1");
      line("    Fenêtre                      : 443");
    }
  }

  std::string encode(const std::string& text) {
    switch (below(4)) {
      case 0:
        return "\xEF\xBB\xBF" + text;
      case 1:
        return utf16(text);
      default:
        return text;
    }
  }
  static std::string utf16(const std::string& text) {
    std::string bytes = "\xFF\xFE";
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t length = utf8_length(std::string_view(text).substr(i));
      unsigned unit = static_cast<unsigned char>(text[i]) & (length == 1 ? 0x7FU : 0xFFU >> length);
      for (std::size_t k = 1; k < length; ++k)
        unit = unit << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
      bytes += {static_cast<char>(unit & 0xFFU), static_cast<char>(unit >> 8U)};
      i += length;
    }
    return bytes;
  }

  std::mt19937 random_;
  Layout layout_;
  std::string text_;
};

std::string describe(const SslRecord& record) {
  std::string all = fmt::format("{} {} {} '{}'{}", record.key.selector(), record.thumbprint,
                                record.app_id, record.store, record.store_null ? " null" : "");
  for (const auto& setting : record.settings) all += setting ? " " + setting->value : " -";
  return lower(all);
}

TEST(CaptureRoundTrip, RecordsComeBackHoweverTheyArePrinted) {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Printer printer(seed);
    const std::string text = printer.print();
    const auto read = testing::records(text);
    SCOPED_TRACE(fmt::format("seed {}:\n{}", seed, text));
    ASSERT_EQ(read.problems(), "");
    ASSERT_EQ(read.capture.items.size(), printer.records.size());
    for (std::size_t i = 0; i < printer.records.size(); ++i) {
      const SslRecord& record = read.capture.items[i];
      const Printed& printed = printer.records[i];
      ASSERT_EQ(describe(record), describe(printed.record));
      ASSERT_EQ(read.text(record.at), printed.key);
      if (!record.thumbprint.empty()) {
        ASSERT_EQ(read.text(record.hash_at), printed.record.thumbprint);
      }
      for (std::size_t k = 0; k < record_setting_count; ++k) {
        const auto& setting = record.settings.at(k);
        ASSERT_EQ(setting ? read.text(setting->at) : "", printed.settings.at(k));
      }
    }
  }
}

}  // namespace
}  // namespace farmlint::testing
