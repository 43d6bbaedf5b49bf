#include "lint/config/identity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/config/setting.h"
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
  PoolIdentity result{.pool = &pool, .type = pool.layers().value("identityType", "processModel")};
  const auto* const known =
      std::ranges::find_if(kinds, [&](const auto& kind) { return result.type.is(kind.first); });
  result.understood = known != kinds.end() || !result.type.written();
  if (known != kinds.end()) result.kind = known->second;
  return result;
}

std::vector<PoolIdentity> specific_users(const ConfigModel& config) {
  std::vector<PoolIdentity> found;
  Setting type("identityType", "processModel");
  // Of most pools the one word tells.
  for (const ApplicationPool& pool : config.pools)
    if (type.of(pool).is("SpecificUser")) found.push_back(identity_of(pool));
  return found;
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
