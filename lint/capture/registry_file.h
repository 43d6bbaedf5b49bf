// Exports of the registry (.reg), as regedit and `reg export` write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/capture/capture.h"

namespace farmlint::captures {

// The bytes of REG_BINARY and of the types that nobody here needs.
struct RegistryBytes {
  std::string bytes;
};

struct RegistryValue {
  std::string name;  // empty for the default value
  // REG_SZ and REG_EXPAND_SZ; REG_DWORD; others
  std::variant<std::string, std::uint32_t, RegistryBytes> data;
  Location at;  // the data as it is written, without quotes and type
};

struct RegistryKey {
  std::string path;  // "HKEY_LOCAL_MACHINE\SOFTWARE\…"
  Location at;
  std::vector<RegistryValue> values;

  // The names behind the last and the last but one '\'; empty if there is none.
  std::string_view name() const;
  std::string_view parent() const;
  // Null if there is none. Ignores letter case, as Windows does.
  const RegistryValue* value(std::string_view wanted) const;
};

// No message quotes the file: passwords are written there.
CaptureOf<RegistryKey> read_registry_file(const SourceSet& sources, FileId file);

}  // namespace farmlint::captures
