#include "lint/config/identity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::array<std::pair<std::string_view, Identity>, 5> kinds{
    {{"ApplicationPoolIdentity", Identity::ApplicationPoolIdentity},
     {"NetworkService", Identity::NetworkService},
     {"LocalService", Identity::LocalService},
     {"LocalSystem", Identity::LocalSystem},
     {"SpecificUser", Identity::SpecificUser}}};

}  // namespace

PoolIdentity identity_of(const ApplicationPool& pool) {
  PoolIdentity result;
  result.type = pool.layers().value("identityType", "processModel");
  result.user_name = pool.layers().value("userName", "processModel");
  result.password = pool.layers().value("password", "processModel");
  result.understood = !result.type.written();
  for (const auto& [name, kind] : kinds) {
    if (!result.type.is(name)) continue;
    result.kind = kind;
    result.understood = true;
  }
  return result;
}

const ApplicationPool* pool_of(const ConfigModel& config, const Application& application) {
  return application.pool_index ? &config.pools[*application.pool_index] : nullptr;
}

bool Account::well_known() const {
  constexpr std::array<std::string_view, 4> domains{"IIS AppPool", "NT AUTHORITY", "NT SERVICE",
                                                    "BUILTIN"};
  if (domain.empty()) return iequals(name, "IUSR") || name.empty();
  return std::ranges::any_of(domains, [&](auto known) { return iequals(known, domain); });
}

Account read_account(std::string_view user_name) {
  const auto slash = user_name.find('\\');
  if (slash != std::string_view::npos)
    return {.domain = user_name.substr(0, slash), .name = user_name.substr(slash + 1)};
  const auto at = user_name.rfind('@');
  if (at != std::string_view::npos)
    return {.domain = user_name.substr(at + 1), .name = user_name.substr(0, at)};
  return {.domain = {}, .name = user_name};
}

}  // namespace farmlint
