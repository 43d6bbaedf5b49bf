#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "lint/capture/capture_text.h"
#include "lint/capture/registry_file.h"
#include "lint/text.h"

namespace farmlint {
namespace {

using captures::RegistryKey;
using captures::RegistryValue;

template <typename T>
void take(const RegistryKey& key, std::string_view name, T& out,
          std::vector<CaptureProblem>& problems) {
  const RegistryValue* const value = key.value(name);
  if (value == nullptr) return;
  if (const auto* const data = std::get_if<T>(&value->data))
    out = *data;
  else
    problems.push_back({value->at, fmt::format("the type of {} is another one here", name)});
}

bool is_provider(const RegistryKey& key) {
  return iequals(key.name(), "CentralCertProvider");
}

}  // namespace

CaptureOf<CentralStoreSettings> read_store_settings(const SourceSet& sources, FileId file) {
  CaptureOf<CentralStoreSettings> result;
  if (!is_registry_export(sources, file)) {
    result.problems.push_back(captures::is_empty(sources, file)
                                  ? captures::empty_capture(file)
                                  : CaptureProblem{{file, 0, 0}, "this is no registry export"});
    return result;
  }
  auto keys = captures::read_registry_file(sources, file);
  result.problems = std::move(keys.problems);
  const auto key = std::ranges::find_if(keys.items, is_provider);
  if (key == keys.items.end()) {
    result.problems.push_back({{file, 0, 0}, R"(the key IIS\CentralCertProvider is not here)"});
  } else {
    CentralStoreSettings& settings = result.items.emplace_back();
    std::uint32_t enabled = 0;
    settings.at = key->at;
    take(*key, "Enabled", enabled, result.problems);
    take(*key, "CertStoreLocation", settings.location, result.problems);
    take(*key, "UserName", settings.user_name, result.problems);
    take(*key, "PollingInterval", settings.polling_interval, result.problems);
    settings.enabled = enabled != 0;
  }
  if (auto broken = captures::broken_text(sources, file))
    result.problems.push_back(std::move(*broken));
  return result;
}

}  // namespace farmlint
