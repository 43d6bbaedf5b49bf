// The values of a record, whatever form the capture has: hashes, ids, switches and flags.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/capture/record.h"

namespace farmlint::captures {

// Hexadecimal digits of 20 or 32 bytes.
bool is_hash(std::string_view text);
std::string to_hex(std::string_view bytes);
// Takes a hash as it is written. The Central Store has none, and all zeros are none.
void set_hash(SslRecord& record, std::string_view written, const Location& at);

// "(null)" is nothing.
void set_store(SslRecord& record, std::string_view written);

// Lower case in braces, which `text` need not have.
std::optional<std::string> parse_guid(std::string_view text);

// "on" for Enabled, Set, true and 1, "off" for Disabled, Not Set, false and 0 (iis.md §8.1).
std::optional<std::string_view> parse_switch(std::string_view text);

// DefaultFlags and DefaultCertCheckMode of HTTP_SERVICE_CONFIG_SSL_PARAM.
void set_flags(SslRecord& record, std::uint32_t flags, const Location& at);
void set_check_mode(SslRecord& record, std::uint32_t mode, const Location& at);

// A key without address: the port as text.
std::optional<RecordKey> parse_store_port(std::string_view text);

// A key of the kind that its table or label tells: the Central Store keeps the port of an address,
// and the host of a host name.
RecordKey in_central_store(const RecordKey& key);

// What can be told only when the whole record is read: a host name with neither hash nor store
// belongs to the Central Store (iis.md §3.1).
void complete(SslRecord& record);

}  // namespace farmlint::captures
