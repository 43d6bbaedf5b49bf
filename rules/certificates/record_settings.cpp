#include "rules/certificates/record_settings.h"

#include <array>

namespace farmlint::rules {
namespace {

bool is_switch(RecordSetting setting) {
  switch (setting) {
    case RecordSetting::RevocationFreshness:
    case RecordSetting::UrlRetrievalTimeout:
    case RecordSetting::CtlIdentifier:
    case RecordSetting::CtlStore:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::optional<std::string_view> told(const SslRecord& record, RecordSetting setting) {
  const auto& value = record.setting(setting);
  if (!value) return {};
  const bool comparable = !is_switch(setting) || value->value == "on" || value->value == "off";
  return comparable ? std::optional<std::string_view>(value->value) : std::nullopt;
}

std::string_view value_words(std::string_view value) {
  return value.empty() ? "not set" : value;
}

std::string_view difference_words(RecordSetting setting) {
  constexpr std::array<std::string_view, record_setting_count> words{
      "revoked client certificates are refused by one of the nodes only",
      "one of the nodes trusts old revocation lists",
      "client certificates for another purpose are refused by one of the nodes only",
      "a revoked client certificate is noticed sooner by one of the nodes",
      "the nodes wait for revocation lists for different times",
      "the nodes accept client certificates of different issuers",
      "the nodes accept client certificates of different issuers",
      "client certificates become Windows accounts on one of the nodes only",
      "log-on with a client certificate fails on part of the requests",
      "one of the nodes resets every connection",
      "clients get HTTP/2 from one of the nodes only",
      "clients get HTTP/3 from one of the nodes only",
      "clients get TLS 1.2 from one of the nodes only",
      "clients get TLS 1.3 from one of the nodes only",
      "one of the nodes only tells clients that its certificate is not revoked",
      "old clients can connect to one of the nodes only"};
  return words.at(static_cast<std::size_t>(setting));
}

}  // namespace farmlint::rules
